"""Some hosts' days and teams as a CP-SAT model, with the visits of all others held as they are.

Every rule is a linear row over the variables. A week's managers are counted by Hall's condition (visits that only some
managers can attend are at most so many), so that no variable says which of them comes; `managers.py` gives them out
afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from challenges.planning import costs
from challenges.planning.points import changes_of_visit
from challenges.planning.problem import Council, Plan, Visit
from challenges.planning.solve import groups, loads, pairs, peers, teams, weeks
from challenges.planning.solve.options import Options
from challenges.planning.solve.variables import NOTHING_FIXED, Fixed, Variables

STAYS = "stays"


class Model(Variables):
    """The rules of a round as rows, and its wishes as the objective."""

    def __init__(
        self, options: Options, free: Sequence[Council], held: Plan, fixed: Fixed = NOTHING_FIXED
    ) -> None:
        super().__init__(options, free, held, fixed)
        for rules in (teams, peers, loads, pairs, weeks, groups):
            rules.constrain(self)
        self._kept()
        self._prices()
        if self.cost:
            self.cp.minimize(sum(self.cost))

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
