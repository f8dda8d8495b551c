"""How well a coder did against answers coded by people: precision, recall and F1, per theme, micro and macro."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from evaluation.theming.agreement import resampled
from evaluation.theming.intervals import Figure, from_samples, wilson
from evaluation.theming.logistic import Array

Labels = Sequence[AbstractSet[str]]


@dataclass(frozen=True)
class Score:
    """Precision and recall with Wilson intervals, F1 with a bootstrap one; `name` is a theme, `micro` or `macro`."""

    name: str
    precision: Figure
    recall: Figure
    f1: Figure


def scores(gold: Labels, coded: Labels, themes: Sequence[str]) -> tuple[Score, ...]:
    """A score for each theme, then micro and macro. Macro-F1 is the mean over themes that the gold set uses.

    Raises ValueError where the two are not of one length. Bootstraps over answers, with a fixed seed."""
    if len(gold) != len(coded):
        raise ValueError("Every answer needs both its codes by hand and its codes by the coder.")
    wanted, given = _matrix(gold, themes), _matrix(coded, themes)
    right = wanted * given
    weights = np.ones((1, len(gold))) if not gold else resampled(len(gold))
    drawn = tuple(weights @ each for each in (right, given, wanted))
    sums = tuple(each.sum(axis=0) for each in (right, given, wanted))
    each_theme = tuple(_score(theme, sums, drawn, [place]) for place, theme in enumerate(themes))
    used = np.flatnonzero(sums[2]).tolist()
    return (
        *each_theme,
        _score("micro", sums, drawn, list(range(len(themes)))),
        _macro(sums, drawn, used, each_theme),
    )


def _matrix(labels: Labels, themes: Sequence[str]) -> Array:
    return np.array([[float(theme in each) for theme in themes] for each in labels]).reshape(
        len(labels), len(themes)
    )


def _f1(right: Array, given: Array, wanted: Array) -> Array:
    return np.asarray(2 * right / np.maximum(given + wanted, 1))


def _score(name: str, sums: tuple[Array, ...], drawn: tuple[Array, ...], places: list[int]) -> Score:
    right, given, wanted = (each[places].sum() for each in sums)
    samples = _f1(*(each[:, places].sum(axis=1) for each in drawn))
    return Score(
        name,
        wilson(int(right), int(given)),
        wilson(int(right), int(wanted)),
        from_samples(float(_f1(right, given, wanted)), samples, int(wanted)),
    )


def _macro(
    sums: tuple[Array, ...], drawn: tuple[Array, ...], places: list[int], each: tuple[Score, ...]
) -> Score:
    if not places:
        nothing = Figure(0.0, 0.0, 0.0, 0)
        return Score("macro", nothing, nothing, nothing)
    value = float(_f1(*(total[places] for total in sums)).mean())
    samples = _f1(*(total[:, places] for total in drawn)).mean(axis=1)
    n = int(sums[2].sum())
    precision = float(np.mean([each[place].precision.value for place in places]))
    recall = float(np.mean([each[place].recall.value for place in places]))
    right, given, wanted = (total[:, places] for total in drawn)
    return Score(
        "macro",
        from_samples(precision, (right / np.maximum(given, 1)).mean(axis=1), n),
        from_samples(recall, (right / np.maximum(wanted, 1)).mean(axis=1), n),
        from_samples(value, samples, n),
    )
