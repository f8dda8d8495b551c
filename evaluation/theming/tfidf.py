"""Words weighed by how rare they are: vectors that need no model, for comparison and where no embedder is installed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from evaluation.theming.logistic import Array

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def terms(text: str) -> list[str]:
    """The words of a text, and its pairs of words, in lower case."""
    words = [word.lower() for word in _WORD.findall(text)]
    return words + [f"{one} {other}" for one, other in zip(words, words[1:], strict=False)]


class Tfidf:
    """Term frequency (1 + log) times smoothed inverse document frequency, each vector of length one."""

    def __init__(self, texts: Sequence[str], least: int = 1) -> None:
        seen = Counter(term for text in texts for term in set(terms(text)))
        self.terms = sorted(term for term, count in seen.items() if count >= least)
        self._place = {term: place for place, term in enumerate(self.terms)}
        counts = np.array([seen[term] for term in self.terms], dtype=float)
        self._rarity = np.log((1 + len(texts)) / (1 + counts)) + 1

    def __call__(self, texts: Sequence[str]) -> Array:
        """The vectors, shape (texts, terms)."""
        vectors = np.zeros((len(texts), len(self.terms)))
        for row, text in enumerate(texts):
            for term, count in Counter(terms(text)).items():
                if term in self._place:
                    vectors[row, self._place[term]] = (1 + np.log(count)) * self._rarity[self._place[term]]
        return unit(vectors)


def unit(vectors: Array) -> Array:
    """Each row at length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths == 0, 1, lengths))
