"""Giving a plan's visits to programme managers, one visit each in a week."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from challenges.planning.problem import Plan, Visit, week_of
from challenges.planning.solve.options import Options


def give_out(options: Options, plan: Plan, before: Plan | None = None) -> dict[str, Visit]:
    """The plan with a manager on site at every visit, who stays where they were as far as that can be.

    A visit for which there is nobody keeps none; the check then says so."""
    problem = options.problem
    weeks: dict[tuple[str, int], list[str]] = defaultdict(list)
    for id, visit in plan.items():
        weeks[problem.council(id).region, week_of(visit.start)].append(id)
    chosen: dict[str, str | None] = {}
    for together in weeks.values():
        chosen |= _match(options, plan, sorted(together), before or {})
    return {id: replace(visit, manager=chosen.get(id)) for id, visit in plan.items()}


def _match(options: Options, plan: Plan, hosts: list[str], before: Plan) -> dict[str, str | None]:
    """A matching of hosts to managers by augmenting paths; each host tries the manager it had first."""
    taken: dict[str | None, str] = {}

    def place(host: str, tried: set[str | None]) -> bool:
        council = options.problem.council(host)
        had = before[host].manager if host in before else None
        for manager in sorted(options.managers(council, plan[host].start), key=lambda m: (m != had, str(m))):
            if manager in tried:
                continue
            tried.add(manager)
            if manager not in taken or place(taken[manager], tried):
                taken[manager] = host
                return True
        return False

    for host in hosts:
        place(host, set())
    return {host: manager for manager, host in taken.items()}
