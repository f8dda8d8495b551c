"""The cheapest changes after which a plan exists: every rule may be bent, at a price, and the least sum is sought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from challenges.planning.check import unavailable
from challenges.planning.problem import Council, Peer, Problem, week_of
from challenges.planning.solve.model import Model, Var
from challenges.planning.solve.options import Options, days_mask

# How hard it is to get each change in practice, against the others. Ours, and open to discussion.
PRICES = {
    "max-same-council": 4,
    "min-gap": 4,
    "expertise": 5,
    "no-reciprocal": 5,
    "max-leads": 5,
    "peer-day-cap": 5,
    "repeat-challenger": 6,
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
BENT_FOR_PEERS = ("repeat-challenger", "region", "kept")
SECONDS = 8.0


@dataclass(frozen=True)
class Change:
    """One change that would help: the rule, what it is about (ids), by how much, and what to do, in words."""

    rule: str
    about: tuple[str, ...]
    amount: int
    text: str


@dataclass(frozen=True)
class Freed:
    """The changes that would free the plan together; `proven` where no cheaper set exists."""

    changes: tuple[Change, ...]
    proven: bool


def cheapest_changes(problem: Problem, seconds: float = SECONDS) -> Freed | None:
    """The cheapest set of changes after which a plan exists; None where none was found in the time."""
    model = _Loosened(Options(problem), problem.hosts, {})
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return Freed(tuple(model.changes(solver)), status == cp_model.OPTIMAL)


class _Loosened(Model):
    """The model with a slack in every row that may be bent, and with the options that rules on one pair take away."""

    bends = True

    def most(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        if len(terms) > bound:
            self.cp.add(sum(terms) <= max(0, bound) + self._bend(rule, about, len(terms) - max(0, bound)))

    def least(self, rule: str, about: tuple[str, ...], terms: Sequence[Var], bound: int) -> None:
        self.cp.add(sum(terms) >= bound - self._bend(rule, about, bound))

    def _bend(self, rule: str, about: tuple[str, ...], most: int) -> Var:
        bent: dict[tuple[str, tuple[str, ...]], Var] = self.__dict__.setdefault("bent", {})
        if (rule, about) not in bent:
            bent[rule, about] = self.cp.new_int_var(0, max(1, most), f"bend {rule} {about}")
        return bent[rule, about]

    def _starts(self, host: Council) -> list[int]:
        return self.options.every_start(host)

    def _open(self, host: Council) -> list[Peer]:
        allowed = {"", *BENT_FOR_PEERS}
        return [peer for peer in self.problem.peers if self.options.barred_by(host, peer) in allowed]

    def _size(self, host: Council) -> None:
        """A team may be short by the places that nobody is there to fill."""
        short = [
            self._bend("team-roles", (host.id, role), few)
            for role, (few, _) in self.rules.team.items()
            if few
        ]
        self.cp.add(sum(self.a[host.id].values()) + sum(short) == self.rules.team_size)

    def _prices(self) -> None:
        self.cost.clear()
        bent: dict[tuple[str, tuple[str, ...]], Var] = self.__dict__.setdefault("bent", {})
        for host in self.free:
            for day, x in self.x[host.id].items():
                if self.options.blocked(host) & days_mask(day, host.days):
                    bent["host-available", (host.id, str(day))] = x
            for peer, a in self.members(host):
                if barred := self.options.barred_by(host, peer):
                    bent[barred, (host.id, peer.id)] = a
        self.cost.extend(PRICES[rule] * var for (rule, _), var in bent.items())

    def changes(self, solver: cp_model.CpSolver) -> list[Change]:
        """What is bent in a solution."""
        bent: dict[tuple[str, tuple[str, ...]], Var] = self.__dict__["bent"]
        used = [(rule, about, solver.value(var)) for (rule, about), var in bent.items() if solver.value(var)]
        return [
            Change(rule, about, amount, _words(self, rule, about, amount, solver))
            for rule, about, amount in sorted(used)
        ]


def _words(
    model: _Loosened, rule: str, about: tuple[str, ...], amount: int, solver: cp_model.CpSolver
) -> str:
    problem = model.problem
    first = about[0] if about else ""
    if rule in ("visits-per-week", "facilitator"):
        more = "more visit" if rule == "visits-per-week" else "more programme manager"
        return f"Allow {amount} {more}{'s' if amount > 1 else ''} in week {int(about[1]) + 1}."
    if rule in ("peer-max-visits", "peer-days"):
        peer = problem.peer(first)
        unit = "visit" if rule == "peer-max-visits" else "day"
        return f"Ask {_person(problem, peer)} for {amount} more {unit}{'s' if amount > 1 else ''}."
    if rule in ("peer-day-cap", "max-leads"):
        unit = "peer day" if rule == "peer-day-cap" else "lead"
        return f"Ask {_name(problem, first)} for {amount} more {unit}{'s' if amount > 1 else ''}."
    return _words_of_visit(model, rule, about, solver)


def _words_of_visit(model: _Loosened, rule: str, about: tuple[str, ...], solver: cp_model.CpSolver) -> str:
    problem, host = model.problem, _name(model.problem, about[0])
    if rule == "host-available":
        council, day = problem.council(about[0]), int(about[1])
        block = unavailable(council.blocks, range(day, day + council.days))
        return f"Ask {host} to host in week {week_of(day) + 1} all the same ({block.why if block else 'blocked'})."
    if rule == "peer-available":
        day = next(day for day, x in model.x[about[0]].items() if solver.boolean_value(x))
        return f"Ask {_person(problem, problem.peer(about[1]))} to be free for {host} in week {week_of(day) + 1}."
    sentences = {
        "team-roles": f"Find somebody else in the role “{about[-1]}” for {host}.",
        "expertise": f"Let {host} be visited without anybody who knows “{about[-1]}”.",
        "repeat-challenger": f"Let {_peer(problem, about)} lead at {host} again.",
        "region": f"Let {_peer(problem, about)} come to {host} from another region.",
        "kept": f"Let {_peer(problem, about)} come to {host}, which was ruled out.",
        "max-same-council": f"Allow one more of {_council(problem, about)} at {host}.",
        "min-gap": f"Let {host} and {_council(problem, about)} visit each other’s weeks more closely.",
        "no-reciprocal": f"Let {host} and {_council(problem, about)} challenge each other.",
    }
    return sentences[rule]


def _name(problem: Problem, id: str) -> str:
    council = problem.council(id)
    return council.name or council.id


def _council(problem: Problem, about: tuple[str, ...]) -> str:
    return _name(problem, about[1]) if any(c.id == about[1] for c in problem.councils) else about[1]


def _peer(problem: Problem, about: tuple[str, ...]) -> str:
    return (
        _person(problem, problem.peer(about[1])) if any(p.id == about[1] for p in problem.peers) else about[1]
    )


def _person(problem: Problem, peer: Peer) -> str:
    return f"{peer.name or peer.id} ({_name(problem, peer.council)})"
