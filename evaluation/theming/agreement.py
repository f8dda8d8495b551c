"""Agreement between coders, person and person or person and engine: kappa, alpha, precision, recall and F1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.theming.intervals import Figure, Z, from_samples
from evaluation.theming.logistic import Array

SEED = 2013
SAMPLES = 1_000
# Below this many answers, or this many uses of a theme by either coder, kappa says more of chance than of agreement.
ENOUGH_ANSWERS = 30
ENOUGH_USES = 5
Units = Sequence[Sequence[Hashable | None]]


def kappa(first: Sequence[bool], second: Sequence[bool], always: bool = False) -> Figure | None:
    """Cohen's kappa of one theme, given or not by two coders of the same answers, with its large-sample interval.

    The standard error is that of Fleiss, Cohen & Everitt (1969). None where the data are too few to print, unless
    `always`, or where both coders always say the same and kappa is undefined. Raises ValueError for unequal lengths."""
    if len(first) != len(second):
        raise ValueError("Both coders must have coded the same answers.")
    n = len(first)
    if not always and (n < ENOUGH_ANSWERS or min(sum(first), sum(second)) < ENOUGH_USES):
        return None
    table = np.zeros((2, 2))
    for one, other in zip(first, second, strict=True):
        table[int(one), int(other)] += 1 / n
    return _kappa(table, n)


def _kappa(table: Array, n: int) -> Figure | None:
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    agreed, chance = float(np.trace(table)), float(rows @ columns)
    if n == 0 or chance >= 1:
        return None
    value = (agreed - chance) / (1 - chance)
    on = sum(table[i, i] * (1 - (rows[i] + columns[i]) * (1 - value)) ** 2 for i in range(2))
    off = sum(table[i, 1 - i] * (columns[i] + rows[1 - i]) ** 2 for i in range(2)) * (1 - value) ** 2
    variance = (on + off - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    half = Z * math.sqrt(max(float(variance), 0.0))
    return Figure(value, max(value - half, -1.0), min(value + half, 1.0), n)


def alpha(units: Units) -> Figure | None:
    """Krippendorff's alpha for nominal data: one row a unit, one value a coder, None where a coder gave none.

    After Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability". The interval is a bootstrap over units with
    a fixed seed. None where no unit has two values, or all values are alike."""
    pairable = [tuple(value for value in unit if value is not None) for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    values = sorted({value for unit in pairable for value in unit}, key=repr)
    if len(values) < 2:
        return None
    counts = np.array([[Counter(unit)[value] for value in values] for unit in pairable], dtype=float)
    whole = _alphas(counts, np.ones((1, len(counts))))[0]
    return from_samples(float(whole), _alphas(counts, resampled(len(counts))), len(counts))


def _alphas(
    counts: Array,
    weights: Array,
) -> Array:
    # Observed disagreement of each unit, sum of n_c * n_k over c != k, divided by (m_u - 1).
    sizes = counts.sum(axis=1)
    observed = weights @ ((sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1))
    totals = weights @ counts
    n = totals.sum(axis=1)
    expected = (n**2 - (totals**2).sum(axis=1)) / np.maximum(n - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = 1 - observed / expected
    return found


@dataclass(frozen=True)
class Shared:
    """What two coders gave the same answers, one row an answer: codes by both, by either alone, and codes there are."""

    both: Sequence[int]
    first_only: Sequence[int]
    second_only: Sequence[int]
    codes: int = 1

    def f1(self) -> Figure | None:
        """The harmonic mean of precision and recall of either against the other; None without a mention."""
        both, first, second = (np.array(each, dtype=float) for each in self._parts())
        if not (both.sum() + first.sum() + second.sum()):
            return None
        return self._figure(lambda weights: _shared_f1(weights @ both, weights @ first, weights @ second))

    def alpha(self) -> Figure | None:
        """Krippendorff's alpha of "given or not", over all codes; None where all values are alike."""
        both, first, second = (np.array(each, dtype=float) for each in self._parts())
        yes, differing = 2 * both + first + second, first + second
        cells = np.full(len(both), float(self.codes))
        if yes.sum() in (0.0, 2 * cells.sum()):
            return None
        return self._figure(
            lambda weights: _binary_alpha(weights @ differing, weights @ yes, 2 * (weights @ cells))
        )

    def _parts(self) -> tuple[Sequence[int], ...]:
        return self.both, self.first_only, self.second_only

    def _figure(self, count: Callable[[Array], Array]) -> Figure:
        n = len(self.both)
        return from_samples(float(count(np.ones((1, n)))[0]), count(resampled(n)), n)


def _shared_f1(both: Array, first: Array, second: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * both / (2 * both + first + second))


def _binary_alpha(differing: Array, yes: Array, values: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = 2 * yes * (values - yes) / (values - 1)
        return np.asarray(1 - 2 * differing / expected)


def resampled(n: int) -> Array:
    """How often each of n answers stands in each bootstrap sample."""
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=SAMPLES)
    return np.asarray(drawn, dtype=float)
