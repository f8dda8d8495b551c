"""Rounds added up and set side by side: sums that agree, and no figure that could be found by subtraction."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.findings.disclosed import Hidden
from evaluation.findings.disclosure import disclose
from evaluation.findings.national import add_rounds, disclose_nation
from evaluation.findings.tables import (
    BarrierChange,
    Distribution,
    GroupCount,
    Reconciliation,
    ResponseRate,
    RoundFindings,
    ScaleQuestion,
    ScaleResult,
    ThemeCard,
    ThemeCount,
)

B1, R1 = ThemeCard("B1", "benefit", "Service improvement"), ThemeCard("R1", "barrier", "Funding")
QUESTION = ScaleQuestion("B1", "Better?", "benefit", "B1", (("great", "Great"), ("small", "Small")), ())
Cells = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
GROUPS = ("political_corporate", "childrens_services", "programme")


def findings(cells: Cells, *, previous: tuple[int, int] | None = None) -> RoundFindings:
    """A round in which each group has (people who raised it, people)."""
    split = tuple(GroupCount(group, *cell) for group, cell in zip(GROUPS, cells, strict=True))
    people, base = sum(c[0] for c in cells), sum(c[1] for c in cells)
    nobody = tuple(GroupCount(cell.group, 0, cell.base) for cell in split)
    rows = tuple(
        ThemeCount(card, people, base, people, base, min(people, 3), 0, split, nobody) for card in (B1, R1)
    )
    then = previous or (None, None)
    return RoundFindings(
        themes=rows,
        scales=(
            ScaleResult(
                QUESTION,
                spread("all", people, base),
                tuple(spread(g, *c) for g, c in zip(GROUPS, cells, strict=True)),
            ),
        ),
        barriers=(BarrierChange(R1, people, base, *then, "too_few_to_say"),),
        rates=(ResponseRate("all", base, base), *(ResponseRate(c.group, c.base, c.base) for c in split)),
        reconciliation=Reconciliation(base, people, base - people, 0, 0),
        respondents=base,
        councils=3,
        regions=1,
    )


def spread(group: str, people: int, base: int) -> Distribution:
    return Distribution(group, (("great", people), ("small", base - people)), base, ())


BIG = findings(((8, 20), (12, 30), (1, 2)))


def test_the_nation_is_the_sum_of_its_rounds() -> None:
    other = findings(((5, 12), (3, 15), (0, 1)))
    whole = add_rounds([BIG, other])
    row = whole.themes[0]
    assert (row.people, row.people_base, row.councils, whole.respondents, whole.regions) == (29, 80, 6, 80, 2)
    assert row.by_group == (
        GroupCount("political_corporate", 13, 32),
        GroupCount("childrens_services", 15, 45),
        GroupCount("programme", 1, 3),
    )
    assert whole.scales[0].everyone == spread("all", 29, 80)
    assert whole.reconciliation == Reconciliation(80, 29, 51, 0, 0)
    assert whole.rates[0] == ResponseRate("all", 80, 80)


def test_barriers_compare_only_where_every_round_does() -> None:
    before = findings(((8, 20), (12, 30), (1, 2)), previous=(40, 50))
    assert add_rounds([before, BIG]).barriers[0].previous_people is None
    both = add_rounds([before, before]).barriers[0]
    assert (both.previous_people, both.previous_base, both.verdict) == (80, 100, "less")


def test_questions_with_other_options_do_not_add_up() -> None:
    odd = replace(QUESTION, options=(("yes", "Yes"), ("no", "No")))
    with pytest.raises(ValueError, match="do not add up"):
        add_rounds([BIG, replace(BIG, scales=(replace(BIG.scales[0], question=odd),))])
    with pytest.raises(ValueError, match="no rounds"):
        add_rounds([])


def test_a_small_place_is_hidden_and_never_alone() -> None:
    tiny = findings(((1, 2), (1, 2), (0, 0)))
    found = disclose_nation({"East": BIG, "North": BIG, "South": tiny, "West": tiny}, "staff")
    split = dict(found.themes[0][1])
    assert [name for name, cell in split.items() if isinstance(cell, Hidden)] == ["South", "West"]
    assert (found.left_out, found.everything.themes[0].people_base) == ((), 112)


def test_places_too_small_even_together_are_left_out() -> None:
    tiny = findings(((1, 2), (1, 1), (0, 0)))
    found = disclose_nation({"East": BIG, "West": tiny}, "staff")
    assert (found.places, found.left_out, found.everything.themes[0].people_base) == (
        ("East",),
        ("West",),
        52,
    )
    with pytest.raises(ValueError, match="Too few people"):
        disclose_nation({"West": tiny}, "published")


def test_nobody_raised_it_in_a_large_place_is_shown() -> None:
    found = disclose_nation({"East": BIG, "West": findings(((0, 20), (0, 30), (0, 2)))}, "published")
    assert dict(found.themes[0][1])["West"] == GroupCount("West", 0, 52)


def test_a_role_group_hidden_in_one_place_cannot_be_subtracted() -> None:
    small = findings(((2, 3), (9, 30), (0, 1)))
    own = disclose(small, "staff")
    assert all(isinstance(cell, Hidden) for _, cell in own.themes[0].by_group)
    found = disclose_nation({"East": BIG, "West": small}, "staff")
    assert all(isinstance(cell, Hidden) for _, cell in found.everything.themes[0].by_group)
    assert any(line.row == "B1" and line.table == "raised" for line in found.everything.suppressed)
    large = findings(((8, 20), (12, 30), (2, 6)))
    open_ = disclose_nation({"East": large, "West": large}, "staff").everything.themes[0].by_group
    assert isinstance(dict(open_)["political_corporate"], GroupCount)


cells = st.integers(0, 14).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(cells, cells, cells), min_size=2, max_size=5), st.sampled_from(["staff", "published"])
)
def test_what_the_regional_reports_leave_over_is_never_small(rounds: list[Cells], audience: str) -> None:
    by_place = {f"P{n}": findings(round) for n, round in enumerate(rounds)}
    try:
        found = disclose_nation(by_place, audience)
    except ValueError:
        assert all(each.respondents < 10 for each in by_place.values())
        return
    whole, row = found.everything, found.everything.themes[0]
    own = [disclose(by_place[place], audience) for place in found.places]
    left = [
        row.people_base - sum(o.themes[0].people_base for o in own if isinstance(o.themes[0].people, int))
    ]
    if isinstance(whole.scales[0].everyone, Distribution):
        shown = [o.scales[0].everyone for o in own if isinstance(o.scales[0].everyone, Distribution)]
        left.append(whole.scales[0].everyone.base - sum(cell.base for cell in shown))
    assert [rest for rest in left if 0 < rest < whole.threshold] == []
    cell = dict(row.by_group)["political_corporate"]
    if isinstance(cell, GroupCount):
        theirs = [dict(o.themes[0].by_group)["political_corporate"] for o in own]
        people = cell.people - sum(c.people for c in theirs if isinstance(c, GroupCount))
        base = cell.base - sum(c.base for c in theirs if isinstance(c, GroupCount))
        assert base == 0 or (base >= whole.threshold and people not in (0, base))
