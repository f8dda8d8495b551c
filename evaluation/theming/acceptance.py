"""Which of the engine's answers may stand without a person: only kinds that an audit has shown to be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.theming.codes import Code
from evaluation.theming.intervals import Figure, from_below
from evaluation.theming.model import LEARNED

PRECISION = 0.95
NEVER = float("inf")


@dataclass(frozen=True)
class Rung:
    """The lowest scores that stand: of themes that a phrase states and the learner weighs, and of the learner alone."""

    rules: float
    learned: float = NEVER

    def takes(self, codes: Sequence[Code]) -> bool:
        """Whether all codes of an answer are of this kind. No theme, and a theme denied, always wait for a person."""
        return bool(codes) and all(
            not each.denied and each.score >= (self.learned if each.source == LEARNED else self.rules)
            for each in codes
        )


# Set before any round's audit, on answers that the engine had not seen (docs/decisions/0010): from a score of 0.95 on,
# 266 of 269 were right; down to the fourth rung 206 of 211. Each rung holds all that those before it hold.
LADDER = (
    Rung(0.95),
    Rung(0.9),
    Rung(0.9, 0.94),
    Rung(0.85, 0.94),
    Rung(0.8, 0.9),
    Rung(0.7, 0.9),
    Rung(0.6, 0.8),
)


@dataclass(frozen=True)
class Audited:
    """What the engine made of an answer that a person has coded without seeing it. `right`: every code of it is."""

    codes: tuple[Code, ...]
    right: bool


@dataclass(frozen=True)
class Acceptance:
    """The rung that stands, with the share of audited answers on it that were right; None where nothing stands."""

    rung: Rung | None = None
    measured: Figure | None = None

    def takes(self, codes: Sequence[Code]) -> bool:
        """Whether an answer's codes may stand as a whole."""
        return self.rung is not None and self.rung.takes(codes)


def accept(audit: Iterable[Audited], precision: float = PRECISION) -> Acceptance:
    """The lowest rung down to which every rung holds: its share of right answers is at least `precision`, by the exact
    one-sided 95 % bound.

    The rungs are fixed and tried in order, and the first that fails ends the search, so that the chance of letting
    stand what is less precise stays at 5 % however many are tried (fixed-sequence testing, Maurer et al. 1995). A rung
    with too few answers to tell even if all were right (fewer than 59) is passed over: its count says nothing about
    who is right."""
    checked, stands = list(audit), Acceptance()
    for rung in LADDER:
        on_it = [each.right for each in checked if rung.takes(each.codes)]
        if from_below(len(on_it), len(on_it)).low < precision:
            continue
        measured = from_below(sum(on_it), len(on_it))
        if measured.low < precision:
            break
        stands = Acceptance(rung, measured)
    return stands
