"""Models that can be asked which visits, and which rules, cannot go together: each has a switch that is assumed on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ortools.sat.python import cp_model

from challenges.planning.problem import Council, Peer
from challenges.planning.solve.model import Model
from challenges.planning.solve.options import days_mask
from challenges.planning.solve.variables import Var

SECONDS = 1.0
LIFTED = ("conflict", "region", "repeat-challenger", "kept")


class Served(Model):
    """The model in which a host needs a visit only where its switch is on; every other row stands as it is."""

    @property
    def hosts(self) -> dict[str, Var]:
        """The switch of each host met so far."""
        found: dict[str, Var] = self.__dict__.setdefault("_hosts", {})
        return found

    def served(self, host: str) -> Var:
        """The switch of a host."""
        if host not in self.hosts:
            self.hosts[host] = self.cp.new_bool_var(f"served {host}")
        return self.hosts[host]

    def least(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        self.unless_off(terms, bound, self.conditions(rule, about))

    def conditions(self, rule: str, about: tuple[str, ...]) -> list[Var]:
        """The switches under which a row that asks for somebody stands."""
        return [self.served(about[0])] if about else []

    def unless_off(self, terms: Sequence[Var], bound: int, conditions: list[Var]) -> None:
        """At least so many of the terms, where all the conditions are on."""
        if bound == 1:
            self.cp.add_bool_or([*terms, *(~each for each in conditions)])
        else:
            self.cp.add(sum(terms) >= bound).only_enforce_if(conditions)

    def _one_day(self, host: Council) -> None:
        starts = list(self.x[host.id].values())
        self.cp.add_at_most_one(starts)
        self.unless_off(starts, 1, [self.served(host.id)])

    def size(self, host: Council) -> None:
        places, size = list(self.a[host.id].values()), self.rules.team_size
        self.cp.add(sum(places) <= size)
        self.unless_off(places, size, [self.served(host.id)])

    def _prices(self) -> None:
        self.cost.clear()


class Ruled(Served):
    """The same with a switch for each kind of rule as well; what rules take away from the start is open here."""

    bends = True

    @property
    def kinds(self) -> dict[str, Var]:
        """The switch of each kind of rule met so far."""
        found: dict[str, Var] = self.__dict__.setdefault("_kinds", {})
        return found

    def kept(self, rule: str) -> Var:
        """The switch of a kind of rule."""
        if rule not in self.kinds:
            self.kinds[rule] = self.cp.new_bool_var(f"kept {rule}")
        return self.kinds[rule]

    def conditions(self, rule: str, about: tuple[str, ...]) -> list[Var]:
        return [*super().conditions(rule, about), self.kept(rule)]

    def most(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        switch, bound = self.kept(rule), max(0, bound)
        if len(terms) == bound + 1:
            self.cp.add_bool_or([~switch, *(~term for term in terms)])
        elif len(terms) > bound:
            self.cp.add(sum(terms) <= bound).only_enforce_if(switch)

    def _starts(self, host: Council) -> list[int]:
        return self.options.any_start(host)

    def _open(self, host: Council) -> list[Peer]:
        return [peer for peer in self.problem.peers if self.options.barred_by(host, peer) in ("", *LIFTED)]

    def _opened(self) -> None:
        for host in self.free:
            kept = self.problem.keeps.starts.get(host.id)
            for day, x in self.x[host.id].items():
                if self.options.blocked(host) & days_mask(day, host.days):
                    self.cp.add_implication(self.kept("host-available"), ~x)
                if kept is not None and day != kept:
                    self.cp.add_implication(self.kept("kept"), ~x)
            for peer, a in self.members(host):
                if barred := self.options.barred_by(host, peer):
                    self.cp.add_implication(self.kept(barred), ~a)


def clashing(model: Model, switches: Iterable[Var]) -> list[Var] | None:
    """Some of the switches that cannot all be on ([]: not even none); None where all can be. Raises Unsure.

    Without presolve, under which cores have named what was never assumed (OR-Tools issue 5141)."""
    assumed = list(switches)
    model.cp.clear_assumptions()
    model.cp.add_assumptions(assumed)
    solver = plain_solver()
    status = solver.solve(model.cp)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    if status != cp_model.INFEASIBLE:
        raise Unsure
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [switch for switch in assumed if switch.index in named]


class Unsure(Exception):
    """Neither a plan nor a proof that there is none in the time."""


def plain_solver(seconds: float = SECONDS) -> cp_model.CpSolver:
    """A solver that only follows rows: no presolve, no linear relaxation. The quickest where a clash is local."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.max_time_in_seconds = seconds
    return solver
