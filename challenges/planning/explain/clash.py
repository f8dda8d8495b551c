"""Why nothing fits: what counting shows, else the fewest visits and kinds of rules that cannot go together.

The solver names visits that cannot all be had; each is left out in turn to see whether the clash stays. For those few
the smallest set of kinds of rules is then sought: the rules tried are always a smallest set that meets every way out
found so far, so that the first which admits no way out is smallest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from ortools.sat.python import cp_model

from challenges.planning.explain.counting import Cause, counted
from challenges.planning.explain.served import Ruled, Served, Unsure, clashing, plain_solver
from challenges.planning.explain.words import clash_text
from challenges.planning.problem import Council, Problem, Reciprocity, Shape
from challenges.planning.solve.groups import grouped
from challenges.planning.solve.options import Options

WORTH_SHRINKING = 8
SECONDS_EACH = 0.5
Make = Callable[[Problem, Sequence[Council]], Served]


def causes(problem: Problem) -> list[Cause]:
    """What makes a plan impossible: every cause that counting finds, else one clash of rules that only clash together.

    An empty list proves nothing."""
    found = counted(problem)
    if found:
        return found
    together = clash(problem)
    return [together] if together else []


def clash(problem: Problem) -> Cause | None:
    """The fewest visits and kinds of rules found that cannot go together; None where no clash was found in the time."""
    try:
        hosts = clashing_hosts(problem)
        return _cause(problem, hosts) if hosts else None
    except Unsure:
        return None


def plain(problem: Problem, hosts: Sequence[Council]) -> Served:
    """The model of these hosts with every rule as it is."""
    return Served(Options(problem), hosts, {})


def clashing_hosts(problem: Problem, make: Make = plain) -> list[Council]:
    """Hosts that cannot all be visited, though without any one of them they could; [] where there are none such.

    `make` makes the model, where rules are eased. Raises Unsure."""
    named = _named(problem.hosts, make(problem, problem.hosts))
    if not 1 < len(named) <= WORTH_SHRINKING:
        return named
    model, kept = make(part(problem, named), named), named
    for host in named:
        rest = [each for each in kept if each is not host]
        if host in kept:
            kept = _named(rest, model) or kept
    return kept


def _named(hosts: Sequence[Council], model: Served) -> list[Council]:
    """Some of the hosts that cannot all be visited; [] where they can. All of them where the solver names none."""
    core = clashing(model, [model.served(host.id) for host in hosts])
    names = {switch.name for switch in core or ()}
    named = [host for host in hosts if model.served(host.id).name in names]
    return [] if core is None else named or list(hosts)


def part(problem: Problem, hosts: Sequence[Council]) -> Problem:
    """The problem without rules that speak of the round as a whole, which a part of the hosts need not keep."""
    if len(hosts) == len(problem.hosts):
        return problem
    rules = problem.rules
    mutual = Reciprocity.ALLOWED if grouped(rules) else rules.reciprocity
    return replace(problem, rules=replace(rules, shape=Shape.FREE, cross_share=0.0, reciprocity=mutual))


def _cause(problem: Problem, hosts: list[Council]) -> Cause | None:
    """The smallest set of kinds of rules that clash at these hosts, in the whole round where they do not in part."""
    for some in (hosts, list(problem.hosts)) if len(hosts) < len(problem.hosts) else (hosts,):
        model = Ruled(Options(part(problem, some)), some, {})
        if clashing(model, [*model.hosts.values(), *model.kinds.values()]) is None:
            continue
        rules = _smallest(model)
        return Cause(rules, tuple(host.id for host in hosts), clash_text(problem, hosts, rules))
    return None


def _smallest(model: Ruled) -> tuple[str, ...]:
    """The fewest kinds of rules that clash where every host is served. Raises Unsure."""
    model.cp.maximize(cp_model.LinearExpr.sum(list(model.kinds.values())))
    ways_out: list[frozenset[str]] = []
    while True:
        tried = _fewest_meeting(ways_out)
        way_out = _way_out(model, tried)
        if way_out is None:
            return tuple(sorted(tried))
        ways_out.append(way_out)


def _way_out(model: Ruled, tried: frozenset[str]) -> frozenset[str] | None:
    """The fewest other kinds of rules to leave off so that a plan exists; None where none helps. Raises Unsure."""
    model.cp.clear_assumptions()
    model.cp.add_assumptions([*model.hosts.values(), *(model.kinds[kind] for kind in tried)])
    solver = plain_solver(SECONDS_EACH)
    status = solver.solve(model.cp)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return frozenset(kind for kind, on in model.kinds.items() if not solver.boolean_value(on))
    if status == cp_model.INFEASIBLE:
        return None
    raise Unsure


def _fewest_meeting(ways_out: list[frozenset[str]]) -> frozenset[str]:
    """A smallest set that has something of each."""
    kinds = sorted(set().union(*ways_out))
    for size in range(len(kinds) + 1):
        for some in combinations(kinds, size):
            if all(set(some) & way for way in ways_out):
                return frozenset(some)
    return frozenset(kinds)
