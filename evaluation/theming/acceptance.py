"""Which of the engine's codes may stand without a person: only those that an audit has shown to be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.theming.codes import Code
from evaluation.theming.intervals import Figure, wilson
from evaluation.theming.model import LEARNED

PRECISION = 0.95
# Few and fixed, so that looking for a threshold is not fishing for one.
THRESHOLDS = (0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.0)


@dataclass(frozen=True)
class Audited:
    """A code of the engine that a person has checked without seeing it."""

    source: str
    score: float
    right: bool


@dataclass(frozen=True)
class Acceptance:
    """The lowest score that is accepted, by source, with the precision measured; a source that is not named waits."""

    thresholds: Mapping[str, float]
    measured: Mapping[str, Figure]

    def takes(self, codes: Sequence[Code]) -> bool:
        """Whether an answer's codes may stand as a whole. What has no theme always waits for a person."""
        return bool(codes) and all(
            each.score >= self.thresholds.get(source_of(each), float("inf")) for each in codes
        )


def source_of(code: Code) -> str:
    """What stands behind a code: `denied` (rules), `rules` (a phrase, weighed), or `learned` (the model alone)."""
    if code.denied:
        return "denied"
    return LEARNED if code.source == LEARNED else "rules"


def accept(audit: Iterable[Audited], precision: float = PRECISION) -> Acceptance:
    """The lowest threshold per source at which the audit's precision has a Wilson lower bound of at least `precision`.

    Thresholds are tried from the highest: once enough codes are above one to tell, it and all lower ones must hold in
    turn; the first that does not ends the search. Without an audit nothing is accepted."""
    checked: dict[str, list[Audited]] = {}
    for each in audit:
        checked.setdefault(each.source, []).append(each)
    thresholds: dict[str, float] = {}
    measured: dict[str, Figure] = {}
    for source in sorted(checked):
        for threshold in THRESHOLDS:
            above = [each for each in checked[source] if each.score >= threshold]
            if wilson(len(above), len(above)).low < precision:
                continue  # Too few to tell even if all were right.
            figure = wilson(sum(each.right for each in above), len(above))
            if figure.low < precision:
                break
            thresholds[source], measured[source] = threshold, figure
    return Acceptance(thresholds, measured)
