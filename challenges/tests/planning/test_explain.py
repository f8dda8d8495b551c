"""What stands in the way is named, the cheapest change is the right one, and "why not" tells the truth."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from challenges.planning.check import violations
from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes
from challenges.planning.explain.why import alternatives, visit_points
from challenges.planning.points import points
from challenges.planning.problem import Block, Keeps, Manager, Problem, Region, Visit
from challenges.planning.solve.search import Effort, search
from challenges.tests.planning.instances import small_round, with_council, with_peers

ALWAYS = (Block(0, 999, "closed"),)


def _region(problem: Problem, *managers: Manager, most: int | None = 2) -> Problem:
    return replace(problem, regions=(Region("R", managers, most),))


PLANTED: dict[str, tuple[Callable[[Problem], Problem], str, str]] = {
    "a host that never can": (
        lambda p: with_council(p, "C0", blocks=ALWAYS),
        "host-available",
        "host-available",
    ),
    "no manager when the host can": (
        lambda p: _region(
            with_council(p, "C0", blocks=(Block(5, 999, "closed"),)),
            Manager("M", "M", (Block(0, 4, "leave"),)),
        ),
        "facilitator",
        "facilitator",
    ),
    "nobody knows a line": (
        lambda p: with_council(p, "C1", key_lines=("unheard",)),
        "expertise",
        "expertise",
    ),
    "too few leads": (
        lambda p: with_peers(p, lambda peer: peer.role != "lead" or peer.council in ("C0", "C1")),
        "peer-max-visits",
        "peer-max-visits",
    ),
    "leads that a limit keeps back": (
        lambda p: replace(p, rules=replace(p.rules, max_leads=0)),
        "max-leads",
        "max-leads",
    ),
    "no operational peer": (
        lambda p: with_peers(p, lambda peer: peer.role != "operational"),
        "team-roles",
        "team-roles",
    ),
    "one visit a week in too few weeks": (
        lambda p: _region(replace(p, weeks=4), Manager("M"), most=1),
        "visits-per-week",
        "visits-per-week",
    ),
    "two hosts for one week": (
        lambda p: _region(
            with_council(
                with_council(p, "C0", blocks=(Block(5, 999, "closed"),)),
                "C1",
                blocks=(Block(5, 999, "closed"),),
            ),
            Manager("M"),
        ),
        "facilitator",
        "",
    ),
    "councils that give too few days": (
        lambda p: replace(p, councils=tuple(replace(c, day_cap=4) for c in p.councils)),
        "peer-day-cap",
        "peer-day-cap",
    ),
    "too few turns": (
        lambda p: with_peers(p, lambda peer: peer.id[-1] in "01", max_visits=1),
        "team-size",
        "",
    ),
    "all leads away when the host can": (
        lambda p: with_peers(
            with_council(p, "C0", blocks=(Block(5, 999, "closed"),)),
            lambda peer: True,
            blocks=(Block(0, 4, "leave"),),
        ),
        "peer-available",
        "host-available",
    ),
    "kept days that the host cannot": (
        lambda p: replace(
            with_council(p, "C0", blocks=(Block(0, 4, "closed"),)), keeps=Keeps(starts={"C0": 0})
        ),
        "kept",
        "host-available",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_cause_is_named_and_the_change_frees_it(name: str) -> None:
    plant, rule, change = PLANTED[name]
    problem = plant(small_round(repeat_rounds=0))
    began = time.process_time()
    found = causes(problem)
    assert time.process_time() - began < 0.5
    assert rule in {each for cause in found for each in cause.rules}, found
    freed = cheapest_changes(problem, seconds=1.5)
    assert freed is not None
    assert freed.changes
    if change:
        assert change in {each.rule for each in freed.changes}, freed


def test_a_round_that_can_be_planned_needs_no_change() -> None:
    problem = small_round()
    freed = cheapest_changes(problem)
    assert causes(problem) == []
    assert freed is not None
    assert freed.changes == ()


def test_why_not_tells_points_and_rules() -> None:
    problem = small_round()
    plan = search(problem, Effort(seconds=0.6)).plan
    host = problem.council("C0")
    now = next(p for p in plan["C0"].team if problem.peer(p).role == "lead")
    for other in alternatives(problem, plan, host):
        if not other.peer or any("lately" in reason for reason in other.stopped_by):
            continue
        team = tuple(sorted({*plan["C0"].team, other.peer} - {now}))
        swapped = {**plan, "C0": Visit(plan["C0"].start, plan["C0"].manager, team)}
        assert bool(violations(problem, swapped)) == bool(other.stopped_by)
        assert points(problem, swapped)["total"] - points(problem, plan)["total"] == other.more


def test_points_of_visits_and_load_make_the_whole() -> None:
    problem = small_round()
    plan = search(problem, Effort(seconds=0.6)).plan
    whole = points(problem, plan)
    of_visits = sum(sum(visit_points(problem, plan, host).values()) for host in problem.hosts)
    assert of_visits + whole["load_over_fair"] == whole["total"]
