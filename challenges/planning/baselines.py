"""Two ways in which plans are made by hand, to stand beside the search: a spreadsheet, and a careful person."""

from __future__ import annotations

from collections import Counter

from challenges.planning import costs
from challenges.planning.check import violations
from challenges.planning.problem import Council, Peer, Plan, Problem, Visit
from challenges.planning.solve.managers import give_out
from challenges.planning.solve.options import Options, days_mask

ALWAYS_LATER = ("every-council-visited", "cross-region-share")


def spreadsheet(problem: Problem) -> dict[str, Visit]:
    """Each host in turn takes its cheapest free day and the nearest people by role, without looking any further."""
    options, plan = Options(problem), dict[str, Visit]()
    used: Counter[str] = Counter()
    for host in problem.hosts:
        starts = options.starts(host) or options.every_start(host)
        day = min(starts, key=lambda day: (sum(costs.of_start(problem, host, day).values()), day))
        team = _nearest(problem, host, used, [peer for peer in problem.peers if peer.council != host.id])
        used.update(team)
        plan[host.id] = Visit(day, None, tuple(team))
    return give_out(options, plan)


def _nearest(problem: Problem, host: Council, used: Counter[str], peers: list[Peer]) -> list[str]:
    """A full team by role, the cheapest first; whoever has come often enough is skipped while others are left."""
    order = sorted(
        peers,
        key=lambda p: (used[p.id] >= p.max_visits, sum(costs.of_place(problem, host, p).values()), p.id),
    )
    team: list[str] = []
    for role, (fewest, _) in problem.rules.team.items():
        team += [peer.id for peer in order if peer.role == role][:fewest]
    spare = [
        peer.id
        for peer in order
        if peer.id not in team
        and problem.rules.team.get(peer.role, (0, 0))[0] < problem.rules.team.get(peer.role, (0, 0))[1]
    ]
    return team + spare[: max(0, problem.rules.team_size - len(team))]


def careful(problem: Problem) -> dict[str, Visit]:
    """The hosts with least choice first; each gets the best day and team that break no rule beside what stands."""
    options = Options(problem)
    plan: dict[str, Visit] = {}
    for host in sorted(problem.hosts, key=lambda host: (len(options.starts(host)), host.id)):
        visit = _best_visit(options, host, plan)
        if visit is not None:
            plan = give_out(options, {**plan, host.id: visit}, plan)
    return plan


def _best_visit(options: Options, host: Council, plan: Plan) -> Visit | None:
    problem = options.problem
    for day in sorted(
        options.starts(host), key=lambda d: (sum(costs.of_start(problem, host, d).values()), d)
    ):
        free = [p for p in options.peers(host) if not options.away(p) & days_mask(day, host.days)]
        visit = _team(options, host, day, free, plan)
        if visit is not None:
            return visit
    return None


def _team(options: Options, host: Council, day: int, free: list[Peer], plan: Plan) -> Visit | None:
    """One peer after another, each the cheapest whose coming breaks nothing; None where a place stays empty."""
    problem, team = options.problem, list[str]()
    wanted = [role for role, (fewest, _) in problem.rules.team.items() for _ in range(fewest)]
    wanted += [""] * (problem.rules.team_size - len(wanted))
    for role in wanted:
        chosen = next((p for p in free if _fits(options, host, day, team, p, role, plan)), None)
        if chosen is None:
            return None
        team.append(chosen.id)
    visit = Visit(day, None, tuple(team))
    after = give_out(options, {**plan, host.id: visit}, plan)
    return None if _broken(problem, after) else visit


def _fits(
    options: Options, host: Council, day: int, team: list[str], peer: Peer, role: str, plan: Plan
) -> bool:
    if peer.id in team or (role and peer.role != role):
        return False
    problem = options.problem
    before = {**plan, host.id: Visit(day, None, tuple(team))} if team else plan
    after = {**plan, host.id: Visit(day, None, (*team, peer.id))}
    settled = ("team-size", "team-roles", "expertise", "facilitator", *ALWAYS_LATER)
    return _broken(problem, after, settled) <= _broken(problem, before, settled)


def _broken(problem: Problem, plan: Plan, later: tuple[str, ...] = ALWAYS_LATER) -> int:
    return sum(each.rule not in later for each in violations(problem, plan))
