"""Rules that clash only together: the fewest are named, with the visits they clash at, and the cheapest change."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes, clash
from challenges.planning.explain.counting import counted
from challenges.planning.problem import Keeps, Manager, Region, Shape
from challenges.tests.planning.clashing import (
    TOGETHER,
    asks,
    base,
    mutual_leads,
    peers_as,
    somebody_settled_is_away,
)
from challenges.tests.planning.instances import with_peers


@pytest.mark.parametrize("name", TOGETHER)
def test_rules_that_clash_only_together_are_named_and_freed_by_the_cheapest_change(name: str) -> None:
    plant, rules, hosts, freed_by = TOGETHER[name]
    problem = plant(base())
    began = time.process_time()
    found = causes(problem)
    assert time.process_time() - began < 0.5
    assert [(set(cause.rules), set(cause.about)) for cause in found] == [(rules, hosts)]
    freed = cheapest_changes(problem)
    assert freed is not None
    assert freed.proven
    assert {change.rule for change in freed.changes} in freed_by
    assert len(freed.changes) == 1


def test_the_text_says_which_rules_clash_and_how_little_there_is_to_choose_from() -> None:
    text = clash(mutual_leads(base())).text
    assert text == (
        "Council C0 and Council C1 cannot be planned together where nobody goes where a conflict is declared or where "
        "they said no, two councils do not challenge each other and every team has its roles filled. In the role "
        "“lead” only Peer C1 0 (Council C1) may come to Council C0. In the role “lead” only Peer C0 0 (Council C0) may "
        "come to Council C1."
    )


def test_clashes_that_have_nothing_to_do_with_each_other_are_freed_together() -> None:
    problem = mutual_leads(peers_as(asks(base(), ("C5-1",), "C2", "C3"), ("C5-1",), max_visits=1))
    freed = cheapest_changes(problem)
    assert freed is not None
    assert freed.proven
    assert sorted(change.rule for change in freed.changes) == ["expertise", "no-reciprocal"]
    assert "Let Council C0 and Council C1 challenge each other." in {change.text for change in freed.changes}


def test_a_gap_that_leaves_too_few_weeks_is_counted() -> None:
    """With twelve weeks and a gap of ten, only the first two and the last two can be used."""
    problem = replace(base(), regions=(Region("R", (Manager("M1"),), 1),))
    problem = replace(problem, rules=replace(problem.rules, min_gap_weeks=10))
    (cause,) = counted(problem)
    assert cause.rules == ("visits-per-week", "host-available", "min-gap", "team-roles")
    assert cause.text.startswith("5 visits share only 4 places in the weeks that suit them, far enough from")


def test_a_rule_of_the_whole_round_is_part_of_the_clash() -> None:
    problem = replace(base(), rules=replace(base().rules, shape=Shape.RING))
    problem = with_peers(problem, lambda peer: peer.id != "C5-0")
    assert causes(problem) != []


def test_changes_say_what_of_the_settled_is_to_give_way() -> None:
    problem = somebody_settled_is_away(base())
    problem = with_peers(problem, lambda peer: peer.id != "C3-1")
    problem = replace(
        problem, keeps=Keeps(wanted=frozenset({("C0", "C5")}), barred=frozenset({("C0", "C5")}))
    )
    freed = cheapest_changes(problem)
    assert freed is not None
    assert [change.rule for change in freed.changes] == ["kept"]
