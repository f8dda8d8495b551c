"""How many will have answered by the last day, from how earlier rounds went. Plain Python."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

ENOUGH = 30
TOO_EARLY = 0.15


def forecast(*, asked: int, answered: int, days_gone: int, earlier: Sequence[int]) -> int | None:
    """Answers to be expected in the end, or None where it is too early or too little is known.

    `earlier` holds, of everybody who answered a finished round, the days from being asked to answering (at least
    `ENOUGH`). The share of them who had answered after `days_gone` is the share of our answers that are here."""
    if len(earlier) < ENOUGH or answered == 0:
        return None
    share = bisect_right(sorted(earlier), days_gone) / len(earlier)
    return None if share < TOO_EARLY else min(asked, round(answered / share))
