"""How surely themes weigh what they seem to: exact where it can be, and right as often as it says elsewhere."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from evaluation.findings.comparison import wilson
from evaluation.findings.weights import Audited, Voice, weigh


def voices(*raised: tuple[int, str, bool], silent: int = 0) -> Counter[Voice]:
    """So many people who each raised one theme, by a coder or by the engine, and those who raised nothing."""
    counted = Counter({frozenset({(theme, by_person)}): number for number, theme, by_person in raised})
    counted[frozenset()] += silent
    return counted


def test_without_an_audit_the_interval_is_that_of_a_share() -> None:
    (first, second, third) = weigh(
        voices((30, "B1", True), (12, "B2", False), silent=58), ["B1", "B2", "B3"], {}
    )
    assert (first.people, first.base, first.rank, first.audited) == (30, 100, 1, False)
    assert [(w.low, w.high) for w in (first, second, third)] == [wilson(n, 100) for n in (30, 12, 0)]
    assert (first.best, first.worst) == (1, 1)
    assert (second.rank, third.rank, third.best, third.worst) == (2, 3, 3, 3)


def test_a_person_counts_once_whoever_says_so() -> None:
    both = Counter({frozenset({("B1", True), ("B1", False)}): 5, frozenset({("B1", False)}): 3})
    assert weigh(both, ["B1"], {})[0].people == 8


def test_themes_that_lie_close_share_their_ranks() -> None:
    weights = weigh(
        voices((20, "B1", True), (19, "B2", True), (2, "B3", True), silent=20), ["B1", "B2", "B3"], {}
    )
    assert [(w.rank, w.best, w.worst) for w in weights] == [(1, 1, 2), (2, 1, 2), (3, 3, 3)]


def test_an_engine_that_errs_moves_the_interval_and_people_do_not() -> None:
    audits = {"B1": Audited(both=20, people_only=0, engine_only=20), "B2": Audited(20, 0, 20)}
    by_engine, by_people = weigh(voices((40, "B1", False), (40, "B2", True), silent=20), ["B1", "B2"], audits)
    assert by_engine.low < 0.2 < by_engine.high < 0.4
    assert by_people.low < 0.4 < by_people.high
    assert by_people.low > 0.27


def test_nobody_is_no_weight() -> None:
    assert weigh(Counter(), ["B1"], {}) == ()


def test_the_same_voices_weigh_the_same_again() -> None:
    counted = voices((20, "B1", False), (19, "B2", True), silent=20)
    audits = {"B1": Audited(9, 2, 3)}
    again = Counter(dict(reversed(list(counted.items()))))
    assert weigh(counted, ["B1", "B2"], audits) == weigh(again, ["B1", "B2"], audits)


@pytest.mark.parametrize(("precision", "recall"), [(1.0, 1.0), (0.8, 0.7), (0.6, 0.9)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(precision: float, recall: float) -> None:
    chance = np.random.default_rng(7)
    truth, base, audited, held = 0.3, 200, 150, 0
    wrong = truth * recall * (1 - precision) / precision / (1 - truth)
    for _ in range(120):
        says, really = _coded(chance, base, truth, recall, wrong)
        engine, person = _coded(chance, audited, truth, recall, wrong)
        audit = Audited(
            int((engine & person).sum()), int((person & ~engine).sum()), int((engine & ~person).sum())
        )
        number = int(says.sum())
        weight = weigh(voices((number, "B1", False), silent=base - number), ["B1"], {"B1": audit})[0]
        held += weight.low <= truth <= weight.high
    assert held >= 108


def _coded(
    chance: np.random.Generator, number: int, truth: float, recall: float, wrong: float
) -> tuple[np.ndarray, np.ndarray]:
    """What an engine says of so many people, and what is so."""
    really = chance.random(number) < truth
    return np.where(really, chance.random(number) < recall, chance.random(number) < wrong), really
