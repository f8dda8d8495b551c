"""Some hosts' days and teams as a CP-SAT model, with the visits of all others held as they are.

Formulation: x[h, s] host h starts on day s; a[h, p] peer p is on h's team; y[h, o] council o gives to h. Every rule
is a linear row. A week's managers are counted by Hall's condition (visits that only some managers can attend are at
most so many), so that no variable says which of them comes; `managers.py` gives them out afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from challenges.planning import costs
from challenges.planning.points import changes_of_visit
from challenges.planning.problem import Council, Peer, Plan, Visit, week_of
from challenges.planning.solve import groups, loads, pairs, weeks
from challenges.planning.solve.options import Options, days_mask

Var = cp_model.IntVar
STAYS = "stays"


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

    bends = False

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
        self._opened()
        self._teams()
        self._availability()
        self._peers()
        loads.constrain(self)
        pairs.constrain(self)
        weeks.constrain(self)
        weeks.share(self)
        groups.constrain(self)
        self._kept()
        self._prices()
        if self.cost:
            self.cp.minimize(sum(self.cost))

    def most(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        """A row of a rule: at most so many of the terms. A looser model overrides it."""
        if bound == 1:
            self.cp.add_at_most_one(terms)
        elif len(terms) == bound + 1:
            self.cp.add_bool_or([~term for term in terms])
        elif len(terms) > bound:
            self.cp.add(sum(terms) <= max(0, bound))

    def least(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        """A row of a rule: at least so many of the terms."""
        self.cp.add(sum(terms) >= bound) if bound != 1 else self.cp.add_bool_or(terms)

    def _variables(self) -> None:
        self.x: dict[str, dict[int, Var]] = {}
        self.a: dict[str, dict[str, Var]] = {}
        for host in self.free:
            starts, peers = self._starts(host), self._open(host)
            self.x[host.id] = {day: self.cp.new_bool_var(f"x {host.id} {day}") for day in starts}
            self.a[host.id] = {peer.id: self.cp.new_bool_var(f"a {host.id} {peer.id}") for peer in peers}
            self._one_day(host)
        self.u = {host.id: self._by_week(host) for host in self.free}
        self.y: dict[str, dict[str, Var]] = {host.id: self._givers(host) for host in self.free}

    def _opened(self) -> None:
        """What a looser model says of the options that it alone leaves open."""

    def _one_day(self, host: Council) -> None:
        starts = self.x[host.id].values()
        self.cp.add_exactly_one(starts) if starts else self.cp.add_bool_or([])

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
        return {council: self.any_of(f"y {host.id} {council}", vars) for council, vars in lent.items()}

    def any_of(self, name: str, vars: list[Var]) -> Var:
        """A variable that is true where one of these is: the one itself where there is but one."""
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
            self._size(host)
            for role, (fewest, most) in self.rules.team.items():
                there = [var for _, var in self.members(host, role)]
                self.cp.add(sum(there) <= most)
                if fewest:
                    self.least("team-roles", (host.id, role), there, fewest)
            for line in host.key_lines if self.rules.cover_key_lines else ():
                knowing = [var for peer, var in self.members(host) if line in peer.expertise]
                self.least("expertise", (host.id, line), knowing, 1)
            if self.rules.max_same_council:
                self._same_council(host, self.rules.max_same_council)

    def _size(self, host: Council) -> None:
        self.cp.add(sum(self.a[host.id].values()) == self.rules.team_size)

    def _same_council(self, host: Council, most: int) -> None:
        lent: dict[str, list[Var]] = defaultdict(list)
        for peer, var in self.members(host):
            lent[peer.council].append(var)
        for council, vars in lent.items():
            if len(vars) > most:
                self.most("max-same-council", (host.id, council), vars, most)

    def _availability(self) -> None:
        """A peer is not on a team on whose days they cannot, or are at a visit that is held."""
        busy: dict[str, int] = defaultdict(int)
        for id, visit in self.held.items():
            for id_of_peer in visit.team:
                busy[id_of_peer] |= days_mask(visit.start, self.problem.council(id).days)
        for host in self.free:
            days = [(days_mask(day, host.days), x) for day, x in self.x[host.id].items()]
            for peer, var in self.members(host):
                away = self.options.away(peer) | busy[peer.id]
                bad = [x for mask, x in days if mask & away]
                if bad:
                    self.most("peer-available", (host.id, peer.id), [var, *bad], 1)

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
            self.most("peer-max-visits", (id,), [var for _, var in at], left)
            if peer.max_days is not None:
                days = [var for host, var in at for _ in range(host.days)]
                self.most("peer-days", (id,), days, max(0, peer.max_days - given[id]))
            if left > 1:
                self._not_at_once(peer, at)

    def _not_at_once(self, peer: Peer, at: list[tuple[Council, Var]]) -> None:
        for (one, first), (other, second) in combinations(at, 2):
            together = self._together(one, other)
            self.most("peer-two-places", (peer.id, one.id, other.id), [first, second, together], 2)

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

    def _kept(self) -> None:
        keeps = self.problem.keeps
        for host in self.free:
            for at, peer in keeps.peers:
                if at == host.id:
                    there = [var for p, var in self.members(host) if p.id == peer]
                    self.least("kept", (host.id, peer, STAYS), there, 1)
            for at, council in keeps.wanted:
                if at == host.id:
                    there = [var for p, var in self.members(host) if p.council == council]
                    self.least("kept", (host.id, council, STAYS), there, 1)

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
