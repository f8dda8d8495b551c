"""Answers that are nearly the same, and those that share a pasted passage. Work grows with the words, not the pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

SHORTEST = 5
SHINGLE = 3
ALIKE = 0.7
PASSAGE = 14
_BANDS, _ROWS = 20, 4
_PRIME = (1 << 31) - 1
_WORD = re.compile(r"[^\W_]+")

Kind = Literal["same", "pasted"]


@dataclass(frozen=True)
class Group:
    """Answers, by their place in the list, that are `same` (nearly word for word) or share a `pasted` passage."""

    kind: Kind
    members: tuple[int, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without what stands between them."""
    return tuple(_WORD.findall(text.lower()))


def nearly_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts' words are the same, or both are five words or more and share 0.7 of their shingles."""
    if tuple(one) == tuple(other):
        return True
    if min(len(one), len(other)) < SHORTEST:
        return False
    return _jaccard(_shingles(one, SHINGLE), _shingles(other, SHINGLE)) >= ALIKE


def duplicate_groups(texts: Sequence[str]) -> tuple[Group, ...]:
    """Groups of two and more among answers of five words or more, by their first member.

    Nearly the same: at least 0.7 of their three-word shingles shared (Broder 1997), found by minhash bands and then
    checked. Pasted: fourteen words running in common. An answer may stand in one group of each kind."""
    words = [words_of(text) for text in texts]
    groups = [Group("same", each) for each in _same(words)]
    known = {each.members for each in groups}
    groups += [Group("pasted", each) for each in _pasted(words) if each not in known]
    return tuple(sorted(groups, key=lambda group: (group.members, group.kind)))


def _shingles(words: Sequence[str], length: int) -> set[int]:
    return {
        crc32(" ".join(words[at : at + length]).encode()) for at in range(max(len(words) - length + 1, 1))
    }


def _same(words: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    shingles = {place: _shingles(each, SHINGLE) for place, each in enumerate(words) if len(each) >= SHORTEST}
    buckets: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, each in shingles.items():
        signature = _signature(each)
        for band in range(_BANDS):
            buckets[band, signature[band * _ROWS : (band + 1) * _ROWS].tobytes()].append(place)
    joined = _Joined(len(words))
    for bucket in buckets.values():
        # Each is held against the bucket's first, which keeps a bucket of thousands linear.
        for place in bucket[1:]:
            if _jaccard(shingles[bucket[0]], shingles[place]) >= ALIKE:
                joined.join(bucket[0], place)
    return joined.groups()


def _pasted(words: Sequence[Sequence[str]]) -> list[tuple[int, ...]]:
    first: dict[int, int] = {}
    joined = _Joined(len(words))
    for place, each in enumerate(words):
        if len(each) >= PASSAGE:
            for passage in _shingles(each, PASSAGE):
                joined.join(first.setdefault(passage, place), place)
    return joined.groups()


def _numbers(seed: int) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(1, _PRIME, size=(_BANDS * _ROWS, 1), dtype=np.int64)


_TIMES, _PLUS = _numbers(1), _numbers(2)


def _signature(shingles: Iterable[int]) -> NDArray[np.int64]:
    each = np.array(sorted(shingles), dtype=np.int64) % _PRIME
    mixed: NDArray[np.int64] = ((each * _TIMES) % _PRIME + _PLUS) % _PRIME
    return np.asarray(mixed.min(axis=1), dtype=np.int64)


def _jaccard(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)


class _Joined:
    """Disjoint sets of places."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def _top(self, place: int) -> int:
        while self._above[place] != place:
            self._above[place] = self._above[self._above[place]]
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self._top(one), self._top(other)))
        self._above[high] = low

    def groups(self) -> list[tuple[int, ...]]:
        sets: defaultdict[int, list[int]] = defaultdict(list)
        for place in range(len(self._above)):
            sets[self._top(place)].append(place)
        return [tuple(members) for members in sets.values() if len(members) > 1]
