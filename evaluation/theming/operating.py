"""How auto-acceptance would have done on answers coded by people: what it lets stand, and how often wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evaluation.theming.acceptance import PRECISION, Audited, Rung, accept
from evaluation.theming.codes import Code
from evaluation.theming.intervals import Figure, from_below

DRAWS = 200
SEED = 1


@dataclass(frozen=True)
class Judged:
    """An answer's codes by the engine, which of them are right, and whether they are all that a person found."""

    codes: tuple[Code, ...]
    right: tuple[bool, ...]
    complete: bool

    @property
    def audited(self) -> Audited:
        """This answer as an audit sees it."""
        return Audited(self.codes, all(self.right))


@dataclass(frozen=True)
class OnRung:
    """The answers on a rung: their share of all; those whose codes are all right, single codes, whole sets."""

    coverage: float
    answers: Figure
    codes: Figure
    complete: Figure


@dataclass(frozen=True)
class Outcome:
    """What audits of one size do: `stands`: the share that let anything stand; of those, the mean coverage and mean
    precision elsewhere; `wrongly`: the share of all audits that let stand what is right less than 95 % of the time."""

    size: int
    stands: float
    coverage: float
    precision: float
    wrongly: float


def on_rung(answers: Sequence[Judged], rung: Rung) -> OnRung:
    """The figures of one rung, whatever an audit says."""
    taken = [each for each in answers if rung.takes(each.codes)]
    codes = [right for each in taken for right in each.right]
    return OnRung(
        len(taken) / max(len(answers), 1),
        from_below(sum(all(each.right) for each in taken), len(taken)),
        from_below(sum(codes), len(codes)),
        from_below(sum(each.complete for each in taken), len(taken)),
    )


def by_audits_of(answers: Sequence[Judged], size: int) -> Outcome:
    """200 audits of a size, drawn with replacement as if from a round of which these answers are a picture; what they
    let stand is judged on all of them. The same answers give the same figures."""
    chance = np.random.default_rng(SEED)
    drawn = [chance.integers(len(answers), size=size) for _ in range(DRAWS)]
    return _outcome(size, [([answers[place] for place in places], answers) for places in drawn])


def by_halves(answers: Sequence[Judged]) -> Outcome:
    """200 random halves as the audit; what they let stand is judged on the other half, which they have not seen."""
    chance, half = np.random.default_rng(SEED), len(answers) // 2
    pairs = []
    for _ in range(DRAWS):
        order = chance.permutation(len(answers))
        pairs.append(([answers[place] for place in order[:half]], [answers[place] for place in order[half:]]))
    return _outcome(half, pairs)


def _outcome(size: int, pairs: Sequence[tuple[Sequence[Judged], Sequence[Judged]]]) -> Outcome:
    found = []
    for audit, rest in pairs:
        rung = accept(each.audited for each in audit).rung
        if rung is not None:
            found.append(on_rung(rest, rung))
    if not found:
        return Outcome(size, 0.0, 0.0, 0.0, 0.0)
    return Outcome(
        size,
        len(found) / len(pairs),
        float(np.mean([each.coverage for each in found])),
        float(np.mean([each.answers.value for each in found])),
        sum(each.answers.value < PRECISION for each in found) / len(pairs),
    )
