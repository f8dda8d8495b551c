"""What a plan costs by preference, and how much of it differs from another."""

from __future__ import annotations

from collections import Counter

from challenges.planning import costs
from challenges.planning.problem import Plan, Problem, Visit, fair_load


def points(problem: Problem, plan: Plan) -> dict[str, int]:
    """What the plan costs by preference, with "total"; unplanned hosts cost nothing here (they break a rule)."""
    total: Counter[str] = Counter()
    load: Counter[str] = Counter()
    for id, visit in plan.items():
        host = problem.council(id)
        total.update(costs.of_start(problem, host, visit.start))
        for peer in map(problem.peer, visit.team):
            total.update(costs.of_place(problem, host, peer))
            load[peer.council] += host.days
    fair = fair_load(problem)
    over = sum(
        max(0, load[council.id] + council.carried - fair) - max(0, council.carried - fair)
        for council in problem.councils
    )
    total["load_over_fair"] = problem.weights.load_over_fair * over
    if problem.previous is not None:
        total["change"] = problem.weights.change * sum(
            changes_of_visit(problem.previous.get(id), visit) for id, visit in plan.items()
        )
    return {**total, "total": sum(total.values())}


def changes_of_visit(before: Visit | None, after: Visit) -> int:
    """How many things of a visit differ: its day, and each place that another peer has; none for a new visit."""
    if before is None:
        return 0
    return (before.start != after.start) + len(set(after.team) - set(before.team))
