"""What a coder must beat: TF-IDF with logistic regression, and cosine to the themes' descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.theming.codes import QUESTIONS
from evaluation.theming.embedding import Embedder
from evaluation.theming.logistic import Array, fit, sigmoid
from evaluation.theming.tfidf import Tfidf, unit
from evaluation.theming.training import Decision

PENALTY = 0.1
_CUTS = np.arange(-0.3, 0.6, 0.01)
Flags = NDArray[np.bool_]
Labels = list[frozenset[str]]


def by_tfidf(seen: Sequence[Decision], unseen: Sequence[Decision], themes: Sequence[str]) -> Labels:
    """One-vs-rest logistic regression on weighed words, pairs of words and the question, balanced, cut at one half."""
    words = Tfidf([each.text for each in seen])
    rows, others = (np.hstack([words([each.text for each in part]), _asked(part)]) for part in (seen, unseen))
    given = []
    for theme in themes:
        target = np.array([float(theme in each.affirmed) for each in seen])
        weights = fit(rows, target, PENALTY, balanced=True)
        given.append(sigmoid(others @ weights[:-1] + weights[-1]) >= 0.5)
    return _labels(np.array(given).T, themes)


def by_description(
    seen: Sequence[Decision], unseen: Sequence[Decision], descriptions: Mapping[str, str], embedder: Embedder
) -> Labels:
    """Themes whose description is nearer to the answer than a cut, the one that does best on the answers seen."""
    themes = tuple(descriptions)
    vectors = embedder([each.text for each in seen])
    centre = vectors.mean(axis=0)
    cards = unit(embedder(list(descriptions.values())) - centre)
    near = unit(vectors - centre) @ cards.T
    wanted = np.array([[theme in each.affirmed for theme in themes] for each in seen])
    cut = max(_CUTS, key=lambda each: _f1(near >= each, wanted))
    others = unit(embedder([each.text for each in unseen]) - centre) @ cards.T
    return _labels(others >= cut, themes)


def _asked(decisions: Sequence[Decision]) -> Array:
    return np.array([[float(each.question == name) for name in QUESTIONS] for each in decisions])


def _f1(given: Flags, wanted: Flags) -> float:
    return float(2 * (given & wanted).sum() / max((given.sum() + wanted.sum()), 1))


def _labels(given: Flags, themes: Sequence[str]) -> Labels:
    return [frozenset(theme for theme, yes in zip(themes, row, strict=True) if yes) for row in given]
