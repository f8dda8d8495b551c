"""What a plan decides, as variables of CP-SAT: x[h, s] host h starts on day s; a[h, p] peer p is on h's team; u[h, w]
host h is visited in week w; y[h, o] council o gives to h. Rules are rows over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from challenges.planning.problem import Council, Peer, Plan, Visit, week_of
from challenges.planning.solve.options import Options

Var = cp_model.IntVar


@dataclass(frozen=True)
class Fixed:
    """What stays of free visits as it is in `plan`: with `days` the first days; with `open_roles` all of the team but
    those roles (an empty set: the whole team)."""

    plan: Plan = field(default_factory=dict)
    days: bool = False
    open_roles: frozenset[str] | None = None


NOTHING_FIXED = Fixed()


class Variables:
    """The variables of `free` hosts beside `held` visits, and the ways to say something of them. `cost` collects what
    the objective adds up, without what held visits cost.

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

    def size(self, host: Council) -> None:
        """A row: the host's team has as many members as teams have."""
        self.cp.add(sum(self.a[host.id].values()) == self.rules.team_size)

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
