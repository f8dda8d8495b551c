"""What the round as a whole has room for, as rows of the model: visits and managers in a week, leads from elsewhere."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from challenges.planning.problem import Council, Visit, week_of
from challenges.planning.solve.variables import Var, Variables


def constrain(model: Variables) -> None:
    """Visits in a region's week: its own limit, and Hall's condition on its managers; and leads from elsewhere."""
    for region in {host.region for host in model.free}:
        mine = [host for host in model.free if host.region == region]
        for week in range(model.problem.weeks):
            _week(model, region, week, mine)
    _share(model)


def _week(model: Variables, region: str, week: int, mine: list[Council]) -> None:
    there = [var for host in mine if (var := model.u[host.id].get(week)) is not None]
    held = [(id, v) for id, v in model.held.items() if week_of(v.start) == week]
    held = [(id, v) for id, v in held if model.problem.council(id).region == region]
    limit = model.problem.region(region).visits_a_week
    if limit is not None and len(there) > limit - len(held):
        model.most("visits-per-week", (region, str(week)), there, max(0, limit - len(held)))
    if not there or not model.rules.managers_on_site:
        return
    attend: dict[frozenset[str | None], list[Var]] = defaultdict(list)
    for host in mine:
        for day, var in model.x[host.id].items():
            if week_of(day) == week:
                attend[model.options.managers(host, day)].append(var)
    taken = [model.options.managers(model.problem.council(id), visit.start) for id, visit in held]
    for some in _unions([*attend, *taken]):
        only = [var for who, vars in attend.items() if who <= some for var in vars]
        room = len(some) - sum(who <= some for who in taken)
        if len({var.name.split()[1] for var in only}) > room:
            model.most("facilitator", (region, str(week)), only, max(0, room))


def _share(model: Variables) -> None:
    """The share of visits led from another region, of those that are planned so far."""
    planned = len(model.free) + len(model.held)
    needed = math.ceil(model.rules.cross_share * planned - 1e-9)
    there = sum(_from_outside(model, id, visit) for id, visit in model.held.items())
    if needed - there <= 0:
        return
    across = []
    for host in model.free:
        leads = [
            var
            for peer, var in model.members(host, model.rules.lead)
            if model.problem.council(peer.council).region != host.region
        ]
        if leads:
            across.append(model.any_of(f"across {host.id}", leads))
    model.least("cross-region-share", (), across, min(needed - there, len(model.free)))


def _from_outside(model: Variables, id: str, visit: Visit) -> bool:
    region = model.problem.council(id).region
    leads = [p for p in map(model.problem.peer, visit.team) if p.role == model.rules.lead]
    return any(model.problem.council(peer.council).region != region for peer in leads)


def _unions(sets: Iterable[frozenset[str | None]]) -> set[frozenset[str | None]]:
    """Every union of some of the sets: those on which Hall's condition has to be asked."""
    found: set[frozenset[str | None]] = set()
    for each in set(sets):
        found |= {each} | {each | other for other in found}
    return found
