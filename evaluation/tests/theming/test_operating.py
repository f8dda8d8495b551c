"""How auto-acceptance would have done: figures on answers whose truth is known."""

from __future__ import annotations

import pytest

from evaluation.theming.acceptance import Rung
from evaluation.theming.codes import Code
from evaluation.theming.intervals import from_below
from evaluation.theming.operating import Judged, by_audits_of, by_halves, on_rung


def _answers(score: float, right: int, wrong: int) -> list[Judged]:
    codes = (Code("B1", False, 0, 1, "better", score),)
    return [Judged(codes, (True,), True)] * right + [Judged(codes, (False,), False)] * wrong


NONE = Judged((), (), False)


def test_a_rung_counts_answers_codes_and_whole_sets():
    two = (Code("B1", False, 0, 1, "better", 0.97), Code("B3", False, 0, 1, "ties", 0.96))
    found = on_rung([Judged(two, (True, False), False), *_answers(0.96, 2, 0), NONE, NONE], Rung(0.95))
    assert found.coverage == pytest.approx(0.6)
    assert (found.answers, found.codes, found.complete) == (
        from_below(2, 3),
        from_below(3, 4),
        from_below(2, 3),
    )
    assert on_rung([], Rung(0.95)).coverage == 0


def test_audits_of_what_is_right_let_it_stand_and_too_small_ones_nothing():
    answers = _answers(0.96, 60, 0) + [NONE] * 40
    assert by_audits_of(answers, 60).stands == 0
    found = by_audits_of(answers, 200)
    assert (found.stands, found.coverage, found.precision, found.wrongly) == pytest.approx(
        (1.0, 0.6, 1.0, 0.0)
    )


def test_what_is_right_94_times_of_100_stands_after_few_audits():
    found = by_audits_of(_answers(0.96, 94, 6), 200)
    assert found.stands == found.wrongly <= 0.05


def test_halves_are_judged_on_what_they_have_not_seen_and_alike_each_time():
    answers = _answers(0.96, 158, 2)
    assert by_halves(answers) == by_halves(answers)
    assert by_halves(answers).size == 80
    assert 0 < by_halves(answers).stands < 0.5  # 80 of 80 stand, 79 of 80 do not.
    assert by_halves(answers).precision == pytest.approx(78 / 80)
