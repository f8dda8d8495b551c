"""Rules bent at a price: a model that looks for the cheapest bends, and one in which some bends are settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from challenges.planning.explain.served import Served
from challenges.planning.problem import Council, Peer
from challenges.planning.solve.model import Model
from challenges.planning.solve.options import Options, days_mask
from challenges.planning.solve.variables import Var

# How hard it is to get each change in practice, against the others. Ours, and open to discussion.
PRICES = {
    "max-same-council": 4,
    "min-gap": 4,
    "expertise": 5,
    "no-reciprocal": 5,
    "max-leads": 5,
    "peer-day-cap": 5,
    "repeat-challenger": 6,
    "cross-region-share": 6,
    "peer-max-visits": 7,
    "peer-days": 7,
    "visits-per-week": 7,
    "peer-available": 8,
    "region": 9,
    "facilitator": 9,
    "host-available": 10,
    "kept": 10,
    "team-roles": 14,
}
FOR_ALL = ("min-gap", "no-reciprocal", "max-leads", "max-same-council", "expertise", "peer-day-cap")
FOR_ALL_PRICE = 25
WAIVED = ("for all",)
BENT_FOR_PEERS = ("repeat-challenger", "region", "kept")

Bend = tuple[str, tuple[str, ...]]


class Loosened(Model):
    """The model with a slack in every row that may be bent, and with the options that rules on one pair take away."""

    bends = True

    @property
    def bent(self) -> dict[Bend, Var]:
        """Every bend met so far: how much a rule is bent about something, or (1) left off for the round."""
        found: dict[Bend, Var] = self.__dict__.setdefault("_bent", {})
        return found

    def most(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        over = len(terms) - max(0, bound)
        if rule not in PRICES:
            super().most(rule, about, terms, bound)
        elif over > 0:
            self.cp.add(_all(terms) <= _all([*self._slack(rule, about, over), max(0, bound)]))

    def least(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        self.cp.add(_all([*terms, *self._slack(rule, about, bound)]) >= bound)

    def _bend(self, rule: str, about: tuple[str, ...], most: int) -> Var:
        if (rule, about) not in self.bent:
            self.bent[rule, about] = self.cp.new_int_var(0, max(1, most), f"bend {rule} {about}")
        return self.bent[rule, about]

    def _slack(self, rule: str, about: tuple[str, ...], most: int) -> list[Var]:
        """What a row may be bent by: a step at a time, or all of it where the rule is left off for the round."""
        waived = [self._bend(rule, WAIVED, 1)] * most if rule in FOR_ALL else []
        return [self._bend(rule, about, most), *waived]

    def _starts(self, host: Council) -> list[int]:
        return self.options.any_start(host)

    def _open(self, host: Council) -> list[Peer]:
        allowed = {"", *BENT_FOR_PEERS}
        return [peer for peer in self.problem.peers if self.options.barred_by(host, peer) in allowed]

    def _opened(self) -> None:
        for host in self.free:
            kept = self.problem.keeps.starts.get(host.id)
            for day, x in self.x[host.id].items():
                if kept is not None and day != kept:
                    self.bent["kept", (host.id, str(day))] = x
                elif self.options.blocked(host) & days_mask(day, host.days):
                    self.bent["host-available", (host.id, str(day))] = x
            for peer, a in self.members(host):
                if barred := self.options.barred_by(host, peer):
                    self.bent[barred, (host.id, peer.id)] = a

    def size(self, host: Council) -> None:
        """A team may be short by the places that nobody is there to fill."""
        roles = [role for role, (few, _) in self.rules.team.items() if few]
        short = [self._bend("team-roles", (host.id, role), self.rules.team[role][0]) for role in roles]
        self.cp.add(sum(self.a[host.id].values()) + sum(short) == self.rules.team_size)

    def _prices(self) -> None:
        self.cost = [price_of(bend) * var for bend, var in self.bent.items()]


class Eased(Served):
    """The model with some bends settled: rules stand but for these."""

    bends = True

    def __init__(self, options: Options, free: Sequence[Council], eased: Mapping[Bend, int]) -> None:
        self.eased = eased
        super().__init__(options, free, {})

    def most(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        if (rule, WAIVED) not in self.eased:
            super().most(rule, about, terms, max(0, bound) + self.eased.get((rule, about), 0))

    def least(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        left = bound - self.eased.get((rule, about), 0)
        if (rule, WAIVED) not in self.eased and left > 0:
            super().least(rule, about, terms, left)

    def _about(self, host: Council) -> set[tuple[str, str]]:
        return {(rule, about[1]) for rule, about in self.eased if len(about) > 1 and about[0] == host.id}

    def _starts(self, host: Council) -> list[int]:
        moved = {
            int(what)
            for rule, what in self._about(host)
            if rule in ("host-available", "kept") and what.isdigit()
        }
        return sorted({*self.options.starts(host), *moved})

    def _open(self, host: Council) -> list[Peer]:
        let = {what for rule, what in self._about(host) if rule in BENT_FOR_PEERS}
        more = [peer for peer in self.problem.peers if peer.id in let and self.options.barred_by(host, peer)]
        return [*self.options.peers(host), *more]

    def size(self, host: Council) -> None:
        short = sum(self.eased.get(("team-roles", (host.id, role)), 0) for role in self.rules.team)
        places, size = list(self.a[host.id].values()), self.rules.team_size - short
        self.cp.add(sum(places) <= size)
        self.unless_off(places, size, [self.served(host.id)])


def price_of(bend: Bend) -> int:
    """What one step of a bend costs."""
    rule, about = bend
    return FOR_ALL_PRICE if about == WAIVED else PRICES[rule]


def _all(terms: Sequence[Var | int]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.sum(list(terms))
