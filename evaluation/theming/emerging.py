"""What fits no theme, gathered into proposals for a person to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.theming.embedding import Embedder
from evaluation.theming.logistic import Array
from evaluation.theming.rules import says_nothing
from evaluation.theming.tfidf import Tfidf, terms, unit

SMALLEST = 4
EXAMPLES = 5
MOST_ANSWERS = 1_000
# Cosine distance of vectors about their mean, and of bare words, up to which answers are one subject.
FARTHEST, FARTHEST_WORDS = 0.72, 0.9
_COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do", "for", "from", "had", "has",
    "have", "how", "i", "if", "in", "is", "it", "its", "me", "more", "my", "no", "not", "of", "on", "or", "our",
    "should", "so", "that", "the", "their", "them", "there", "they", "this", "to", "too", "us", "was", "we", "were",
    "what", "when", "which", "who", "will", "with", "would", "you", "your",
})  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """A subject that no theme covers: telling words, its answers by their place in the list, the most typical first."""

    words: tuple[str, ...]
    members: tuple[int, ...]
    examples: tuple[int, ...]


def proposals(texts: Sequence[str], embedder: Embedder | None) -> tuple[Proposal, ...]:
    """Groups of at least four among uncoded answers, the largest first; the same texts always give the same.

    Average linkage on the embedder's vectors, or on weighed words where there is none. What says nothing is left out;
    of more than 1,000 answers the first 1,000 are read. A proposal is for a person to judge: none becomes a theme."""
    places = [place for place, text in enumerate(texts) if not says_nothing(text)][:MOST_ANSWERS]
    if len(places) < SMALLEST:
        return ()
    chosen = [texts[place] for place in places]
    vectors, farthest = _vectors(chosen, embedder)
    found = [
        _proposal([places[each] for each in group], vectors[group], texts)
        for group in linked(1 - vectors @ vectors.T, farthest)
        if len(group) >= SMALLEST
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.members), each.members)))


def _vectors(texts: Sequence[str], embedder: Embedder | None) -> tuple[Array, float]:
    if embedder is None:
        return Tfidf(texts)(texts), FARTHEST_WORDS
    raw = embedder([text[:600] for text in texts])
    return unit(raw - raw.mean(axis=0)), FARTHEST


def linked(distances: Array, farthest: float) -> list[list[int]]:
    """Average-linkage clusters cut at `farthest`; ties go to the lowest places. `distances` is (n, n), symmetric."""
    between = distances.astype(float).copy()
    np.fill_diagonal(between, np.inf)
    members = [[place] for place in range(len(between))]
    nearest = between.min(axis=1, initial=np.inf)
    while len(nearest) and nearest.min() <= farthest:
        one = int(nearest.argmin())
        other = int(between[one].argmin())
        _merge(between, members, one, other)
        nearest = between.min(axis=1)
    return [sorted(group) for group in members if group]


def _merge(between: Array, members: list[list[int]], one: int, other: int) -> None:
    sizes = len(members[one]), len(members[other])
    merged = (between[one] * sizes[0] + between[other] * sizes[1]) / sum(sizes)
    between[one], between[:, one] = merged, merged
    between[other], between[:, other] = np.inf, np.inf
    between[one, one] = np.inf
    members[one] += members[other]
    members[other] = []


def _proposal(members: list[int], vectors: Array, texts: Sequence[str]) -> Proposal:
    typical = np.round(vectors @ vectors.mean(axis=0), 6)
    order = sorted(range(len(members)), key=lambda place: (-typical[place], members[place]))
    examples = tuple(members[place] for place in order[:EXAMPLES])
    return Proposal(_telling_words([texts[place] for place in members]), tuple(members), examples)


def _telling_words(texts: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(
        word for text in texts for word in set(terms(text)) if " " not in word and word not in _COMMON
    )
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:3])
