"""The phrases of a codebook, compiled to be found among words in one pass.

A phrase is a row of elements parted by spaces. An element is a word, a stem (`improv*`), a class (`@service`), or
several of these joined by `|`; `?` after it makes it optional. `~` allows up to three other words between two elements,
`~5` up to five. `^` and `$` are the beginning and the end of the clause. A phrase never crosses a clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from evaluation.theming.codes import CodebookFault, WordClass
from evaluation.theming.words import Lexicon, Token

USUAL_GAP = 3
BEGINNING, END = -1, -2

Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Phrase(Generic[Owner]):
    """One way through a phrase: elements, each with the number of words that may be skipped before it."""

    owner: Owner
    written: str
    elements: tuple[int, ...]
    gaps: tuple[int, ...]
    at_beginning: bool
    at_end: bool


@dataclass(frozen=True)
class Match(Generic[Owner]):
    """A phrase found in a clause: the positions of the words it named."""

    owner: Owner
    written: str
    positions: tuple[int, ...]

    @property
    def first(self) -> int:
        return self.positions[0]

    @property
    def last(self) -> int:
        return self.positions[-1]


class PhraseBook(Generic[Owner]):
    """All phrases of one kind, indexed by their first element. Elements are numbered by the shared lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_first: dict[int, list[Phrase[Owner]]] = {}

    def add(self, owner: Owner, written: str) -> None:
        """Compile one phrase. Raises CodebookFault where it is empty or malformed."""
        for phrase in _ways_through(owner, written, self._lexicon):
            self._by_first.setdefault(phrase.elements[0], []).append(phrase)

    def find(self, clause: Sequence[Token]) -> Iterator[Match[Owner]]:
        """Every phrase that stands in the clause, at each word where it begins, with the shortest gaps."""
        by_first = self._by_first
        present: set[int] = set().union(*(token.elements for token in clause))
        for position, token in enumerate(clause):
            for element in token.elements:
                for phrase in by_first.get(element, ()):
                    if not present.issuperset(phrase.elements) or (
                        phrase.at_beginning and position > phrase.gaps[0]
                    ):
                        continue
                    found = _follow(phrase, 1, clause, (position,))
                    if found:
                        yield Match(phrase.owner, phrase.written, found)


def _follow(
    phrase: Phrase[Owner], step: int, clause: Sequence[Token], found: tuple[int, ...]
) -> tuple[int, ...] | None:
    # Gaps are at most ten words and few, so the work per starting word is bounded whatever the text.
    if step == len(phrase.elements):
        return found if not phrase.at_end or found[-1] == len(clause) - 1 else None
    after = found[-1] + 1
    element = phrase.elements[step]
    for position in range(after, min(after + phrase.gaps[step] + 1, len(clause))):
        if element in clause[position].elements:
            whole = _follow(phrase, step + 1, clause, (*found, position))
            if whole:
                return whole
    return None


def _ways_through(owner: Owner, written: str, lexicon: Lexicon) -> Iterator[Phrase[Owner]]:
    parts = written.split()
    for chosen in _with_and_without_optionals(parts):
        yield _phrase(owner, written, chosen, lexicon)


def _with_and_without_optionals(parts: Sequence[str]) -> list[list[str]]:
    ways: list[list[str]] = [[]]
    for part in parts:
        optional = part.endswith("?")
        ways = [[*way, part.removesuffix("?")] for way in ways] + (ways if optional else [])
    return ways


def _phrase(owner: Owner, written: str, parts: Iterable[str], lexicon: Lexicon) -> Phrase[Owner]:
    elements: list[int] = []
    gaps: list[int] = []
    gap, at_beginning, at_end = 0, False, False
    for part in parts:
        if part[0] == "~":
            gap = max(gap, int(part[1:] or USUAL_GAP))
        elif part in "^$":
            at_beginning, at_end = at_beginning or part == "^", at_end or part == "$"
        else:
            elements.append(lexicon.element(part))
            gaps.append(gap)
            gap = 0
    if not elements or gap or max(gaps) > 10:
        raise CodebookFault(f"The phrase {written!r} has no words, ends with a gap, or has a gap above ten.")
    return Phrase(owner, written, tuple(elements), tuple(gaps), at_beginning, at_end)


def lexicon_for(classes: Iterable[WordClass]) -> Lexicon:
    """A lexicon that knows the word classes of a codebook."""
    return Lexicon({each.name: each.words for each in classes})
