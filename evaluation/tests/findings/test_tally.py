"""The tally against hand-made cases, against the recount, and against the clock."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest

from evaluation.findings.tables import (
    BarrierChange,
    Distribution,
    GroupCount,
    Inputs,
    Invited,
    OpenAnswer,
    Reconciliation,
    Respondent,
    ResponseRate,
    ScaleAnswer,
    ThemeCount,
)
from evaluation.findings.tally import tally
from evaluation.tests.findings.invented import SCALES, THEMES, invented
from evaluation.tests.findings.recount import recount

CARD = {theme.code: theme for theme in THEMES}
PEOPLE = (
    Respondent("a", "childrens_services", "North", "Aldermoor"),
    Respondent("b", "childrens_services", "North", "Aldermoor"),
    Respondent("c", "political_corporate", "North", "Bexcombe"),
    Respondent("d", "programme", "North", None),
)
SMALL = Inputs(
    themes=(CARD["D2"], CARD["R1"]),
    scales=SCALES[:1],
    respondents=PEOPLE,
    invited=(
        *(Invited(person.role_group, person.region, True) for person in PEOPLE),
        Invited("political_corporate", "North", False),
    ),
    open_answers=(
        OpenAnswer("1", "a", "hard", "coded", ("D2", "D2"), ("R1",)),
        OpenAnswer("2", "a", "improve", "coded", ("D2",), ()),
        OpenAnswer("3", "b", "hard", "coded", ("D2", "R1"), ("R1",)),
        OpenAnswer("4", "c", "hard", "none", (), ()),
        OpenAnswer("5", "d", "hard", "coded", ("D2",), ()),
        OpenAnswer("6", "c", "improve", "unusable", (), ()),
        OpenAnswer("7", "c", "changed", "waiting", (), ()),
    ),
    scale_answers=(
        ScaleAnswer("a", "B1", "great"),
        ScaleAnswer("b", "B1", "small"),
        ScaleAnswer("c", "B1", "dont_know"),
        ScaleAnswer("d", "B1", "great"),
    ),
)


def test_people_councils_and_answers_count_once_each():
    assert tally(SMALL).themes[0] == ThemeCount(
        theme=CARD["D2"],
        answers=4,
        answers_base=5,
        people=3,
        people_base=4,
        councils=1,
        denied_people=0,
        by_group=(
            GroupCount("political_corporate", 0, 1),
            GroupCount("childrens_services", 2, 2),
            GroupCount("programme", 1, 1),
        ),
        denied_by_group=(
            GroupCount("political_corporate", 0, 1),
            GroupCount("childrens_services", 0, 2),
            GroupCount("programme", 0, 1),
        ),
    )


def test_affirmed_and_denied_stay_apart():
    funding = tally(SMALL).themes[1]
    assert (funding.answers, funding.people, funding.denied_people) == (1, 1, 2)
    assert funding.denied_by_group[1] == GroupCount("childrens_services", 2, 2)


def test_dont_know_is_outside_the_base():
    result = tally(SMALL).scales[0]
    assert result.everyone == Distribution(
        "all",
        (("great", 2), ("moderate", 0), ("small", 1), ("not_at_all", 0)),
        3,
        (("dont_know", 1), ("not_applicable", 0)),
    )
    assert result.by_group[0].base == 0
    assert result.by_group[0].outside == (("dont_know", 1), ("not_applicable", 0))


def test_every_answer_is_accounted_for():
    assert tally(SMALL).reconciliation == Reconciliation(received=7, coded=4, none=1, unusable=1, waiting=1)


def test_rates_and_sums():
    found = tally(SMALL)
    assert found.rates == (
        ResponseRate("all", 5, 4),
        ResponseRate("political_corporate", 2, 1),
        ResponseRate("childrens_services", 2, 2),
        ResponseRate("programme", 1, 1),
    )
    assert (found.respondents, found.councils, found.regions) == (4, 2, 1)


def test_a_barrier_without_a_last_round_says_nothing():
    assert tally(SMALL).barriers == (BarrierChange(CARD["R1"], 1, 4, None, None, "too_few_to_say"),)


def test_barriers_stand_beside_last_round():
    now = replace(SMALL, previous=tally(SMALL))
    assert tally(now).barriers == (BarrierChange(CARD["R1"], 1, 4, 1, 4, "too_few_to_say"),)


def test_a_barrier_that_last_round_did_not_code_is_not_compared():
    before = tally(replace(SMALL, themes=(CARD["D2"], CARD["R1"])))
    now = replace(SMALL, themes=(*SMALL.themes, CARD["R2"]), previous=before)
    assert tally(now).barriers[1] == BarrierChange(CARD["R2"], 0, 4, None, None, "too_few_to_say")


def test_nothing_received_is_all_noughts():
    empty = tally(Inputs(THEMES, SCALES, (), (), (), ()))
    assert empty.themes[0].people_base == 0
    assert empty.scales[0].everyone.base == 0
    assert empty.reconciliation == Reconciliation(0, 0, 0, 0, 0)
    assert empty.rates[0] == ResponseRate("all", 0, 0)
    assert empty == recount(
        Inputs(THEMES, SCALES, (), (), (), ()), {f"R{n}": "too_few_to_say" for n in range(1, 5)}
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"respondents": (*PEOPLE, PEOPLE[0])}, "The same respondent stands here twice."),
        ({"open_answers": (SMALL.open_answers[0],) * 2}, "The same open answer stands here twice."),
        ({"scale_answers": (SMALL.scale_answers[0],) * 2}, "The same answer of one person to one question"),
        ({"respondents": PEOPLE[1:]}, "Unknown respondent: a."),
        ({"invited": (Invited("visitors", "North", True),)}, "Unknown role group: visitors."),
        ({"themes": (CARD["D2"],)}, "Unknown theme: R1."),
        ({"scale_answers": (ScaleAnswer("a", "B1", "huge"),)}, "Unknown scale value: B1=huge."),
        ({"open_answers": (OpenAnswer("1", "a", "hard", "lost", (), ()),)}, "Unknown outcome: lost."),
    ],
)
def test_inputs_that_do_not_hang_together_are_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        tally(replace(SMALL, **change))


@pytest.mark.parametrize("start", range(0, 1_000, 100))
def test_the_tally_equals_an_independent_recount(start):
    for seed in range(start, start + 100):
        inputs = invented(seed)
        found = tally(inputs)
        given = {row.theme.code: row.verdict for row in found.barriers}
        assert found == recount(inputs, given), f"seed {seed}"


def test_ten_thousand_answers_take_well_under_a_second():
    inputs = invented(7, people=6_700, previous=False)
    assert len(inputs.open_answers) >= 9_900
    tally(invented(7, people=10, previous=False))
    started = perf_counter()
    found = tally(inputs)
    seconds = perf_counter() - started
    assert found.reconciliation.received == len(inputs.open_answers)
    assert seconds < 1, f"{seconds:.2f} s"
