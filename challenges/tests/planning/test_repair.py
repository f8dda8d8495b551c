"""A repair touches as few visits as it can, and keeps every rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from challenges.planning.check import violations
from challenges.planning.problem import Block, Plan, Problem, week_of
from challenges.planning.repair import repairs
from challenges.planning.solve.search import Effort, search
from challenges.tests.planning.instances import small_round, with_council, with_peers


@pytest.fixture(scope="module")
def agreed() -> tuple[Problem, Plan]:
    problem = small_round(hosts=7, weeks=16)
    return problem, search(problem, Effort(seconds=1)).plan


def postponed(problem: Problem, plan: Plan, host: str) -> Problem:
    first = 5 * week_of(plan[host].start)
    blocks = (*problem.council(host).blocks, Block(first, first + 4, "postponed"))
    return with_council(problem, host, blocks=blocks)


@pytest.mark.parametrize("host", ["C0", "C3", "C6"])
def test_a_postponed_visit_gets_new_days_and_few_others_change(
    agreed: tuple[Problem, Plan], host: str
) -> None:
    problem, plan = agreed
    after = postponed(problem, plan, host)
    found = repairs(after, plan)
    assert 1 <= len(found) <= 3
    for each in found:
        assert violations(after, each.plan) == []
        assert host in each.touched
        assert {id for id in plan if each.plan[id] != plan[id]} >= set(each.touched)
    assert len(found[0].touched) <= 3


def test_a_lost_peer_is_replaced(agreed: tuple[Problem, Plan]) -> None:
    problem, plan = agreed
    lost = plan["C1"].team[0]
    after = with_peers(problem, lambda peer: peer.id != lost)
    best = repairs(after, plan)[0]
    at = {id for id, visit in plan.items() if lost in visit.team}
    assert set(best.touched) == at
    assert lost not in {peer for visit in best.plan.values() for peer in visit.team}


def test_a_council_that_withdraws_leaves_no_trace(agreed: tuple[Problem, Plan]) -> None:
    problem, plan = agreed
    after = with_peers(with_council(problem, "C2", hosts=False), lambda peer: peer.council != "C2")
    best = repairs(after, plan)[0]
    assert "C2" not in best.plan
    assert "C2" not in {after.peer(peer).council for visit in best.plan.values() for peer in visit.team}
    assert violations(after, best.plan) == []


def test_what_is_whole_needs_no_repair(agreed: tuple[Problem, Plan]) -> None:
    assert repairs(*agreed) == []


def test_where_nothing_fits_nothing_is_proposed(agreed: tuple[Problem, Plan]) -> None:
    problem, plan = agreed
    assert repairs(with_council(problem, "C0", blocks=(Block(0, 999, "closed"),)), plan) == []


def test_a_new_host_gets_a_visit(agreed: tuple[Problem, Plan]) -> None:
    problem, plan = agreed
    without = {id: visit for id, visit in plan.items() if id != "C4"}
    best = repairs(problem, without)[0]
    assert "C4" in best.touched
    assert replace(best.plan["C4"], manager=None).team
