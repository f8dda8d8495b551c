"""Repairs of an agreed plan: as few visits as possible are touched, and each proposal says which and at what cost.

The visits that broke are freed first and all others held; then a few more at a time, the nearest first, where nothing
fits or something cheaper may be had (planning by rings)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from challenges.planning.check import violations
from challenges.planning.points import changes_of_visit, points
from challenges.planning.problem import Council, Plan, Problem, Visit, week_of
from challenges.planning.solve.groups import group_of
from challenges.planning.solve.managers import give_out
from challenges.planning.solve.model import Model
from challenges.planning.solve.options import Options
from challenges.planning.solve.variables import Fixed, Var

RINGS = (0, 2, 5, 9)
SECONDS_EACH = 0.6
FEWEST = 10_000
PRUNED_ABOVE, PRUNED_TO = 40, 12


@dataclass(frozen=True)
class Repair:
    """A proposal: the whole plan after it, the hosts whose visit changes, how many days and places change, and how many
    points it costs more than the plan before."""

    plan: Plan
    touched: tuple[str, ...]
    changes: int
    more: int


def repairs(
    problem: Problem, plan: Plan, broken: Sequence[str] = (), seconds: float = SECONDS_EACH
) -> list[Repair]:
    """At most three proposals that make `plan` keep every rule of `problem` again, those that touch least first.

    `problem` is as it is after what happened (a host gone, a peer gone, days blocked); `broken` are hosts that need
    something new in any case. Visits of hosts and places of peers that are gone are dropped from `plan` first. An empty
    list where nothing was found."""
    before = _as_far_as_it_stands(problem, plan)
    problem = replace(problem, previous={**before})
    free = {*broken, *_broken_hosts(problem, before)} | {
        host.id for host in problem.hosts if host.id not in before
    }
    options = Options(problem, PRUNED_TO if len(problem.hosts) > PRUNED_ABOVE else None)
    found: list[Repair] = []
    for proposal in _proposals(options, before, free, seconds):
        if all(proposal.touched != other.touched or proposal.plan != other.plan for other in found):
            found.append(proposal)
    found.sort(key=lambda each: (len(each.touched), each.changes, each.more))
    return [each for n, each in enumerate(found) if not any(_beats(other, each) for other in found[:n])][:3]


def _beats(one: Repair, other: Repair) -> bool:
    return len(one.touched) <= len(other.touched) and one.more <= other.more


def _as_far_as_it_stands(problem: Problem, plan: Plan) -> dict[str, Visit]:
    hosts, peers = {host.id for host in problem.hosts}, {peer.id for peer in problem.peers}
    return {
        id: replace(visit, team=tuple(peer for peer in visit.team if peer in peers))
        for id, visit in plan.items()
        if id in hosts
    }


def _broken_hosts(problem: Problem, plan: Plan) -> set[str]:
    """Hosts at whose visit a rule is broken, and those that a broken peer is at."""
    found: set[str] = set()
    hosts = {host.id for host in problem.hosts}
    for each in violations(problem, plan):
        if each.where in hosts:
            found.add(each.where)
        found |= {id for id, visit in plan.items() if set(each.peers) & set(visit.team)}
    return found


def _proposals(options: Options, before: Plan, free: set[str], seconds: float) -> Iterator[Repair]:
    problem = options.problem
    first = [host for host in problem.hosts if host.id in free]
    if not first:
        return
    if all(host.id in before for host in first):
        yield from _solved(options, before, first, Fixed(before, days=True), seconds)
    for ring in RINGS:
        wider = [*first, *_nearest(problem, before, first)[:ring]]
        fewest = list(_solved(options, before, wider, Fixed(), seconds, touched=FEWEST))
        yield from fewest
        if fewest and ring:
            yield from _solved(options, before, wider, Fixed(), seconds)
            if len(problem.hosts) <= PRUNED_ABOVE and len(fewest[0].touched) > len(first):
                some = _fewest(options, before, seconds)
                yield from _solved(options, before, some, Fixed(), seconds) if some else ()
            return


def _nearest(problem: Problem, before: Plan, first: Sequence[Council]) -> list[Council]:
    """Other hosts, those that share givers, region or week with the freed ones first."""
    ids = {host.id for host in first}
    givers = {
        giver for host in first if host.id in before for giver in group_of(problem, before, host.id)
    } | ids
    regions = {host.region for host in first}
    weeks = {week_of(before[host.id].start) for host in first if host.id in before}

    def far(host: Council) -> tuple[int, str]:
        shared = len(givers & group_of(problem, before, host.id))
        close = week_of(before[host.id].start) in weeks
        return (-(3 * shared + 2 * (host.region in regions) + close), host.id)

    return sorted((host for host in problem.hosts if host.id not in ids and host.id in before), key=far)


def _solved(
    options: Options, before: Plan, free: Sequence[Council], fixed: Fixed, seconds: float, touched: int = 0
) -> Iterator[Repair]:
    """The cheapest plan with these visits free, where each visit that changes costs `touched` points besides."""
    problem, ids = options.problem, {host.id for host in free}
    held = {id: visit for id, visit in before.items() if id not in ids}
    model = Model(options, free, held, fixed)
    model.hint(before)
    if touched:
        touches = cp_model.LinearExpr.sum(list(_touches(model, before).values()))
        model.cp.minimize(cp_model.LinearExpr.sum([*model.cost, touched * touches]))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return
    plan = give_out(options, held | model.visits(solver), before)
    if violations(problem, plan):
        return
    changed = tuple(sorted(id for id, visit in plan.items() if _differs(before.get(id), visit)))
    changes = sum(max(1, changes_of_visit(before.get(id), plan[id])) for id in changed)
    bare = replace(problem, previous=None)
    yield Repair(plan, changed, changes, points(bare, plan)["total"] - points(bare, before)["total"])


def _fewest(options: Options, before: Plan, seconds: float) -> list[Council]:
    """The fewest visits of the whole round that have to change; [] where none were found in the time."""
    hosts = options.problem.hosts
    model = Model(options, hosts, {})
    touches = _touches(model, before)
    model.cp.minimize(cp_model.LinearExpr.sum(list(touches.values())))
    model.hint(before)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return [host for host in hosts if host.id not in touches or solver.boolean_value(touches[host.id])]


def _touches(model: Model, before: Plan) -> dict[str, Var]:
    """Of each free visit that stands, by host, a variable that is true where it gets another day or somebody new."""
    found = {}
    for host in model.free:
        if (visit := before.get(host.id)) is None:
            continue
        touch = model.cp.new_bool_var(f"touched {host.id}")
        days = [x for day, x in model.x[host.id].items() if day != visit.start]
        model.cp.add(sum(days) <= touch)
        for peer, a in model.a[host.id].items():
            if peer not in visit.team:
                model.cp.add_implication(a, touch)
        found[host.id] = touch
    return found


def _differs(before: Visit | None, after: Visit) -> bool:
    return before is None or before.start != after.start or set(before.team) != set(after.team)
