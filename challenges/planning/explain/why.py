"""Why a visit has the lead it has: what each preference costs, and of every other council what stopped it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from challenges.planning import costs
from challenges.planning.check import Violation, violations
from challenges.planning.points import points
from challenges.planning.problem import Council, Peer, Plan, Problem
from challenges.planning.solve.options import Options

RULES = {
    "not-own-council": "It is the host itself.",
    "team-roles": "It offers nobody in this role.",
    "conflict": "It has declared an interest, has said no, or shares something with the host.",
    "region": "It is of another region.",
    "repeat-challenger": "It has led there lately.",
    "kept": "Somebody has ruled it out.",
}


@dataclass(frozen=True)
class Alternative:
    """Another council that could lead: the peer, how many points more (or fewer) the plan would cost, and what would
    break (empty: it could be chosen)."""

    council: str
    peer: str
    more: int
    stopped_by: tuple[str, ...]


def visit_points(problem: Problem, plan: Plan, host: Council) -> dict[str, int]:
    """What the visit costs by preference; 0 is as wished."""
    visit = plan[host.id]
    total = dict(costs.of_start(problem, host, visit.start))
    for peer in map(problem.peer, visit.team):
        for name, price in costs.of_place(problem, host, peer).items():
            total[name] = total.get(name, 0) + price
    return total


def alternatives(problem: Problem, plan: Plan, host: Council) -> list[Alternative]:
    """Every other council's best lead for the host: those that could be chosen first, the cheapest first; last those
    that offer nobody who leads."""
    lead = _lead(problem, plan, host)
    leading = problem.peer(lead).council if lead else ""
    found = [
        why_not(problem, plan, host, council)
        for council in problem.councils
        if council.id not in (host.id, leading)
    ]
    return sorted(found, key=lambda each: (bool(each.stopped_by), not each.peer, each.more, each.council))


def why_not(problem: Problem, plan: Plan, host: Council, council: Council) -> Alternative:
    """What stops a council from leading in place of who does: of its leads the one with the least against it."""
    leads = [peer for peer in problem.peers if peer.council == council.id and peer.role == problem.rules.lead]
    if not leads:
        return Alternative(council.id, "", 0, ("It offers nobody who leads.",))
    tried = [_swapped(problem, plan, host, peer) for peer in leads]
    return min(tried, key=lambda each: (len(each.stopped_by), each.more, each.peer))


def _swapped(problem: Problem, plan: Plan, host: Council, peer: Peer) -> Alternative:
    barred = Options(problem).barred_by(host, peer)
    if barred:
        return Alternative(peer.council, peer.id, 0, (RULES[barred],))
    now = _lead(problem, plan, host)
    visit = plan[host.id]
    team = tuple(sorted({*visit.team, peer.id} - {now}))
    other = {**plan, host.id: replace(visit, team=team)}
    before = {_key(each) for each in violations(problem, plan)}
    broken = [each for each in violations(problem, other) if _key(each) not in before]
    more = points(problem, other)["total"] - points(problem, plan)["total"]
    return Alternative(peer.council, peer.id, more, tuple(dict.fromkeys(each.text for each in broken)))


def _key(violation: Violation) -> tuple[str, str, str]:
    return (violation.rule, violation.where, violation.text)


def _lead(problem: Problem, plan: Plan, host: Council) -> str:
    leads = [peer for peer in plan[host.id].team if problem.peer(peer).role == problem.rules.lead]
    return leads[0] if leads else ""
