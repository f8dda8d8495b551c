"""Agreement and scores, against worked examples from the literature."""

from __future__ import annotations

import pytest

from evaluation.theming.agreement import alpha, kappa
from evaluation.theming.intervals import wilson
from evaluation.theming.scoring import scores

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": four observers, twelve units, values missing.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def _units(*observers: str) -> list[list[str | None]]:
    return [
        [None if value == "." else value for value in unit]
        for unit in zip(*(each.split() for each in observers), strict=True)
    ]


def test_alpha_of_four_observers_with_missing_values():
    found = alpha(_units(*OBSERVERS))
    assert found.value == pytest.approx(0.743, abs=0.0005)
    assert found.n == 11  # The twelfth unit has one value only.
    assert found.low < found.value < found.high
    assert alpha(_units(*OBSERVERS)) == found


def test_alpha_of_two_observers():
    binary = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
    nominal = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert alpha(_units(*binary)).value == pytest.approx(0.095, abs=0.0005)
    assert alpha(_units(*nominal)).value == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize("observers", [("1 1 1", "1 1 1"), (". . 1", "1 . ."), ("", "")])
def test_alpha_is_not_printed_where_nothing_can_differ(observers):
    assert alpha(_units(*observers)) is None


def _pairs(both: int, first: int, second: int, neither: int) -> tuple[list[bool], list[bool]]:
    one = [True] * (both + first) + [False] * (second + neither)
    other = [True] * both + [False] * first + [True] * second + [False] * neither
    return one, other


def test_kappa_of_fifty_grant_proposals():
    found = kappa(*_pairs(20, 5, 10, 15))
    assert found.value == pytest.approx(0.4)
    assert (found.low, found.high) == (pytest.approx(0.152, abs=0.002), pytest.approx(0.648, abs=0.002))
    assert found.n == 50


def test_kappa_is_not_printed_on_too_little_data():
    assert kappa(*_pairs(8, 1, 1, 19)) is None  # 29 answers
    assert kappa(*_pairs(4, 0, 3, 60)) is None  # used four times
    assert kappa(*_pairs(8, 1, 1, 19), always=True).value == pytest.approx(0.839, abs=0.001)
    assert kappa(*_pairs(40, 0, 0, 0)) is None  # never differ: undefined
    with pytest.raises(ValueError, match="same answers"):
        kappa([True], [])


def test_wilson():
    # Newcombe (1998), 81 of 263 and 15 of 148.
    assert (wilson(81, 263).low, wilson(81, 263).high) == (
        pytest.approx(0.2553, abs=1e-4),
        pytest.approx(0.3662, abs=1e-4),
    )
    assert (wilson(15, 148).low, wilson(15, 148).high) == (
        pytest.approx(0.0624, abs=1e-4),
        pytest.approx(0.1605, abs=1e-4),
    )
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0, 1)


def test_scores_by_hand():
    gold = [{"B1"}, {"B1", "R1"}, set(), {"R1"}]
    coded = [{"B1"}, {"B1"}, {"R1"}, {"R1"}]
    found = {each.name: each for each in scores(gold, coded, ("B1", "B2", "R1"))}
    assert found["B1"].f1.value == 1
    assert (found["R1"].precision.value, found["R1"].recall.value, found["R1"].f1.value) == (0.5, 0.5, 0.5)
    assert found["B2"].f1.value == 0
    assert found["micro"].f1.value == pytest.approx(6 / 8)
    assert found["macro"].f1.value == pytest.approx(0.75)  # B2 is used by nobody and does not count.
    assert found["micro"].f1.low <= 0.75 <= found["micro"].f1.high
    assert scores([], [], ("B1",))[-1].f1.value == 0
