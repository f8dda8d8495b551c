"""Logistic regression by Newton's method: the same numbers from the same data, and nothing but numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_STEPS = 30
_CLOSE = 1e-8
_STEEPEST = 30.0


def sigmoid(x: Array) -> Array:
    """1 / (1 + e^-x), safe for large |x|."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -_STEEPEST, _STEEPEST))))


def fit(rows: Array, target: Array, penalty: float, balanced: bool = False) -> Array:
    """The weights of ridge-penalised logistic regression; the last is the intercept, which bears no penalty.

    `rows` has shape (n, features), `target` is 0 or 1, `penalty` is lambda of `lambda/2 * |w|^2`; `balanced` weighs
    both classes alike. Newton steps as in Hastie, Tibshirani & Friedman, "The Elements of Statistical Learning", 4.4.1.
    """
    if len(rows) < rows.shape[1]:
        # Ridge weights lie in the span of the rows: few rows are fitted in its coordinates.
        left, sizes, span = np.linalg.svd(rows, full_matrices=False)
        inside = fit(left * sizes, target, penalty, balanced)
        return np.append(inside[:-1] @ span, inside[-1])
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    importance = _importance(target, balanced)
    ridge = np.full(wide.shape[1], penalty)
    ridge[-1] = 1e-6
    weights = np.zeros(wide.shape[1])
    for _ in range(_STEPS):
        chance = sigmoid(wide @ weights)
        gradient = wide.T @ (importance * (chance - target)) + ridge * weights
        curvature = (wide * (importance * chance * (1 - chance))[:, None]).T @ wide + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < _CLOSE:
            break
    return weights


def _importance(target: Array, balanced: bool) -> Array:
    positives = float(target.sum())
    if not balanced or positives in (0.0, float(len(target))):
        return np.ones(len(target))
    half = len(target) / 2
    return np.where(target > 0, half / positives, half / (len(target) - positives))
