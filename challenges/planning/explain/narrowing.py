"""The weeks that are left to a host when the gap between hosting and giving is thought through for every role."""

from __future__ import annotations

from challenges.planning.problem import Council, Peer, Problem, week_of
from challenges.planning.solve.options import Options, days_mask

Weeks = dict[str, set[int]]


def weeks_open(options: Options) -> Weeks:
    """The weeks in which host and some programme manager can, by host."""
    return {host.id: {week_of(day) for day in options.starts(host)} for host in options.problem.hosts}


def weeks_left(options: Options, weeks: Weeks) -> Weeks:
    """Of these weeks those in which each role that must come could: people who are free then, and whose own council has
    a week left that is far enough away. Thought through again until nothing more falls away."""
    left = {id: set(each) for id, each in weeks.items()}
    free = {host.id: _free(options, host) for host in options.problem.hosts}
    changed = True
    while changed:
        changed = False
        for id, people in free.items():
            stay = {week for week in left[id] if _enough(options.problem, people.get(week, []), week, left)}
            changed = changed or stay != left[id]
            left[id] = stay
    return left


def _free(options: Options, host: Council) -> dict[int, list[Peer]]:
    """Those who may come and can on some visit days of a week, by week."""
    days: dict[int, list[int]] = {}
    for day in options.starts(host):
        days.setdefault(week_of(day), []).append(days_mask(day, host.days))
    return {
        week: [peer for peer in options.peers(host) if any(not options.away(peer) & mask for mask in masks)]
        for week, masks in days.items()
    }


def _enough(problem: Problem, people: list[Peer], week: int, left: Weeks) -> bool:
    able = [peer for peer in people if _far_enough(problem, peer, week, left)]
    return all(
        sum(peer.role == role for peer in able) >= fewest for role, (fewest, _) in problem.rules.team.items()
    )


def _far_enough(problem: Problem, peer: Peer, week: int, left: Weeks) -> bool:
    own = left.get(peer.council)
    return own is None or any(abs(each - week) >= problem.rules.min_gap_weeks for each in own)
