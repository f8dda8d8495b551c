"""Numbers into words: every word with its number, percentages only from 30 answers up."""

from __future__ import annotations

import pytest

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedBarrier, Hidden
from evaluation.findings.groups import PROTECTED, too_few
from evaluation.findings.tables import (
    BarrierChange,
    Distribution,
    GroupCount,
    Reconciliation,
    ResponseRate,
    ThemeCard,
)

TIME = ThemeCard("R2", "barrier", "Time")
FEW = too_few(5)


@pytest.mark.parametrize(
    ("number", "base", "said"),
    [
        (24, 31, "Most (24 of 31)"),
        (31, 31, "All (31 of 31)"),
        (9, 10, "Almost all (9 of 10)"),
        (89, 100, "Most (89 of 100)"),
        (6, 10, "Most (6 of 10)"),
        (59, 100, "About half (59 of 100)"),
        (4, 10, "About half (4 of 10)"),
        (39, 100, "Some (39 of 100)"),
        (3, 20, "Some (3 of 20)"),
        (14, 100, "A few (14 of 100)"),
        (1, 1000, "A few (1 of 1000)"),
        (0, 31, "None (0 of 31)"),
        (0, 0, "no answers"),
    ],
)
def test_quantity_words_stand_beside_their_number(number, base, said):
    assert words.quantity(number, base) == said


def test_the_ranges_are_printed_and_leave_no_gap():
    assert words.printed_ranges() == (
        ("All", "every one"),
        ("Almost all", "90% or more, but not all"),
        ("Most", "60% to under 90%"),
        ("About half", "40% to under 60%"),
        ("Some", "15% to under 40%"),
        ("A few", "at least one, under 15%"),
        ("None", "not one"),
    )


@pytest.mark.parametrize(
    ("number", "base", "said"),
    [
        (12, 29, "12 of 29"),
        (12, 30, "12 of 30 (40%)"),
        (1, 300, "1 of 300 (under 1%)"),
        (299, 300, "299 of 300 (over 99%)"),
        (300, 300, "300 of 300 (100%)"),
        (0, 30, "0 of 30 (0%)"),
        (1, 40, "1 of 40 (3%)"),
        (0, 0, "no answers"),
    ],
)
def test_percentages_only_from_thirty_up(number, base, said):
    assert words.share(number, base) == said


def test_a_percentage_of_few_is_refused():
    with pytest.raises(ValueError, match="29 answers are too few for a percentage"):
        words.percent(12, 29)


@pytest.mark.parametrize("said", [words.quantity, words.share, words.of_those_who_answered, words.raised])
def test_more_than_all_is_refused(said):
    with pytest.raises(ValueError, match="12 of 11 is not a share"):
        said(12, 11)


def test_open_text_is_raised_unprompted_and_silence_is_not_mentioned():
    assert words.raised(5, 31) == "raised unprompted by 5 of 31"
    assert words.raised(0, 31) == "not mentioned"
    assert words.raised(0, 0) == "no answers"
    assert words.raised(FEW, FEW) == "hidden: fewer than 5 people"
    assert words.group_raised(GroupCount("programme", 5, 12)) == "5 of 12"
    assert words.group_raised(GroupCount("programme", 0, 12)) == "not mentioned"
    assert words.group_raised(PROTECTED) == PROTECTED.reason


def test_a_scale_says_of_those_who_answered():
    cell = Distribution(
        "all", (("great", 14), ("moderate", 10), ("small", 4), ("not_at_all", 3)), 31, (("dont_know", 2),)
    )
    said = words.scale_line(cell, ("great", "moderate"), "to a great or moderate extent")
    assert said == "Most (24 of 31) of those who answered said to a great or moderate extent"
    assert words.scale_line(FEW, ("great",), "to a great extent") == "hidden: fewer than 5 people"
    assert words.scale_line(Distribution("all", (), 0, ()), (), "yes") == "no answers"
    assert words.of_those_who_answered(24, 31) == "24 of the 31 who answered"


def test_a_change_gives_both_counts():
    less = BarrierChange(TIME, 4, 60, 20, 55, "less")
    assert words.change(less) == "less of a problem than last round (20 of 55, now 4 of 60)"
    assert (
        words.change(BarrierChange(TIME, 4, 60, 5, 9, "too_few_to_say"))
        == "too few to say (5 of 9, now 4 of 60)"
    )
    assert words.change(BarrierChange(TIME, 4, 60, None, None, "too_few_to_say")) == "nothing to compare with"
    hidden = DisclosedBarrier(TIME, 4, 60, FEW, FEW, "too_few_to_say")
    assert words.change(hidden) == "too few to say (hidden: fewer than 5 people)"


def test_rates_and_the_reconciliation():
    assert words.rate(ResponseRate("all", 120, 96)) == "96 of 120 asked answered (80%)"
    assert words.rate(ResponseRate("programme", 9, 9)) == "9 of 9 asked answered"
    assert words.rate(ResponseRate("programme", 0, 0)) == "nobody asked"
    assert words.rate(Hidden("hidden: fewer than 10 people")) == "hidden: fewer than 10 people"
    assert (
        words.reconciliation(Reconciliation(120, 100, 15, 5, 0))
        == "100 coded + 15 with no theme + 5 unusable = 120 received"
    )
    assert (
        words.reconciliation(Reconciliation(122, 100, 15, 5, 2))
        == "100 coded + 15 with no theme + 5 unusable + 2 waiting to be read = 122 received"
    )


def test_groups_have_names():
    assert words.group_name("political_corporate") == "Political and corporate"
    assert words.group_name("childrens_services") == "Children's services"
    assert (
        words.group_name("childrens_services", programme_joined=True) == "Children's services and programme"
    )
