"""Shapes of a round as rows of the model: rings, and groups in which everybody visits everybody."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import Any

from challenges.planning.problem import GROUP_SIZE, Plan, Problem, Rules, Shape, group_sizes
from challenges.planning.solve.variables import Variables


def grouped(rules: Rules) -> bool:
    """Whether the round's shape is one of groups, in which visits are mutual."""
    return rules.shape in GROUP_SIZE


def constrain(model: Variables) -> None:
    """Add the rows of the round's shape to a model."""
    if model.rules.shape == Shape.RING:
        _ring(model)
    elif grouped(model.rules):
        _groups(model)


def _ring(model: Variables) -> None:
    """Every host leads exactly one visit; with mutual leads barred, rings have three hosts or more."""
    led: dict[str, list[Any]] = defaultdict(list)
    for host in model.free:
        for peer, var in model.members(host, model.rules.lead):
            led[peer.council].append(var)
    held = leads_of(model.problem, model.held)
    hosts = {host.id for host in model.problem.hosts}
    for council in hosts | led.keys():
        left = 1 - held.count(council) if council in hosts else 0
        model.cp.add(sum(led[council]) == max(0, left))


def leads_of(problem: Problem, plan: Plan) -> list[str]:
    """The councils that lead the visits of a plan, one for each lead."""
    team = [problem.peer(peer) for visit in plan.values() for peer in visit.team]
    return [peer.council for peer in team if peer.role == problem.rules.lead]


def _groups(model: Variables) -> None:
    """Free hosts fall into groups: who gives to whom is mutual and transitive. Held hosts have groups of their own."""
    size = GROUP_SIZE[model.rules.shape]
    sizes = group_sizes(size, len(model.problem.hosts))
    ids = [host.id for host in model.free]
    together = {frozenset(pair): model.cp.new_bool_var(f"group {pair}") for pair in combinations(ids, 2)}
    for host in model.free:
        for council, gives in model.y[host.id].items():
            same = together.get(frozenset((host.id, council)))
            model.cp.add(gives == (same if same is not None else 0))
        for other in ids:
            if other != host.id and other not in model.y[host.id]:
                model.cp.add(together[frozenset((host.id, other))] == 0)
        mates = [var for pair, var in together.items() if host.id in pair]
        model.cp.add_linear_constraint(sum(mates), sizes[0] - 1, sizes[-1] - 1)
    for a, b, c in combinations(ids, 3):
        ab, bc, ac = (together[frozenset(pair)] for pair in ((a, b), (b, c), (a, c)))
        for one, two, three in ((ab, bc, ac), (ab, ac, bc), (bc, ac, ab)):
            model.cp.add(one + two - three <= 1)


def group_of(problem: Problem, plan: Plan, host: str) -> set[str]:
    """The host and everyone who gives to it."""
    return {host} | {problem.peer(peer).council for peer in plan[host].team}
