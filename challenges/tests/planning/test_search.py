"""The search keeps every rule, whatever the round, its shape and what people have settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.planning.check import violations
from challenges.planning.points import points
from challenges.planning.problem import Block, Keeps, Reciprocity, Shape, Visit
from challenges.planning.solve.search import Effort, NotFound, NothingFits, search
from challenges.tests.planning.instances import small_round, with_council, with_peers

QUICK = Effort(seconds=0.6)


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    hosts=st.integers(4, 7),
    gap=st.integers(0, 2),
    reciprocity=st.sampled_from(Reciprocity),
    same=st.sampled_from([None, 1, 2]),
)
def test_random_rounds_never_break_a_rule(
    seed: int, hosts: int, gap: int, reciprocity: Reciprocity, same: int
) -> None:
    problem = small_round(seed, hosts, min_gap_weeks=gap, reciprocity=reciprocity, max_same_council=same)
    try:
        found = search(problem, QUICK)
    except (NothingFits, NotFound):
        return
    assert violations(problem, found.plan) == []
    assert points(problem, found.plan)["total"] == found.total
    assert found.bound <= found.total


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = small_round()
    effort = Effort(seconds=2, seed=7, reproducible=True)
    first, second = search(problem, effort), search(problem, effort)
    assert first == second


def test_each_better_plan_is_told_and_stopping_keeps_the_best() -> None:
    told = []
    found = search(small_round(), Effort(seconds=60), tell=told.append, stop=lambda: len(told) >= 3)
    assert [each.total for each in told] == sorted({each.total for each in told}, reverse=True)
    assert found.plan == told[-1].plan


@pytest.mark.parametrize(("shape", "size"), [(Shape.PAIRS, 2), (Shape.TRIADS, 3), (Shape.QUARTETS, 4)])
def test_in_groups_everybody_visits_everybody(shape: Shape, size: int) -> None:
    problem = small_round(
        hosts=12 if size == 4 else 6,
        weeks=20,
        shape=shape,
        max_same_council=None,
        repeat_rounds=0,
        cover_key_lines=False,
    )
    problem = with_peers(problem, max_visits=4)
    plan = search(problem, QUICK).plan
    givers = {host: {problem.peer(p).council for p in visit.team} | {host} for host, visit in plan.items()}
    assert {len(group) for group in givers.values()} == {size}
    assert all(givers[other] == group for group in givers.values() for other in group)


def test_in_a_ring_each_host_leads_once() -> None:
    problem = small_round(shape=Shape.RING, repeat_rounds=0)
    plan = search(problem, QUICK).plan
    leads = [
        problem.peer(p).council
        for visit in plan.values()
        for p in visit.team
        if problem.peer(p).role == "lead"
    ]
    assert sorted(leads) == sorted(plan)


def test_two_may_challenge_one() -> None:
    problem = small_round(team={"lead": (2, 2), "operational": (1, 1)}, team_size=3, max_leads=3)
    plan = search(problem, QUICK).plan
    assert {sum(problem.peer(p).role == "lead" for p in visit.team) for visit in plan.values()} == {2}


def test_what_is_settled_stays() -> None:
    problem = small_round()
    free = search(problem, QUICK).plan
    day, peer = free["C0"].start, free["C1"].team[0]
    barred = problem.peer(free["C2"].team[0]).council
    keeps = Keeps(starts={"C0": day}, peers=frozenset([("C1", peer)]), barred=frozenset([("C2", barred)]))
    plan = search(replace(problem, keeps=keeps), QUICK).plan
    assert plan["C0"].start == day
    assert peer in plan["C1"].team
    assert barred not in {problem.peer(p).council for p in plan["C2"].team}


def test_a_change_costs_and_so_is_avoided() -> None:
    problem = small_round()
    problem = replace(problem, weights=replace(problem.weights, change=10_000))
    before = search(problem, QUICK).plan
    after = search(replace(problem, previous=before), QUICK, start=before).plan
    assert {id: visit.team for id, visit in after.items()} == {id: visit.team for id, visit in before.items()}


def test_nothing_fits_is_proved() -> None:
    with pytest.raises(NothingFits):
        search(with_council(small_round(), "C0", blocks=(Block(0, 999, "closed"),)), QUICK)


def test_an_unplanned_host_and_a_lost_team_are_named() -> None:
    problem = small_round()
    plan = dict(search(problem, QUICK).plan)
    del plan["C0"]
    plan["C1"] = Visit(plan["C1"].start, plan["C1"].manager, ())
    assert {("every-council-visited", "C0"), ("team-size", "C1")} <= {
        (each.rule, each.where) for each in violations(problem, plan)
    }
