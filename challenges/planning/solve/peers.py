"""What a peer can do, as rows of the model: the days on which they can, how often, and in one place at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

from challenges.planning.problem import Council, Peer
from challenges.planning.solve.options import days_mask
from challenges.planning.solve.variables import Var, Variables

Overlaps = dict[tuple[str, str], Var]


def constrain(model: Variables) -> None:
    """The days on which peers can, how often they come, on how many days, and never to two places at once."""
    _availability(model)
    _often(model)


def _availability(model: Variables) -> None:
    """A peer is not on a team on whose days they cannot, or are at a visit that is held."""
    busy: dict[str, int] = defaultdict(int)
    for id, visit in model.held.items():
        for id_of_peer in visit.team:
            busy[id_of_peer] |= days_mask(visit.start, model.problem.council(id).days)
    for host in model.free:
        days = [(days_mask(day, host.days), x) for day, x in model.x[host.id].items()]
        for peer, var in model.members(host):
            away = model.options.away(peer) | busy[peer.id]
            bad = [x for mask, x in days if mask & away]
            if bad:
                model.most("peer-available", (host.id, peer.id), [var, *bad], 1)


def _often(model: Variables) -> None:
    placed: dict[str, list[tuple[Council, Var]]] = defaultdict(list)
    for host in model.free:
        for peer, var in model.members(host):
            placed[peer.id].append((host, var))
    visits = Counter(peer for visit in model.held.values() for peer in visit.team)
    given: Counter[str] = Counter()
    for id, visit in model.held.items():
        given.update(dict.fromkeys(visit.team, model.problem.council(id).days))
    overlaps: Overlaps = {}
    for id, at in placed.items():
        peer = model.problem.peer(id)
        left = max(0, peer.max_visits - visits[id])
        model.most("peer-max-visits", (id,), [var for _, var in at], left)
        if peer.max_days is not None:
            days = [var for host, var in at for _ in range(host.days)]
            model.most("peer-days", (id,), days, max(0, peer.max_days - given[id]))
        if left > 1:
            _not_at_once(model, peer, at, overlaps)


def _not_at_once(model: Variables, peer: Peer, at: list[tuple[Council, Var]], overlaps: Overlaps) -> None:
    for (one, first), (other, second) in combinations(at, 2):
        together = _together(model, one, other, overlaps)
        model.most("peer-two-places", (peer.id, one.id, other.id), [first, second, together], 2)


def _together(model: Variables, one: Council, other: Council, made: Overlaps) -> Var:
    """A variable that is true where two free visits share a day; each pair has one."""
    key = (one.id, other.id)
    if key not in made:
        made[key] = model.cp.new_bool_var(f"together {one.id} {other.id}")
        if one.days + other.days > 5:
            for week in model.u[one.id].keys() & model.u[other.id].keys():
                model.cp.add(model.u[one.id][week] + model.u[other.id][week] - made[key] <= 1)
        else:
            _share_a_day(model, one, other, made[key])
    return made[key]


def _share_a_day(model: Variables, one: Council, other: Council, together: Var) -> None:
    for day, var in model.x[one.id].items():
        near = range(day - other.days + 1, day + one.days)
        clash = [model.x[other.id][start] for start in near if start in model.x[other.id]]
        if clash:
            model.cp.add(var + sum(clash) - together <= 1)
