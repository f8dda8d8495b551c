"""How surely themes weigh what they seem to: intervals and ranges of rank that take in chance and coders' errors.

For the coding desk alone. What is published says counts and response rates, and no intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.findings.comparison import wilson

DRAWS = 1000
OUTER = (2.5, 97.5)
# Jeffreys' prior for a share, so that an audit without a single error does not pass for one that proves there is none.
PRIOR = 0.5

# The themes that one person raised, each with whether a coder (and not only the engine) says so.
Voice = frozenset[tuple[str, bool]]
# numpy's arrays carry no shapes: any here.
Array = Any


@dataclass(frozen=True)
class Audited:
    """The engine against people who coded blind, for one theme: answers both gave it, only people, only the engine."""

    both: int
    people_only: int
    engine_only: int


@dataclass(frozen=True)
class Weight:
    """One theme: the people who raised it of `base`, the 95 % interval of their share (0 to 1), the rank (1 is raised
    by most) and the ranks between which it lies in 95 % of draws. `audited` says that coders' errors are in them."""

    theme: str
    people: int
    base: int
    low: float
    high: float
    rank: int
    best: int
    worst: int
    audited: bool

    @property
    def share(self) -> float:
        """The people's share of the base, 0 to 1."""
        return self.people / self.base


def weigh(
    voices: Mapping[Voice, int], themes: Sequence[str], audits: Mapping[str, Audited], *, seed: int = 1
) -> tuple[Weight, ...]:
    """The weight of each theme, in the order of `themes`. `voices` counts the people by what they raised, those who
    raised nothing included; `audits` holds the themes that were audited. Same input and seed, same output.

    A bootstrap over people (B. Efron, "Bootstrap methods", 1979). In each draw the people whom only the engine counts
    under an audited theme are multiplied by a precision and divided by a recall, both drawn from what the audit
    leaves possible (a beta distribution), as misclassified shares are corrected (W. Rogan and B. Gladen, 1978)."""
    base = sum(voices.values())
    if not base:
        return ()
    kinds = sorted(voices, key=sorted)
    people, engine = (_raised(kinds, themes, by_person) for by_person in (True, False))
    numbers = np.array([voices[kind] for kind in kinds])
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(base, numbers / base, size=DRAWS)
    by_engine = drawn @ engine * np.column_stack([_factor(chance, audits.get(theme)) for theme in themes])
    counts = np.minimum(drawn @ people + by_engine, base)
    seen = numbers @ (people + engine)
    ranks = _ranks(seen[np.newaxis])[0]
    best, worst = np.percentile(_ranks(counts), OUTER, axis=0, method="nearest")
    return tuple(
        Weight(
            theme,
            int(seen[n]),
            base,
            *_interval(counts[:, n], int(seen[n]), base, audited=theme in audits),
            int(ranks[n]),
            int(best[n]),
            int(worst[n]),
            theme in audits,
        )
        for n, theme in enumerate(themes)
    )


def _interval(counts: Array, seen: int, base: int, *, audited: bool) -> tuple[float, float]:
    """Of the draws where an audit moves them; else, and where nobody raised it, of the share itself."""
    if not audited or not seen:
        return wilson(seen, base)
    low, high = np.percentile(counts / base, OUTER)
    return float(low), float(high)


def _raised(kinds: Sequence[Voice], themes: Sequence[str], by_person: bool) -> Array:
    """A row a kind of voice, a column a theme: 1 where it is raised, counted once, and by a coder if one says so."""
    return np.array([
        [(theme, by_person) in kind and (by_person or (theme, True) not in kind) for theme in themes]
        for kind in kinds
    ], dtype=int)  # fmt: skip


def _factor(chance: np.random.Generator, audit: Audited | None) -> Array:
    """What the engine's count is multiplied by in each draw: its precision over its recall."""
    if audit is None:
        return np.ones(DRAWS)
    precision = chance.beta(audit.both + PRIOR, audit.engine_only + PRIOR, DRAWS)
    recall = chance.beta(audit.both + PRIOR, audit.people_only + PRIOR, DRAWS)
    return precision / recall


def _ranks(counts: Array) -> Array:
    """For each row the rank of each column, 1 for the largest; equals share the better rank."""
    return 1 + (counts[:, np.newaxis, :] > counts[:, :, np.newaxis]).sum(axis=2)
