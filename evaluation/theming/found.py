"""A phrase found in an answer, and the cues that stand around it."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.theming.clauses import Clause, has_verb
from evaluation.theming.codes import Code, ThemeRule
from evaluation.theming.phrases import Match
from evaluation.theming.reading import Context, Cues

AFFIRMED, DENIED = "affirmed", "denied"
NEGATION_REACH = 6
NEAR = 4
CLOSE = 3
_TELLERS = frozenset(["i", "we", "they", "he", "she", "you", "us", "them"])


@dataclass(frozen=True)
class Verdict:
    """A polarity, and the cue of the same clause that decided it, if one did."""

    polarity: str
    cue: Match[str] | None = None


@dataclass(frozen=True)
class Found:
    """A rule's phrase, found in a clause: the `place`-th clause of the `number`-th sentence."""

    match: Match[ThemeRule]
    clause: Clause
    place: int
    number: int

    def code(self, verdict: Verdict) -> Code:
        """The code, with the words that carry the verdict as its evidence."""
        positions = self.match.positions + (verdict.cue.positions if verdict.cue else ())
        start, end = self.clause[min(positions)].start, self.clause[max(positions)].end
        return Code(self.match.owner.theme, verdict.polarity == DENIED, start, end, self.match.written)

    def cues(self, context: Context) -> Cues:
        """The cues of its own clause."""
        return context.cues[self.number][self.place]

    def later(self, context: Context) -> tuple[Cues, ...]:
        """The cues of what follows it: the rest of the sentence and the beginning of the next."""
        follows = context.cues[self.number][self.place + 1 :]
        return follows + tuple(sentence[0] for sentence in context.cues[self.number + 1 : self.number + 2])

    @property
    def heading_only(self) -> bool:
        """Whether the clause is a mere heading: few words, or none that makes it a statement."""
        return not has_verb(self.clause)

    @property
    def teller(self) -> bool:
        """Whether the clause has a subject that tells something."""
        return any(token.word in _TELLERS for token in self.clause)

    def apart(self, cue: Match[str]) -> bool:
        """Whether the cue uses none of the phrase's own words."""
        return not set(cue.positions) & set(self.match.positions)


def beside(found: Found, cues: Cues, *names: str) -> Match[str] | None:
    """A cue of the same clause that uses none of the phrase's own words."""
    for name in names:
        for cue in cues.get(name, ()):
            if found.apart(cue):
                return cue
    return None


def near(found: Found, cues: Cues, *names: str) -> Match[str] | None:
    """A cue at most four words away from the phrase."""
    first, last = found.match.first - NEAR, found.match.last + NEAR
    for name in names:
        for cue in cues.get(name, ()):
            if found.apart(cue) and cue.last >= first and cue.first <= last:
                return cue
    return None


def before(found: Found, cues: Cues, name: str, reach: int = NEGATION_REACH) -> Match[str] | None:
    """A cue that stands before the end of the phrase and not too far from its beginning."""
    nearest = found.match.first - reach
    for cue in cues.get(name, ()):
        if nearest <= cue.first < found.match.last and found.apart(cue):
            return cue
    return None


def negation(found: Found, cues: Cues, name: str = "neg") -> Match[str] | None:
    """A negation in whose reach the phrase stands; "not only" is none."""
    cue = before(found, cues, name)
    return None if cue and belongs(cue, cues, "not only") else cue


def belongs(cue: Match[str], cues: Cues, *names: str) -> bool:
    """Whether the cue begins inside a wider one of the given names."""
    return any(cue.first in wider.positions for name in names for wider in cues.get(name, ()))


def all_was_well(found: Found, context: Context) -> Match[str] | None:
    """A cue that all was well, which may share words with the phrase: "no money problems"."""
    if context.sarcastic:
        return None
    cues = found.cues(context).get("fine", ())
    return next((cue for cue in cues if not set(cue.positions) <= set(found.match.positions)), None)


def absence(found: Found, context: Context) -> Match[str] | None:
    """A negation close before a barrier: "nobody was defensive", "we weren't short of peers"."""
    cues = found.cues(context)
    for cue in cues.get("absent", ()):
        close = found.match.first - CLOSE <= cue.first < found.match.first
        if close and found.apart(cue) and not belongs(cue, cues, "lack", "not only"):
            return cue
    return None
