"""Training the learning coder from people's decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.theming.codes import QUESTIONS, Codebook
from evaluation.theming.embedding import Embedder, pieces
from evaluation.theming.features import features
from evaluation.theming.logistic import Array, fit
from evaluation.theming.model import Model, packed
from evaluation.theming.rules import read_by_rules

# Ridge penalties, chosen by cross-validation; vectors are standardised and scaled to a length of about four.
PENALTY = 2.0
BLEND_PENALTY = 1.0
LENGTH = 4.0
FOLDS = 5
# Fewer independent decisions than this cannot weigh learner against rules: the earlier weights stay.
ENOUGH = 100
USUAL_BLEND = (0.8, 2.7, 1.0, -1.9, -0.7, 0.2, 1.0, 1.3, -0.3, -0.6, -2.4)
THRESHOLD = 0.5


@dataclass(frozen=True)
class Decision:
    """An answer as people coded it. `independent`: the codebook's rules were written without sight of it."""

    text: str
    question: str
    affirmed: frozenset[str]
    denied: frozenset[str] = frozenset()
    independent: bool = False


def train(
    decisions: Sequence[Decision], codebook: Codebook, embedder: Embedder, before: Model | None = None
) -> Model:
    """A model of these decisions; the same ones in the same order give the same bytes.

    All of them teach what a theme sounds like. Only independent ones can say how far the rules are to be trusted: with
    fewer than 100 of these the weights of the model `before` stay, or the usual ones. Raises ValueError for none."""
    if not decisions:
        raise ValueError("There is nothing to learn from.")
    themes = codebook.themes
    vectors, questions, targets = (
        _vectors(decisions, embedder),
        _asked(decisions),
        _targets(decisions, themes),
    )
    blend = np.array(USUAL_BLEND if before is None else before.blend)
    independent = np.array([each.independent for each in decisions])
    if independent.sum() >= ENOUGH:
        blend = _blend(decisions, codebook, vectors, questions, targets, independent)
    weights, asked, intercepts = _directions(vectors, questions, _with_none(targets))
    return Model(
        codebook.version,
        embedder.name,
        themes,
        weights,
        np.round(asked, 4),
        np.round(intercepts, 4),
        np.round(blend, 4),
        THRESHOLD,
        len(decisions),
        int(independent.sum()),
    )


def _vectors(decisions: Sequence[Decision], embedder: Embedder) -> Array:
    return np.array([embedder([each.text[slice(*pieces(each.text)[0])]])[0] for each in decisions])


def _asked(decisions: Sequence[Decision]) -> Array:
    return np.array([[float(each.question == name) for name in QUESTIONS] for each in decisions])


def _targets(decisions: Sequence[Decision], themes: Sequence[str]) -> Array:
    return np.array([[float(theme in each.affirmed) for theme in themes] for each in decisions])


def _with_none(targets: Array) -> Array:
    return np.hstack([targets, (targets.sum(axis=1, keepdims=True) == 0).astype(float)])


def _directions(vectors: Array, questions: Array, targets: Array) -> tuple[Array, Array, Array]:
    """Weights (targets, size), question effects (targets, questions) and intercepts (targets,) on raw vectors."""
    centre, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    scale = LENGTH / np.sqrt(vectors.shape[1]) / spread
    rows = np.hstack([(vectors - centre) * scale, questions])
    fitted = np.array([fit(rows, target, PENALTY, balanced=True) for target in targets.T])
    size = vectors.shape[1]
    weights = packed(fitted[:, :size] * scale)
    return weights, fitted[:, size:-1], fitted[:, -1] - weights @ centre


def _blend(
    decisions: Sequence[Decision],
    codebook: Codebook,
    vectors: Array,
    questions: Array,
    targets: Array,
    independent: NDArray[np.bool_],
) -> Array:
    leanings = _unseen_leanings(vectors, questions, targets)
    rows, wanted = [], []
    for place in np.flatnonzero(independent).tolist():
        each = decisions[place]
        reading = read_by_rules(each.text, each.question, codebook)
        rows.append(features(reading, leanings[place], each.question, codebook.themes, codebook.headings))
        wanted.append(targets[place])
    return fit(np.vstack(rows), np.concatenate(wanted), BLEND_PENALTY)


def _unseen_leanings(vectors: Array, questions: Array, targets: Array) -> Array:
    """Each answer's leanings by a learner that has not seen it: every fifth answer is held out in turn."""
    leanings = np.zeros(targets.shape)
    fold = np.arange(len(vectors)) % FOLDS
    for number in range(FOLDS):
        held, seen = fold == number, fold != number
        weights, asked, intercepts = _directions(vectors[seen], questions[seen], targets[seen])
        leanings[held] = vectors[held] @ weights.T + questions[held] @ asked.T + intercepts
    return leanings
