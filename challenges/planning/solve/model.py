"""Some hosts' days and teams as a CP-SAT model, with the visits of all others held as they are.

Formulation: x[h, s] host h starts on day s; a[h, p] peer p is on h's team; y[h, o] council o gives to h. Every rule
is a linear row. A week's managers are counted by Hall's condition (visits that only some managers can attend are at
most so many), so that no variable says which of them comes; `managers.py` gives them out afterwards."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from challenges.planning import costs
from challenges.planning.check import changes_of_visit
from challenges.planning.problem import Council, Peer, Plan, Problem, Reciprocity, Visit, fair_load, week_of
from challenges.planning.solve import groups
from challenges.planning.solve.options import Options, days_mask

Var = cp_model.IntVar


@dataclass(frozen=True)
class Fixed:
    """What stays of free visits as it is in `plan`: with `days` the first days; with `open_roles` all of the team but
    those roles (an empty set: the whole team)."""

    plan: Plan = field(default_factory=dict)
    days: bool = False
    open_roles: frozenset[str] | None = None


NOTHING_FIXED = Fixed()


class Model:
    """The model of `free` hosts beside `held` visits. `cost` is its objective, without what held visits cost.

    What is `fixed` of the free hosts' visits stays too: their days, or all of their team but some roles."""

    def __init__(
        self, options: Options, free: Sequence[Council], held: Plan, fixed: Fixed = NOTHING_FIXED
    ) -> None:
        self.problem, self.options, self.free = options.problem, options, list(free)
        self.rules = self.problem.rules
        self.held = {host: visit for host, visit in held.items() if host not in {each.id for each in free}}
        self.fixed = fixed
        self.cp = cp_model.CpModel()
        self.cost: list[cp_model.LinearExprT] = []
        self._variables()
        self._teams()
        self._availability()
        self._peers()
        self._councils()
        self._pairs()
        self._weeks()
        self._share()
        groups.constrain(self)
        self._kept()
        self._prices()
        self.cp.minimize(sum(self.cost))

    def _variables(self) -> None:
        self.x: dict[str, dict[int, Var]] = {}
        self.a: dict[str, dict[str, Var]] = {}
        for host in self.free:
            starts, peers = self._starts(host), self._open(host)
            self.x[host.id] = {day: self.cp.new_bool_var(f"x {host.id} {day}") for day in starts}
            self.a[host.id] = {peer.id: self.cp.new_bool_var(f"a {host.id} {peer.id}") for peer in peers}
            self.cp.add_exactly_one(self.x[host.id].values()) if starts else self.cp.add_bool_or([])
        self.u = {host.id: self._by_week(host) for host in self.free}
        self.y: dict[str, dict[str, Var]] = {host.id: self._givers(host) for host in self.free}

    def _starts(self, host: Council) -> list[int]:
        return [self.fixed.plan[host.id].start] if self.fixed.days else self.options.starts(host)

    def _open(self, host: Council) -> list[Peer]:
        if self.fixed.open_roles is None:
            return self.options.peers(host)
        team = self.fixed.plan[host.id].team
        stay = [peer for peer in map(self.problem.peer, team) if peer.role not in self.fixed.open_roles]
        return stay + [peer for peer in self.options.peers(host) if peer.role in self.fixed.open_roles]

    def _by_week(self, host: Council) -> dict[int, Var]:
        weeks: dict[int, list[Var]] = defaultdict(list)
        for day, var in self.x[host.id].items():
            weeks[week_of(day)].append(var)
        made = {}
        for week, starts in weeks.items():
            made[week] = self.cp.new_bool_var(f"u {host.id} {week}")
            self.cp.add(sum(starts) == made[week])
        return made

    def _givers(self, host: Council) -> dict[str, Var]:
        """y of every council that could give; the one peer's own variable where there is but one."""
        lent: dict[str, list[Var]] = defaultdict(list)
        for peer, var in self.a[host.id].items():
            lent[self.problem.peer(peer).council].append(var)
        return {council: self._any(f"y {host.id} {council}", vars) for council, vars in lent.items()}

    def _any(self, name: str, vars: list[Var]) -> Var:
        if len(vars) == 1:
            return vars[0]
        var = self.cp.new_bool_var(name)
        self.cp.add_max_equality(var, vars)
        return var

    def members(self, host: Council, role: str | None = None) -> list[tuple[Peer, Var]]:
        """The host's possible peers with their variables, all or those of a role."""
        listed = [(self.problem.peer(id), var) for id, var in self.a[host.id].items()]
        return [(peer, var) for peer, var in listed if role is None or peer.role == role]

    def _teams(self) -> None:
        for host in self.free:
            for peer, var in self.members(host):
                if self.fixed.open_roles is not None and peer.role not in self.fixed.open_roles:
                    self.cp.add(var == 1)
            self.cp.add(sum(self.a[host.id].values()) == self.rules.team_size)
            for role, (fewest, most) in self.rules.team.items():
                self.cp.add_linear_constraint(sum(v for _, v in self.members(host, role)), fewest, most)
            for line in host.key_lines if self.rules.cover_key_lines else ():
                self.cp.add_bool_or([var for peer, var in self.members(host) if line in peer.expertise])
            if self.rules.max_same_council:
                self._same_council(host, self.rules.max_same_council)

    def _same_council(self, host: Council, most: int) -> None:
        lent: dict[str, list[Var]] = defaultdict(list)
        for peer, var in self.members(host):
            lent[peer.council].append(var)
        for vars in lent.values():
            if len(vars) > most:
                self.cp.add(sum(vars) <= most)

    def _availability(self) -> None:
        """A peer is not on a team on whose days they cannot, or are at a visit that is held."""
        busy: dict[str, int] = defaultdict(int)
        for id, visit in self.held.items():
            for peer in visit.team:
                busy[peer] |= days_mask(visit.start, self.problem.council(id).days)
        for host in self.free:
            days = [(days_mask(day, host.days), x) for day, x in self.x[host.id].items()]
            for peer, var in self.members(host):
                away = self.options.away(peer) | busy[peer.id]
                bad = [x for mask, x in days if mask & away]
                if bad:
                    self.cp.add_at_most_one([var, *bad])

    def _peers(self) -> None:
        """How often a peer comes, on how many days, and never to two places at once."""
        placed: dict[str, list[tuple[Council, Var]]] = defaultdict(list)
        for host in self.free:
            for peer, var in self.members(host):
                placed[peer.id].append((host, var))
        visits = Counter(peer for visit in self.held.values() for peer in visit.team)
        given: Counter[str] = Counter()
        for id, visit in self.held.items():
            given.update(dict.fromkeys(visit.team, self.problem.council(id).days))
        for id, at in placed.items():
            peer = self.problem.peer(id)
            left = max(0, peer.max_visits - visits[id])
            self.cp.add(sum(var for _, var in at) <= left)
            if peer.max_days is not None:
                self.cp.add(sum(host.days * var for host, var in at) <= max(0, peer.max_days - given[id]))
            if left > 1:
                self._not_at_once(at)

    def _not_at_once(self, at: list[tuple[Council, Var]]) -> None:
        for (one, first), (other, second) in combinations(at, 2):
            self.cp.add_bool_or([~first, ~second, ~self._together(one, other)])

    def _together(self, one: Council, other: Council) -> Var:
        """A variable that is true where two free visits share a day."""
        key = (one.id, other.id)
        made: dict[tuple[str, str], Var] = self.__dict__.setdefault("_overlaps", {})
        if key not in made:
            made[key] = self.cp.new_bool_var(f"together {one.id} {other.id}")
            if one.days + other.days > 5:
                for week in self.u[one.id].keys() & self.u[other.id].keys():
                    self.cp.add(self.u[one.id][week] + self.u[other.id][week] - made[key] <= 1)
            else:
                self._share_a_day(one, other, made[key])
        return made[key]

    def _share_a_day(self, one: Council, other: Council, together: Var) -> None:
        for day, var in self.x[one.id].items():
            near = range(day - other.days + 1, day + one.days)
            clash = [self.x[other.id][start] for start in near if start in self.x[other.id]]
            if clash:
                self.cp.add(var + sum(clash) - together <= 1)

    def _councils(self) -> None:
        """Days and leads that a council gives, and what goes beyond its fair share."""
        held_days, held_leads = self._held_loads()
        lent: dict[str, list[tuple[Council, Peer, Var]]] = defaultdict(list)
        for host in self.free:
            for peer, var in self.members(host):
                lent[peer.council].append((host, peer, var))
        fair, weight = fair_load(self.problem), self.problem.weights.load_over_fair
        for id, places in lent.items():
            council, days = self.problem.council(id), sum(host.days * var for host, _, var in places)
            if self.rules.day_caps and council.day_cap is not None:
                self.cp.add(days <= max(0, council.day_cap - held_days[id]))
            if self.rules.max_leads is not None:
                leads = [var for _, peer, var in places if peer.role == self.rules.lead]
                self.cp.add(sum(leads) <= max(0, self.rules.max_leads - held_leads[id]))
            if weight:
                base = held_days[id] + council.carried
                over = self.cp.new_int_var(0, 5 * len(places) + max(0, base), f"over {id}")
                self.cp.add(over >= days + base - fair)
                self.cost.append(weight * (over - max(0, base - fair)))

    def _held_loads(self) -> tuple[Counter[str], Counter[str]]:
        days: Counter[str] = Counter()
        leads: Counter[str] = Counter()
        for id, visit in self.held.items():
            for peer in map(self.problem.peer, visit.team):
                days[peer.council] += self.problem.council(id).days
                leads[peer.council] += peer.role == self.rules.lead
        return days, leads

    def _pairs(self) -> None:
        """Two councils do not challenge each other, and none gives near its own visit."""
        given = {id: {self.problem.peer(p).council for p in visit.team} for id, visit in self.held.items()}
        led = {
            id: {p.council for p in map(self.problem.peer, visit.team) if p.role == self.rules.lead}
            for id, visit in self.held.items()
        }
        for one, other in combinations(self.free, 2):
            self._free_pair(one, other)
        for host in self.free:
            for id, visit in self.held.items():
                self._held_pair(host, id, visit, host.id in given[id], host.id in led[id])

    def _free_pair(self, one: Council, other: Council) -> None:
        there, back = self.y[one.id].get(other.id), self.y[other.id].get(one.id)
        gives = [var for var in (there, back) if var is not None]
        if not gives:
            return
        exclusive = self.rules.reciprocity == Reciprocity.NOT_TEAMS and not groups.grouped(self.rules)
        if len(gives) == 2 and exclusive:
            self.cp.add_at_most_one(gives)
        elif self.rules.reciprocity != Reciprocity.ALLOWED and not groups.grouped(self.rules):
            self._not_both_lead(one, other)
        for give in [sum(gives)] if exclusive else gives:
            self._apart(one, other, give)

    def _apart(self, one: Council, other: Council, give: cp_model.LinearExprT) -> None:
        """At most one of: the one's visit in a window of weeks, the other's in it, one gives to the other."""
        gap = self.rules.min_gap_weeks
        for first in range(1 - gap, self.problem.weeks) if gap else ():
            weeks = range(first, first + gap)
            mine = [self.u[one.id][week] for week in weeks if week in self.u[one.id]]
            theirs = [self.u[other.id][week] for week in weeks if week in self.u[other.id]]
            if mine and theirs:
                self.cp.add(sum(mine) + sum(theirs) + give <= 2)

    def _not_both_lead(self, one: Council, other: Council) -> None:
        first = [v for p, v in self.members(one, self.rules.lead) if p.council == other.id]
        second = [v for p, v in self.members(other, self.rules.lead) if p.council == one.id]
        for a in first:
            for b in second:
                self.cp.add_at_most_one([a, b])

    def _held_pair(self, host: Council, id: str, visit: Visit, gives: bool, leads: bool) -> None:
        gap, week = self.rules.min_gap_weeks, week_of(visit.start)
        near = [var for w, var in self.u[host.id].items() if abs(w - week) < gap]
        if gives and near:
            self.cp.add(sum(near) == 0)
        taken = self.y[host.id].get(id)
        if taken is None:
            return
        if near:
            self.cp.add(sum(near) + taken <= 1)
        if groups.grouped(self.rules):
            return
        if gives and self.rules.reciprocity == Reciprocity.NOT_TEAMS:
            self.cp.add(taken == 0)
        elif leads and self.rules.reciprocity != Reciprocity.ALLOWED:
            for peer, var in self.members(host, self.rules.lead):
                if peer.council == id:
                    self.cp.add(var == 0)

    def _weeks(self) -> None:
        """Visits in a region's week: its own limit, and Hall's condition on its managers."""
        for region in {host.region for host in self.free}:
            mine = [host for host in self.free if host.region == region]
            for week in range(self.problem.weeks):
                self._week(region, week, mine)

    def _week(self, region: str, week: int, mine: list[Council]) -> None:
        there = [var for host in mine if (var := self.u[host.id].get(week)) is not None]
        held = [(id, v) for id, v in self.held.items() if week_of(v.start) == week]
        held = [(id, v) for id, v in held if self.problem.council(id).region == region]
        limit = self.problem.region(region).visits_a_week
        if limit is not None and len(there) > limit - len(held):
            self.cp.add(sum(there) <= max(0, limit - len(held)))
        if not there or not self.rules.managers_on_site:
            return
        attend: dict[frozenset[str | None], list[Var]] = defaultdict(list)
        for host in mine:
            for day, var in self.x[host.id].items():
                if week_of(day) == week:
                    attend[self.options.managers(host, day)].append(var)
        taken = [self.options.managers(self.problem.council(id), visit.start) for id, visit in held]
        for some in _unions([*attend, *taken]):
            only = [var for who, vars in attend.items() if who <= some for var in vars]
            room = len(some) - sum(who <= some for who in taken)
            if len({var.name.split()[1] for var in only}) > room:
                self.cp.add(sum(only) <= max(0, room))

    def _share(self) -> None:
        """The share of visits led from another region, of those that are planned so far."""
        planned = len(self.free) + len(self.held)
        needed = math.ceil(self.rules.cross_share * planned - 1e-9)
        there = sum(self._from_outside(id, visit) for id, visit in self.held.items())
        if needed - there <= 0:
            return
        across = []
        for host in self.free:
            leads = [
                var
                for peer, var in self.members(host, self.rules.lead)
                if self.problem.council(peer.council).region != host.region
            ]
            if leads:
                across.append(self._any(f"across {host.id}", leads))
        self.cp.add(sum(across) >= min(needed - there, len(self.free)))

    def _from_outside(self, id: str, visit: Visit) -> bool:
        region = self.problem.council(id).region
        leads = [p for p in map(self.problem.peer, visit.team) if p.role == self.rules.lead]
        return any(self.problem.council(peer.council).region != region for peer in leads)

    def _kept(self) -> None:
        keeps = self.problem.keeps
        for host in self.free:
            for at, peer in keeps.peers:
                if at == host.id:
                    var = self.a[host.id].get(peer)
                    self.cp.add(var == 1) if var is not None else self.cp.add_bool_or([])
            for at, council in keeps.wanted:
                if at == host.id:
                    self.cp.add_bool_or([v for p, v in self.members(host) if p.council == council])

    def _prices(self) -> None:
        for host in self.free:
            before = (self.problem.previous or {}).get(host.id)
            for day, x in self.x[host.id].items():
                price = sum(costs.of_start(self.problem, host, day).values())
                self.cost.append((price + self._moved(before, day)) * x)
            for peer, a in self.members(host):
                price = self.options.price(host, peer)
                new = before is not None and peer.id not in before.team
                self.cost.append((price + self.problem.weights.change * new) * a)

    def _moved(self, before: Visit | None, day: int) -> int:
        if before is None:
            return 0
        return self.problem.weights.change * changes_of_visit(before, Visit(day, None, before.team))

    def hint(self, plan: Plan) -> None:
        """Let the search start from a plan."""
        for host in self.free:
            if host.id not in plan:
                continue
            for day, x in self.x[host.id].items():
                self.cp.add_hint(x, day == plan[host.id].start)
            for peer, a in self.a[host.id].items():
                self.cp.add_hint(a, peer in plan[host.id].team)

    def visits(self, value: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> dict[str, Visit]:
        """The free hosts' visits of a solution, managers not yet given out."""
        found = {}
        for host in self.free:
            day = next(day for day, x in self.x[host.id].items() if value.boolean_value(x))
            team = tuple(sorted(peer for peer, a in self.a[host.id].items() if value.boolean_value(a)))
            found[host.id] = Visit(day, None, team)
        return found


def _unions(sets: Iterable[frozenset[str | None]]) -> set[frozenset[str | None]]:
    """Every union of some of the sets: those on which Hall's condition has to be asked."""
    found: set[frozenset[str | None]] = set()
    for each in set(sets):
        found |= {each} | {each | other for other in found}
    return found
