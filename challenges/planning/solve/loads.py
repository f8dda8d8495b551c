"""What councils give in all, as rows of the model: days, leads, and what goes beyond a fair share."""

from __future__ import annotations

from collections import Counter, defaultdict

from challenges.planning.problem import Council, Peer, fair_load
from challenges.planning.solve.variables import Var, Variables


def constrain(model: Variables) -> None:
    """Days and leads that a council gives, and what goes beyond its fair share."""
    held_days, held_leads = _held_loads(model)
    lent: dict[str, list[tuple[Council, Peer, Var]]] = defaultdict(list)
    for host in model.free:
        for peer, var in model.members(host):
            lent[peer.council].append((host, peer, var))
    fair, weight = fair_load(model.problem), model.problem.weights.load_over_fair
    for id, places in lent.items():
        council, days = model.problem.council(id), [var for host, _, var in places for _ in range(host.days)]
        if model.rules.day_caps and council.day_cap is not None:
            model.most("peer-day-cap", (id,), days, max(0, council.day_cap - held_days[id]))
        if model.rules.max_leads is not None:
            leads = [var for _, peer, var in places if peer.role == model.rules.lead]
            model.most("max-leads", (id,), leads, max(0, model.rules.max_leads - held_leads[id]))
        if weight:
            base = held_days[id] + council.carried
            over = model.cp.new_int_var(0, 5 * len(places) + max(0, base), f"over {id}")
            model.cp.add(over >= sum(days) + base - fair)
            model.cost.append(weight * (over - max(0, base - fair)))


def _held_loads(model: Variables) -> tuple[Counter[str], Counter[str]]:
    days: Counter[str] = Counter()
    leads: Counter[str] = Counter()
    for id, visit in model.held.items():
        for peer in map(model.problem.peer, visit.team):
            days[peer.council] += model.problem.council(id).days
            leads[peer.council] += peer.role == model.rules.lead
    return days, leads
