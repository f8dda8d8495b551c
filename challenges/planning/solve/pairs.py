"""What two councils may do to each other, as rows of the model: no mutual challenge, no giving near an own visit."""

from __future__ import annotations

from itertools import combinations

from challenges.planning.problem import Council, Reciprocity, Visit, week_of
from challenges.planning.solve import groups
from challenges.planning.solve.variables import Var, Variables


def constrain(model: Variables) -> None:
    """Two councils do not challenge each other, and none gives near its own visit."""
    given = {id: {model.problem.peer(p).council for p in visit.team} for id, visit in model.held.items()}
    led = {
        id: {p.council for p in map(model.problem.peer, visit.team) if p.role == model.rules.lead}
        for id, visit in model.held.items()
    }
    for one, other in combinations(model.free, 2):
        _free_pair(model, one, other)
    for host in model.free:
        for id, visit in model.held.items():
            _held_pair(model, host, id, visit, host.id in given[id], host.id in led[id])


def _free_pair(model: Variables, one: Council, other: Council) -> None:
    there, back = model.y[one.id].get(other.id), model.y[other.id].get(one.id)
    gives = [var for var in (there, back) if var is not None]
    if not gives:
        return
    exclusive = model.rules.reciprocity == Reciprocity.NOT_TEAMS and not groups.grouped(model.rules)
    if len(gives) == 2 and exclusive:
        model.most("no-reciprocal", (one.id, other.id), gives, 1)
    elif model.rules.reciprocity != Reciprocity.ALLOWED and not groups.grouped(model.rules):
        _not_both_lead(model, one, other)
    for give in [gives] if exclusive and not model.bends else [[var] for var in gives]:
        _apart(model, one, other, give)


def _apart(model: Variables, one: Council, other: Council, give: list[Var]) -> None:
    """At most one of: the one's visit in a window of weeks, the other's in it, one gives to the other."""
    gap = model.rules.min_gap_weeks
    for first in range(1 - gap, model.problem.weeks) if gap else ():
        weeks = range(first, first + gap)
        mine = [model.u[one.id][week] for week in weeks if week in model.u[one.id]]
        theirs = [model.u[other.id][week] for week in weeks if week in model.u[other.id]]
        if mine and theirs:
            model.most("min-gap", (one.id, other.id), [*mine, *theirs, *give], 2)


def _not_both_lead(model: Variables, one: Council, other: Council) -> None:
    first = [v for p, v in model.members(one, model.rules.lead) if p.council == other.id]
    second = [v for p, v in model.members(other, model.rules.lead) if p.council == one.id]
    for a in first:
        for b in second:
            model.most("no-reciprocal", (one.id, other.id), [a, b], 1)


def _held_pair(model: Variables, host: Council, id: str, visit: Visit, gives: bool, leads: bool) -> None:
    gap, week = model.rules.min_gap_weeks, week_of(visit.start)
    near = [var for w, var in model.u[host.id].items() if abs(w - week) < gap]
    if gives and near:
        model.most("min-gap", (host.id, id), near, 0)
    taken = model.y[host.id].get(id)
    if taken is None:
        return
    if near:
        model.most("min-gap", (host.id, id), [*near, taken], 1)
    if groups.grouped(model.rules):
        return
    if gives and model.rules.reciprocity == Reciprocity.NOT_TEAMS:
        model.most("no-reciprocal", (host.id, id), [taken], 0)
    elif leads and model.rules.reciprocity != Reciprocity.ALLOWED:
        for peer, var in model.members(host, model.rules.lead):
            if peer.council == id:
                model.most("no-reciprocal", (host.id, id), [var], 0)
