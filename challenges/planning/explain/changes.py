"""The cheapest changes after which a plan exists: every rule may be bent, at a price, and the least sum is sought.

Only the visits that clash are looked at first, since what frees them costs no more than what frees the round; where the
whole round can then be planned, nothing cheaper frees it. Else the visits that still clash are looked at as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from challenges.planning.explain.change_words import change_text
from challenges.planning.explain.clash import clashing_hosts, part
from challenges.planning.explain.counting import counted
from challenges.planning.explain.loosened import Bend, Eased, Loosened, price_of
from challenges.planning.explain.served import Unsure
from challenges.planning.problem import Council, Problem, Shape, week_of
from challenges.planning.solve.options import Options

SECONDS = 8.0
AT_MOST = 6
FEW = 8


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


@dataclass(frozen=True)
class _Bent:
    """Bends by how much, the first days that hosts then have, and whether nothing cheaper does where one looked."""

    bends: dict[Bend, int]
    starts: dict[str, int]
    least: bool

    @property
    def price(self) -> int:
        return sum(price_of(bend) * amount for bend, amount in self.bends.items())


NONE_BENT = _Bent({}, {}, least=True)


def cheapest_changes(problem: Problem, seconds: float = SECONDS) -> Freed | None:
    """The cheapest set of changes after which a plan exists; None where none was found in the time."""
    for part_bent in _of_parts(problem, seconds):
        if _frees(problem, part_bent, seconds / 4):
            return Freed(_changes(problem, part_bent), part_bent.least)
    bent = _bent(problem, problem.hosts, seconds)
    return Freed(_changes(problem, bent), bent.least) if bent else None


def _frees(problem: Problem, bent: _Bent, seconds: float) -> bool:
    """Whether a plan of the whole round is found once these changes are made."""
    try:
        return not _stuck(problem, bent)
    except Unsure:
        model = Eased(Options(problem), problem.hosts, bent.bends)
        model.cp.add_bool_and(model.hosts.values())
        return _solver(seconds, workers=2).solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def _solver(seconds: float, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    return solver


def _of_parts(problem: Problem, seconds: float) -> Iterator[_Bent]:
    """What frees parts of the round, each a lower bound of what frees it all: the visits that clash, dates, roles."""
    named = [{host.id for host in problem.hosts if host.id in cause.about} for cause in counted(problem)]
    few = [hosts for hosts in named if 0 < len(hosts) <= FEW]
    if len(few) == len(named):
        with suppress(Unsure):
            yield from _of_hosts(problem, set[str]().union(*few), seconds)
    if problem.rules.shape == Shape.FREE:
        roles = [role for role, (fewest, _) in problem.rules.team.items() if fewest]
        for smaller in (of_dates(problem), *(of_role(problem, role) for role in roles)):
            bent = _bent(smaller, problem.hosts, seconds / 4)
            if bent and bent.bends:
                yield bent


def _of_hosts(problem: Problem, hosts: set[str], seconds: float) -> Iterator[_Bent]:
    """What frees the hosts that clash, with more of them as long as others still clash beside. Raises Unsure."""
    bent: _Bent | None = NONE_BENT
    for _ in range(AT_MOST):
        hosts = hosts or {host.id for host in _stuck(problem, NONE_BENT)}
        some = [host for host in problem.hosts if host.id in hosts]
        bent = _bent(part(problem, some), some, seconds / 4)
        more = {host.id for host in _stuck(problem, bent)} - hosts if bent else set()
        if not more:
            break
        hosts = hosts | more
    if bent:
        yield bent


def of_dates(problem: Problem) -> Problem:
    """The round as if nobody had to come: hosts, weeks and programme managers alone."""
    rules = replace(problem.rules, team={}, team_size=0, cover_key_lines=False, cross_share=0.0)
    keeps = replace(problem.keeps, peers=frozenset(), wanted=frozenset())
    return replace(problem, peers=(), rules=rules, keeps=keeps)


def of_role(problem: Problem, role: str) -> Problem:
    """The round as if each visit needed only the fewest of one role; whatever frees the round frees this."""
    fewest = problem.rules.team[role][0]
    peers = tuple(peer for peer in problem.peers if peer.role == role)
    rules = replace(problem.rules, team={role: (fewest, fewest)}, team_size=fewest, cover_key_lines=False)
    kept = {(host, peer) for host, peer in problem.keeps.peers if any(each.id == peer for each in peers)}
    keeps = replace(problem.keeps, peers=frozenset(kept if fewest > 1 else ()), wanted=frozenset())
    share = problem.rules.cross_share if role == problem.rules.lead else 0.0
    return replace(problem, peers=peers, rules=replace(rules, cross_share=share), keeps=keeps)


def _stuck(problem: Problem, bent: _Bent) -> list[Council]:
    """Hosts that still clash after these changes; [] where the whole round can be planned. Raises Unsure."""
    return clashing_hosts(problem, lambda part, hosts: Eased(Options(part), hosts, bent.bends))


def _bent(problem: Problem, hosts: Sequence[Council], seconds: float) -> _Bent | None:
    """The cheapest bends after which these hosts can be visited; None where none were found in the time."""
    model = Loosened(Options(problem), hosts, {})
    solver = _solver(seconds, workers=2 if len(hosts) == len(problem.hosts) else 1)
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    bends = {bend: amount for bend, var in model.bent.items() if (amount := solver.value(var))}
    starts = {
        host.id: next(d for d, x in model.x[host.id].items() if solver.boolean_value(x)) for host in hosts
    }
    return _Bent(bends, starts, status == cp_model.OPTIMAL)


def _changes(problem: Problem, bent: _Bent) -> tuple[Change, ...]:
    weeks = {host: week_of(day) for host, day in bent.starts.items()}
    return tuple(
        Change(rule, about, amount, change_text(problem, (rule, about), amount, weeks))
        for (rule, about), amount in sorted(bent.bends.items())
    )
