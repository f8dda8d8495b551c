"""Themes weighed for the coding desk: narrowed by who said it and where, with intervals, ranks and last round's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from challenges.models import ChallengeRound
from councils.models import Council, User
from evaluation.findings.comparison import verdict
from evaluation.findings.tables import HEADINGS, ThemeCard
from evaluation.findings.weights import Audited, Voice, Weight, weigh
from evaluation.models import Standing, StandingCode
from evaluation.selectors.coding.agreement import audits_of
from evaluation.selectors.coding.desk import narrowed, seen_by
from evaluation.services.coding.runs import open_answers

USABLE = (Standing.Outcome.CODED, Standing.Outcome.NONE)


@dataclass(frozen=True)
class Change:
    """A theme now and last round: people who raised it of those who answered, and the verdict on the difference
    (`evaluation.findings.comparison.verdict`)."""

    people: int
    base: int
    previous_people: int
    previous_base: int

    @property
    def verdict(self) -> str:
        """less, more, same or too_few_to_say."""
        return verdict(self.people, self.base, self.previous_people, self.previous_base)


@dataclass(frozen=True)
class WeighedTheme:
    """One theme: its weight, the distinct councils of who raised it, the people who deny it, and what changed since
    last round, of all councils and of those that answered in both rounds (None without a last round)."""

    card: ThemeCard
    weight: Weight
    councils: int
    denied: int
    since: Change | None
    since_same: Change | None


@dataclass
class _Heard:
    """What the people of one round raised, by response."""

    raised: dict[Any, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    denied: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    council_of: dict[Any, Any] = field(default_factory=dict)

    def voices(self, councils: set[Any] | None = None) -> Counter[Voice]:
        """The people by what they raised; with `councils`, only the people of those."""
        return Counter(
            frozenset(self.raised.get(person, {}).items())
            for person, council in self.council_of.items()
            if councils is None or council in councils
        )

    def councils(self) -> set[Any]:
        """The councils that anybody answered for."""
        return {council for council in self.council_of.values() if council is not None}

    def councils_raising(self, theme: str) -> int:
        """The distinct councils of who raised the theme."""
        raising = {self.council_of[person] for person, themes in self.raised.items() if theme in themes}
        return len(raising - {None})


def weighed(
    round: ChallengeRound, themes: Sequence[ThemeCard], asked: Mapping[str, str], coder: User | None
) -> list[WeighedTheme]:
    """Every theme weighed among its heading's, in the order of `themes`; nothing where nobody's answer is left.

    A fixed number of queries. What `coder` has still to code blind is left out."""
    now, audits = _heard(round, asked, coder), audits_of(round)
    voices = now.voices()
    by_heading = [_of_heading(heading, themes, voices, audits) for heading in HEADINGS]
    weights = {weight.theme: weight for of_heading in by_heading for weight in of_heading}
    sets = _to_compare(now, _heard(round.previous, asked, coder)) if round.previous else []
    return [
        WeighedTheme(
            card,
            weights[card.code],
            now.councils_raising(card.code),
            len(now.denied[card.code]),
            *([_change(card.code, *both) for both in sets] or (None, None)),
        )
        for card in themes
        if card.code in weights
    ]


def _of_heading(
    heading: str, themes: Sequence[ThemeCard], voices: Counter[Voice], audits: Mapping[str, Audited]
) -> tuple[Weight, ...]:
    codes = [card.code for card in themes if card.heading == heading]
    return weigh(_only(voices, codes), codes, audits)


def _to_compare(now: _Heard, then: _Heard) -> list[tuple[Counter[Voice], Counter[Voice]]]:
    """The voices now and then: of all councils, and of those that answered in both rounds."""
    both = now.councils() & then.councils()
    return [(now.voices(), then.voices()), (now.voices(both), then.voices(both))]


def _only(voices: Counter[Voice], codes: Sequence[str]) -> Counter[Voice]:
    """The same people by what they raised of these themes alone."""
    kept: Counter[Voice] = Counter()
    for voice, number in voices.items():
        kept[frozenset(said for said in voice if said[0] in codes)] += number
    return kept


def _change(theme: str, now: Counter[Voice], then: Counter[Voice]) -> Change:
    return Change(_raising(theme, now), now.total(), _raising(theme, then), then.total())


def _raising(theme: str, voices: Counter[Voice]) -> int:
    return sum(number for voice, number in voices.items() if any(code == theme for code, _ in voice))


def _heard(round: ChallengeRound, asked: Mapping[str, str], coder: User | None) -> _Heard:
    answers = narrowed(seen_by(open_answers(round), coder), asked)
    heard = _Heard()
    usable = answers.filter(standing__outcome__in=USABLE).order_by()
    heard.council_of.update(usable.values_list("response", "response__council").distinct())
    codes = StandingCode.objects.filter(standing__answer__in=answers).order_by()
    for person, theme, denied, by_person in codes.values_list(
        "standing__answer__response", "theme__code", "denied", "standing__by_person"
    ):
        if denied:
            heard.denied[theme].add(person)
        else:
            heard.raised[person][theme] = heard.raised[person].get(theme, False) or by_person
    return heard


def council_types(round: ChallengeRound) -> list[tuple[str, str]]:
    """The kinds of council that the round's open answers come from: (value, label)."""
    kinds = set(open_answers(round).order_by().values_list("response__council__kind", flat=True).distinct())
    return [(value, label) for value, label in Council.Kind.choices if value in kinds]
