"""What the coder takes and gives: a codebook of rules over words, and the codes it finds in an answer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

Question = Literal["benefit", "development", "barrier", "open"]
Heading = Literal["benefit", "development", "barrier"]
Kind = Literal["said", "topic", "fixed", "opposite", "fallback"]

_BROKEN = re.compile(r"\|\s+")

QUESTIONS: tuple[str, ...] = get_args(Question)


class CodebookFault(ValueError):
    """A codebook that cannot be read: an empty phrase, a word class that nobody defined."""


@dataclass(frozen=True)
class WordClass:
    """Words that may stand for each other in a phrase, where it writes `@name`. Parted by spaces; `*` ends a stem."""

    name: str
    words: str


@dataclass(frozen=True)
class Cue:
    """Phrases that turn what stands beside them: negation, a wish, "no longer", sarcasm…"""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class ThemeRule:
    """Phrases that speak of one theme.

    `said`: a statement, in any question. `topic`: the mere noun, which counts where the question or a cue beside it
    makes it a statement. `fixed`: a statement in which a negation is part of the sense ("no more hiding").
    `opposite`: a statement that by itself denies the theme ("sugar-coated", "everyone was willing").
    `fallback`: a mere hint, which counts only in an answer to the question about its heading that states nothing else,
    and only for the theme with the most hints.
    `unless`: phrases that, in the same clause (or anywhere in the sentence, where `sentence_wide`), show that something
    else is meant."""

    theme: str
    heading: Heading
    kind: Kind
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    sentence_wide: bool = False


def phrases_of(written: str) -> tuple[str, ...]:
    """The phrases of a block of text: parted by semicolons, with lines broken at spaces or after a `|`."""
    return tuple(
        " ".join(_BROKEN.sub("|", phrase).split()) for phrase in written.split(";") if phrase.strip()
    )


def rule(
    theme: str, heading: Heading, kind: Kind, phrases: str, *, unless: str = "", sentence_wide: bool = False
) -> ThemeRule:
    """A rule whose phrases are written as blocks of text, see `phrases_of`."""
    return ThemeRule(theme, heading, kind, phrases_of(phrases), phrases_of(unless), sentence_wide)


@dataclass(frozen=True, eq=False)
class Codebook:
    """A version's rules with the words and cues they use. Two codebooks with the same rules are equal."""

    version: str
    rules: tuple[ThemeRule, ...]
    words: tuple[WordClass, ...]
    cues: tuple[Cue, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that can change a code, as hexadecimal."""
        return hashlib.sha256(repr((self.version, self.rules, self.words, self.cues)).encode()).hexdigest()

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes that have rules, sorted."""
        return tuple(sorted({rule.theme for rule in self.rules}))

    @cached_property
    def headings(self) -> dict[str, Heading]:
        """The heading of each theme."""
        return {rule.theme: rule.heading for rule in sorted(self.rules, key=lambda rule: rule.theme)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Codebook) and (self is other or self.digest == other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)


@dataclass(frozen=True)
class Code:
    """A theme that an answer affirms or denies: `text[start:end]` is the evidence, `source` the phrase found.

    `score` is how likely the code is to be right, from 0 to 1; the source of what only the learner saw is `learned`."""

    theme: str
    denied: bool
    start: int
    end: int
    source: str
    score: float = 1.0
