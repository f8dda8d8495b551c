"""The one disclosure rule: by example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.findings.disclosed import Hidden
from evaluation.findings.disclosure import (
    AGREED,
    ALL_COUNCILS,
    FEW_COUNCILS,
    NO_COUNCILS,
    disclose,
    safe_to_advance,
)
from evaluation.findings.groups import (
    NO_ANSWERS,
    PROTECTED,
    TOTAL_SAYS_IT,
    too_few,
)
from evaluation.findings.tables import (
    BarrierChange,
    GroupCount,
    ResponseRate,
    ThemeCount,
)
from evaluation.findings.tally import tally
from evaluation.tests.findings.invented import THEMES, invented
from evaluation.tests.findings.made import GROUPS, answered, found, options, scale, theme

FEWER_THAN_5 = Hidden("hidden: fewer than 5 people")
FEWER_THAN_10 = Hidden("hidden: fewer than 10 people")


def split_of(row: ThemeCount, audience: str, regions: int = 3) -> dict[str, GroupCount | Hidden]:
    return dict(disclose(found((row,), regions=regions), audience).themes[0].by_group)


def test_large_groups_are_shown_as_they_are():
    row = theme((3, 20), (10, 51), (2, 9))
    assert split_of(row, "staff") == dict(zip(GROUPS, row.by_group, strict=True))


def test_a_small_group_takes_the_smallest_other_with_it():
    assert split_of(theme((3, 20), (10, 51), (2, 9)), "published") == {
        "political_corporate": PROTECTED,
        "childrens_services": GroupCount("childrens_services", 10, 51),
        "programme": FEWER_THAN_10,
    }


def test_what_all_or_none_of_a_group_said_is_hidden_without_telling_which_group():
    none = split_of(theme((0, 20), (10, 51), (2, 9)), "staff")
    every = split_of(theme((3, 20), (10, 51), (9, 9)), "staff")
    assert (
        none
        == every
        == {
            "political_corporate": PROTECTED,
            "childrens_services": GroupCount("childrens_services", 10, 51),
            "programme": PROTECTED,
        }
    )


def test_hidden_groups_that_together_are_too_few_take_the_rest_with_them():
    assert set(split_of(theme((1, 2), (10, 51), (1, 2)), "staff").values()) == {FEWER_THAN_5, PROTECTED}


def test_in_one_region_programme_joins_childrens_services():
    row = theme((3, 20), (10, 51), (1, 1))
    shown = disclose(found((row,), regions=1), "staff")
    assert shown.programme_joined
    assert shown.groups == ("political_corporate", "childrens_services")
    assert dict(shown.themes[0].by_group) == {
        "political_corporate": GroupCount("political_corporate", 3, 20),
        "childrens_services": GroupCount("childrens_services", 11, 52),
    }
    assert dict(shown.rates)["childrens_services"] == ResponseRate("childrens_services", 70, 60)


def test_a_whole_round_of_few_people_shows_no_theme():
    row = disclose(found((theme((1, 1), (1, 2), (0, 1)),)), "staff").themes[0]
    assert {row.answers, row.people, row.people_base, row.councils, row.denied_people} == {FEWER_THAN_5}
    assert {cell for _, cell in (*row.by_group, *row.denied_by_group)} == {FEWER_THAN_5}


def test_a_small_mention_by_a_large_whole_is_shown():
    row = disclose(found((theme((1, 20), (0, 51), (0, 9)),)), "published").themes[0]
    assert (row.people, row.people_base, row.denied_people) == (1, 80, 0)
    assert {cell for _, cell in row.by_group} == {PROTECTED, FEWER_THAN_10}


@pytest.mark.parametrize("people", [0, 1])
def test_a_total_of_none_or_all_is_not_split(people):
    row = theme(*((people * size, size) for size in (20, 51, 12)))
    assert set(split_of(row, "published").values()) == {TOTAL_SAYS_IT}


def test_one_group_alone_is_not_split():
    row = theme((0, 0), (51, 51), (0, 0))
    assert split_of(row, "staff") == {GROUPS[0]: NO_ANSWERS, GROUPS[1]: TOTAL_SAYS_IT, GROUPS[2]: NO_ANSWERS}


def test_a_group_of_nobody_hides_nothing():
    row = theme((3, 20), (10, 51), (0, 0))
    assert split_of(row, "published") == {
        GROUPS[0]: row.by_group[0],
        GROUPS[1]: row.by_group[1],
        GROUPS[2]: NO_ANSWERS,
    }


@pytest.mark.parametrize(
    ("councils", "of", "shown"),
    [
        (1, 12, FEW_COUNCILS),
        (0, 12, FEW_COUNCILS),
        (4, 12, 4),
        (10, 12, 10),
        (11, 12, ALL_COUNCILS),
        (12, 12, ALL_COUNCILS),
        (0, 0, NO_COUNCILS),
    ],
)
def test_councils_are_shown_unless_they_point_at_somebody(councils, of, shown):
    row = theme((5, 20), (10, 51), (2, 9), councils=councils)
    assert disclose(found((row,), councils=of), "staff").themes[0].councils == shown


def test_a_council_for_each_person_would_tell_that_no_hidden_manager_spoke():
    row = theme((5, 20), (10, 51), (0, 4), councils=15)
    assert disclose(found((row,)), "staff").themes[0].councils == FEW_COUNCILS
    assert disclose(found((row,)), "desk").themes[0].councils == 15


def test_a_scale_is_hidden_where_a_group_agrees_but_for_one():
    shown = disclose(found(scales=(scale((11, 1, 0, 0), (20, 10, 5, 2), (2, 2, 2, 2)),)), "staff").scales[0]
    assert shown.everyone.counts == options(33, 13, 7, 4)
    assert dict(shown.by_group) == {
        "political_corporate": PROTECTED,
        "childrens_services": answered("childrens_services", 20, 10, 5, 2),
        "programme": PROTECTED,
    }


def test_a_scale_of_few_people_is_hidden_whole():
    shown = disclose(found(scales=(scale((1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0)),)), "staff").scales[0]
    assert shown.everyone == FEWER_THAN_5
    assert {cell for _, cell in shown.by_group} == {FEWER_THAN_5}


def test_a_question_that_one_group_alone_answered_is_itself_a_split():
    nobody = (0, 0, 0, 0)
    agreed = disclose(found(scales=(scale(nobody, (12, 0, 0, 0), nobody),)), "staff").scales[0]
    assert {agreed.everyone, *(cell for _, cell in agreed.by_group)} == {AGREED}
    split = disclose(found(scales=(scale(nobody, (8, 4, 0, 0), nobody),)), "staff").scales[0]
    assert split.everyone.counts == options(8, 4, 0, 0)
    assert dict(split.by_group) == {
        GROUPS[0]: NO_ANSWERS,
        GROUPS[1]: answered(GROUPS[1], 8, 4, 0, 0),
        GROUPS[2]: NO_ANSWERS,
    }


def test_rates_hide_small_groups_only():
    assert dict(disclose(found(), "staff").rates)["programme"] == ResponseRate("programme", 9, 9)
    assert dict(disclose(found(), "published").rates) == {
        "political_corporate": PROTECTED,
        "childrens_services": ResponseRate("childrens_services", 61, 51),
        "programme": FEWER_THAN_10,
    }


def test_a_last_round_of_few_people_is_hidden_and_nothing_is_said():
    row = BarrierChange(THEMES[-1], 4, 60, 6, 7, "less")
    shown = disclose(found(barriers=(row,)), "published").barriers[0]
    assert (shown.people, shown.people_base) == (4, 60)
    assert (shown.previous_people, shown.previous_base) == (FEWER_THAN_10, FEWER_THAN_10)
    assert shown.verdict == "too_few_to_say"
    assert disclose(found(barriers=(row,)), "staff").barriers[0].verdict == "less"


def test_the_log_lists_what_was_hidden_and_why():
    shown = disclose(found((theme((3, 20), (10, 51), (2, 9)),)), "published")
    lines = [(line.table, line.row, line.group, line.reason) for line in shown.suppressed]
    assert lines == [
        ("raised", "B1", "political_corporate", PROTECTED.reason),
        ("raised", "B1", "programme", FEWER_THAN_10.reason),
        ("response", "rates", "political_corporate", PROTECTED.reason),
        ("response", "rates", "programme", FEWER_THAN_10.reason),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_the_desk_sees_everything(seed):
    findings = tally(invented(seed))
    shown = disclose(findings, "desk")
    assert shown.suppressed == ()
    for row, whole in zip(shown.themes, findings.themes, strict=True):
        assert tuple(cell for _, cell in row.by_group) == whole.by_group
        assert (row.people, row.councils, row.denied_people) == (
            whole.people,
            whole.councils,
            whole.denied_people,
        )
    for result, everything in zip(shown.scales, findings.scales, strict=True):
        assert result.everyone == everything.everyone
        assert tuple(cell for _, cell in result.by_group) == everything.by_group
    assert tuple(cell for _, cell in shown.rates) == findings.rates[1:]


def test_an_unknown_audience_is_refused():
    with pytest.raises(ValueError, match="Unknown audience: press"):
        disclose(found(), "press")
    with pytest.raises(ValueError, match="Unknown audience: press"):
        safe_to_advance(found(), found(), "press")


@pytest.mark.parametrize(
    ("gain", "staff", "published"), [(0, True, True), (4, False, False), (5, True, False), (10, True, True)]
)
def test_findings_advance_by_none_or_by_enough(gain, staff, published):
    before = found()
    rates = tuple(
        replace(rate, answered=rate.answered + gain * (rate.group in ("all", GROUPS[1])))
        for rate in before.rates
    )
    after = replace(before, rates=rates)
    assert safe_to_advance(before, after, "staff") is staff
    assert safe_to_advance(before, after, "published") is published
    assert safe_to_advance(before, after, "desk")


def test_reasons_are_words_for_a_page():
    assert str(too_few(5)) == "hidden: fewer than 5 people"
    assert str(PROTECTED).startswith("hidden: it would show what all or none of a group said")
