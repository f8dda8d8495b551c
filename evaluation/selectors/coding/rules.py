"""The phrases by which the engine knows the themes of a codebook version, for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.models import CodebookVersion, ThemeCard
from evaluation.services.coding.runs import rules_of
from evaluation.theming.codes import ThemeRule

# What each kind of rule does, in the order in which a reader wants them.
KINDS = {
    "said": "Says so by itself",
    "fixed": "Says so, “not” and all",
    "topic": "Names it, where the question or the words beside it make it a statement",
    "opposite": "Says the opposite: the theme is denied",
    "fallback": "Hints at it, where the answer says nothing else",
}
UNLESS = "Not where the same clause says"


@dataclass(frozen=True)
class Phrases:
    """Phrases that do one thing."""

    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class CardWithRules:
    """A theme's card and the engine's phrases for it."""

    card: ThemeCard
    rules: list[Phrases]

    @property
    def number(self) -> int:
        """How many phrases there are."""
        return sum(len(each.phrases) for each in self.rules)


def cards_with_rules(version: CodebookVersion) -> list[CardWithRules]:
    """The cards of a version, each with the phrases that the engine goes by under it: three queries."""
    rules = rules_of(version).rules
    return [
        CardWithRules(card, _told([rule for rule in rules if rule.theme == card.theme.code]))
        for card in version.cards.select_related("theme")
    ]


def _told(rules: Iterable[ThemeRule]) -> list[Phrases]:
    rules = list(rules)
    told = [
        Phrases(label, tuple(phrase for rule in rules if rule.kind == kind for phrase in rule.phrases))
        for kind, label in KINDS.items()
    ]
    told.append(Phrases(UNLESS, tuple(phrase for rule in rules for phrase in rule.unless)))
    return [each for each in told if each.phrases]
