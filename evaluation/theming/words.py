"""Words of an answer: where each stands, which elements of the codebook it is, and a guess at what was mistyped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.theming.codes import CodebookFault

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*|[.!?;\n]+|[,:()\[\]/…–—]|\s-+\s")
_HARD = frozenset(".!?;\n")
_APOSTROPHES = str.maketrans({"’": "'", "`": "'"})
_LONG_ENOUGH_TO_GUESS = 6
_LONGEST_STEM = 24
_REMEMBERED = 50_000
NUMBER = "#"


@dataclass(frozen=True)
class Token:
    """A word of the answer, at `text[start:end]`, and the numbers of the elements that it is."""

    word: str
    start: int
    end: int
    elements: frozenset[int]


@dataclass(frozen=True)
class Mark:
    """Punctuation: hard between sentences, soft inside one."""

    hard: bool


class Lexicon:
    """Numbers the elements of a codebook's phrases, and tells of each word which elements it is."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self._classes = classes
        self._numbers: dict[str, int] = {}
        self._words: dict[str, set[int]] = {}
        self._stems: dict[str, set[int]] = {}
        self._shortened: dict[str, str] = {}
        self._known: dict[str, frozenset[int]] = {}

    def element(self, written: str) -> int:
        """The number of an element such as `pack|@data|figure*`. Raises CodebookFault for an unknown class."""
        number = self._numbers.setdefault(written, len(self._numbers))
        if number == len(self._numbers) - 1:
            for word in self._spelt_out(written):
                self._enter(word, number)
        return number

    def elements_of(self, word: str) -> frozenset[int]:
        """The elements a lower-case word is; where it is none and long, those of the word it was likely meant to be."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._read(word)
        return known

    def tokens(self, text: str) -> Iterator[Token | Mark]:
        """The words and marks of a text, in order."""
        for found in _WORD.finditer(text):
            piece = found.group()
            if piece[0].isalnum():
                word = NUMBER if piece.isdigit() else piece.translate(_APOSTROPHES).lower()
                yield Token(word, found.start(), found.end(), self.elements_of(word))
            else:
                yield Mark(piece[0] in _HARD)

    def _spelt_out(self, written: str) -> Iterator[str]:
        for choice in written.split("|"):
            if not choice.startswith("@"):
                yield choice
            elif choice[1:] in self._classes:
                for word in self._classes[choice[1:]].split():
                    yield from self._spelt_out(word)
            else:
                raise CodebookFault(f"The word class {choice} is used in {written!r} but defined nowhere.")

    def _enter(self, word: str, number: int) -> None:
        stem = word.endswith("*")
        word = word.rstrip("*")
        (self._stems if stem else self._words).setdefault(word, set()).add(number)
        # One letter left out, neither the first nor the last: what is needed to recognise "fundng".
        for cut in range(1, len(word) - 1) if len(word) >= _LONG_ENOUGH_TO_GUESS else ():
            self._shortened.setdefault(word[:cut] + word[cut + 1 :], word)

    def _read(self, word: str) -> frozenset[int]:
        known = self._look_up(word)
        if known and word not in self._words and word in self._shortened:
            return known | self._look_up(self._shortened[word])
        return known or self._guess(word)

    def _look_up(self, word: str) -> frozenset[int]:
        elements = set(self._words.get(word, ()))
        for length in range(2, min(len(word), _LONGEST_STEM) + 1):
            elements.update(self._stems.get(word[:length], ()))
        return frozenset(elements)

    def _guess(self, word: str) -> frozenset[int]:
        if not _LONG_ENOUGH_TO_GUESS - 1 <= len(word) <= _LONGEST_STEM:
            return frozenset()
        for length in range(len(word), _LONG_ENOUGH_TO_GUESS - 2, -1):
            meant = self._shortened.get(word[:length])
            if meant and (length == len(word) or meant in self._stems):
                return self._look_up(meant + word[length:])
        return next(filter(None, map(self._look_up, _slips(word))), frozenset())


def _slips(word: str) -> Iterator[str]:
    """The word with two letters changed about, or one typed twice taken out."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
