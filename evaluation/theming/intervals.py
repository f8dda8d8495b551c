"""A figure with its 95 % interval and the number it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z = 1.959964
_HALVINGS = 40


@dataclass(frozen=True)
class Figure:
    """A value, the ends of its 95 % interval, and n."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.n}"


def wilson(right: int, of: int) -> Figure:
    """A share with its Wilson interval (Wilson 1927); of nothing, 0 with the interval from 0 to 1."""
    if of == 0:
        return Figure(0.0, 0.0, 1.0, 0)
    share, spread = right / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread)
    return Figure(share, max(middle - half, 0.0), min(middle + half, 1.0), of)


def from_below(right: int, of: int, level: float = 0.95) -> Figure:
    """A share with its exact lower bound on one side (Clopper and Pearson 1934): 1 is the upper end.

    The bound is the share at which so many right, or more, would be seen once in twenty times."""
    if right == 0:
        return Figure(0.0, 0.0, 1.0, of)
    low, high = 0.0, right / of
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _so_many(right, of, middle) <= 1 - level else (low, middle)
    return Figure(right / of, low, 1.0, of)


def _so_many(right: int, of: int, share: float) -> float:
    """The chance of `right` or more of `of`, where each is right with this chance."""
    wrong = range(of - right + 1)
    return math.fsum(math.comb(of, k) * (1 - share) ** k * share ** (of - k) for k in wrong)


def from_samples(value: float, samples: NDArray[np.float64], n: int) -> Figure:
    """A value with the middle 95 % of bootstrap samples; those that are not numbers are left out."""
    usable = samples[np.isfinite(samples)]
    if not len(usable):
        return Figure(value, value, value, n)
    low, high = np.quantile(usable, (0.025, 0.975))
    return Figure(value, float(low), float(high), n)
