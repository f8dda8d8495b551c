"""How fast and how well a region's round is planned, beside the ways in which it is done by hand. Invented rounds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from challenges.planning.baselines import careful, spreadsheet
from challenges.planning.check import violations
from challenges.planning.explain.changes import cheapest_changes
from challenges.planning.explain.clash import causes
from challenges.planning.points import points
from challenges.planning.problem import Block, Plan, Problem, Visit, week_of
from challenges.planning.repair import repairs
from challenges.planning.solve.search import Effort, Found, search
from challenges.tests.planning.clashing import TOGETHER, base
from challenges.tests.planning.instances import small_round, with_council, with_peers

SECONDS = 30
Line = tuple[str, str]


def measured(seconds: int = SECONDS) -> Iterator[Line]:
    """Each figure with its name: a plan against planning by hand, repairs, and clashes."""
    problem = small_round(seed=11, hosts=16, weeks=20)
    plan: dict[str, Visit] = {}
    yield from _plans(problem, seconds, plan)
    yield "repairs of it (aim 1 s, 3 visits or fewer)", _repairs(problem, plan)
    yield "clashes named (aim 0.5 s or less)", _clashes()


def _plans(problem: Problem, seconds: int, plan: dict[str, Visit]) -> Iterator[Line]:
    began, told = time.monotonic(), list[tuple[float, Found]]()
    found = search(
        problem, Effort(seconds=seconds), tell=lambda f: told.append((time.monotonic() - began, f))
    )
    plan.update(found.plan)
    yield "first plan of 16 visits (aim 3 s or less)", f"{told[0][0]:.1f} s, {told[0][1].total} points"
    yield f"after {seconds} s", f"{found.total} points, {found.gap:.1f} % at most from the best possible"
    yield "the same by the spreadsheet method", _by_hand(problem, spreadsheet(problem))
    yield "the same by a careful person", _by_hand(problem, careful(problem))


def _by_hand(problem: Problem, plan: Plan) -> str:
    broken = sum(each.rule != "every-council-visited" for each in violations(problem, plan))
    left = len(problem.hosts) - len(plan)
    return f"{points(problem, plan)['total']} points, {broken} rules broken, {left} visits not placed"


def _repairs(problem: Problem, plan: Plan) -> str:
    taken, touched = list[float](), list[int]()
    hosts = sorted(plan)
    events = [_postponed(problem, plan, host) for host in hosts[:3]]
    events += [
        with_peers(problem, lambda peer, lost=plan[host].team[0]: peer.id != lost) for host in hosts[3:6]
    ]
    for after in events:
        began = time.monotonic()
        proposals = repairs(after, plan)
        taken.append(time.monotonic() - began)
        touched.append(len(proposals[0].touched) if proposals else 0)
    return f"{median(taken):.2f} s, {max(taken):.2f} s at most, {max(touched)} visits touched at most"


def _postponed(problem: Problem, plan: Plan, host: str) -> Problem:
    monday = 5 * week_of(plan[host].start)
    blocks = (*problem.council(host).blocks, Block(monday, monday + 4, "postponed"))
    return with_council(problem, host, blocks=blocks)


def _clashes() -> str:
    named, freed = list[float](), list[float]()
    for plant, *_ in TOGETHER.values():
        problem = plant(replace(base()))
        began = time.monotonic()
        causes(problem)
        named.append(time.monotonic() - began)
        began = time.monotonic()
        cheapest_changes(problem)
        freed.append(time.monotonic() - began)
    changes = f"cheapest change {median(freed):.2f} s, {max(freed):.2f} s at most"
    return f"{median(named):.2f} s, {max(named):.2f} s at most, of {len(named)}; {changes}"
