"""Why nothing fits: causes that can be seen at one host or counted in a moment, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from challenges.planning.explain.narrowing import Weeks, weeks_left, weeks_open
from challenges.planning.problem import Council, Peer, Problem, Region, Shape, week_of
from challenges.planning.solve.options import Options, days_mask

FEW = 4


@dataclass(frozen=True)
class Cause:
    """Rules that cannot all be kept: their names, the councils, peers or regions concerned, and a sentence."""

    rules: tuple[str, ...]
    about: tuple[str, ...]
    text: str


def counted(problem: Problem) -> list[Cause]:
    """What can be shown to be impossible by looking at one host, or by counting; an empty list proves nothing."""
    options = Options(problem)
    found = [cause for host in problem.hosts for cause in _of_host(options, host)]
    if found:
        return found
    return [*_weeks(options), *_turns(options), *_days(options)]


def _of_host(options: Options, host: Council) -> Iterator[Cause]:
    starts = options.starts(host)
    if not starts:
        yield _no_start(options, host)
        return
    for role, (fewest, _) in options.problem.rules.team.items():
        yield from _no_role(options, host, role, fewest, starts)
    if not options.problem.rules.cover_key_lines:
        return
    for line in host.key_lines:
        if not any(
            line in peer.expertise and _can(options, host, peer, starts) for peer in options.peers(host)
        ):
            text = f"Nobody who may come to {_name(host)} knows “{line}”."
            yield Cause(("expertise",), (host.id,), text)


def _no_start(options: Options, host: Council) -> Cause:
    problem = options.problem
    alone = [
        day for day in options.every_start(host) if not options.blocked(host) & days_mask(day, host.days)
    ]
    if not alone:
        kept = problem.keeps.starts.get(host.id)
        if kept is not None:
            return Cause(
                ("kept", "host-available"),
                (host.id,),
                f"{_name(host)} cannot on the days that were kept for it.",
            )
        return Cause(
            ("host-available",),
            (host.id,),
            f"{_name(host)} cannot host on any {host.days} days in a row of one week.",
        )
    text = f"Whenever {_name(host)} can host, every programme manager of its region is away."
    return Cause(("host-available", "facilitator"), (host.id,), text)


def _no_role(options: Options, host: Council, role: str, fewest: int, starts: list[int]) -> Iterator[Cause]:
    problem = options.problem
    all_of_role = [peer for peer in problem.peers if peer.role == role and peer.council != host.id]
    allowed = [peer for peer in options.peers(host) if peer.role == role]
    if len(allowed) < fewest:
        rules = sorted({rule for peer in all_of_role if (rule := options.barred_by(host, peer))})
        why = f"; {len(all_of_role) - len(allowed)} others are ruled out" if all_of_role else ""
        text = f"{_name(host)} needs {fewest} in the role “{role}”, and only {len(allowed)} may come{why}."
        yield Cause(("team-roles", *rules), (host.id,), text)
        return
    if not any(sum(_free(options, host, peer, day) for peer in allowed) >= fewest for day in starts):
        text = (
            f"{_name(host)} needs {fewest} in the role “{role}”: on every day that suits it, fewer of those who may "
            "come are free."
        )
        yield Cause(
            ("team-roles", "peer-available", "host-available"), (host.id, *(p.id for p in allowed)), text
        )


def _free(options: Options, host: Council, peer: Peer, day: int) -> bool:
    return not options.away(peer) & days_mask(day, host.days)


def _can(options: Options, host: Council, peer: Peer, starts: list[int]) -> bool:
    return any(_free(options, host, peer, day) for day in starts)


def _weeks(options: Options) -> Iterator[Cause]:
    """Hall's condition of hosts and weeks in each region: some hosts share fewer places than they are."""
    weeks = weeks_open(options)
    found = list(_crowded(options, weeks))
    if not found and options.problem.rules.shape == Shape.FREE:
        narrow = weeks_left(options, weeks)
        found = [cause for cause in _crowded(options, narrow, gap=True) if len(cause.about) > FEW]
    yield from found


def _crowded(options: Options, weeks: Weeks, *, gap: bool = False) -> Iterator[Cause]:
    problem = options.problem
    far = ", far enough from the visits of those who could come" if gap else ""
    for region in problem.regions:
        ids = [host.id for host in problem.hosts if host.region == region.id]
        room = {week: _room(options, region.id, week) for id in ids for week in weeks[id]}
        short = _too_many({id: set[object](weeks[id]) for id in ids}, room.__getitem__)
        if short:
            shared = sorted(set().union(*(weeks[id] for id in short)))
            few = sum(room[week] for week in shared)
            rules = _rules_of_weeks(options, region, shared) + (("min-gap", "team-roles") if gap else ())
            places = f"{few} place{'' if few == 1 else 's'}"
            who = _names(problem, short)
            text = f"{len(short)} visits share only {places} in the weeks that suit them{far}: {who}."
            yield Cause(rules, (region.id, *short), text)


def _rules_of_weeks(options: Options, region: Region, weeks: list[int]) -> tuple[str, ...]:
    """What keeps the places in these weeks few: the region's limit, its managers, the weeks that do not suit."""
    managers = [_managers(options, region.id, week) for week in weeks]
    limit = region.visits_a_week
    found = {
        "visits-per-week": limit is not None and any(number >= limit for number in managers),
        "facilitator": options.problem.rules.managers_on_site
        and any(limit is None or number < limit for number in managers),
        "host-available": len(weeks) < options.problem.weeks,
    }
    return tuple(rule for rule, holds in found.items() if holds)


def _room(options: Options, region: str, week: int) -> int:
    """The most visits that a region can have in a week."""
    limit = options.problem.region(region).visits_a_week
    managers = _managers(options, region, week)
    return managers if limit is None else min(managers, limit)


def _managers(options: Options, region: str, week: int) -> int:
    """How many visits the managers who can come in a week allow; all of them where none has to come."""
    hosts = [host for host in options.problem.hosts if host.region == region]
    if not options.problem.rules.managers_on_site:
        return len(hosts)
    days = ((host, day) for host in hosts for day in options.starts(host) if week_of(day) == week)
    return len({manager for host, day in days for manager in options.managers(host, day)})


def _turns(options: Options) -> Iterator[Cause]:
    """Hosts and the peers in each role that must come: enough turns, and where one must come, Hall's condition."""
    for role, (fewest, _) in options.problem.rules.team.items():
        if fewest == 1:
            yield from _one_each(options, role)
        elif fewest:
            yield from _several_each(options.problem, role, fewest)
    yield from _lead_limits(options.problem)


def turns_of(problem: Problem, peer: Peer) -> int:
    """How many visits a peer can come to: as often as they may, and as far as the days that they offer go."""
    shortest = min((host.days for host in problem.hosts), default=1)
    return peer.max_visits if peer.max_days is None else min(peer.max_visits, peer.max_days // shortest)


def _several_each(problem: Problem, role: str, fewest: int) -> Iterator[Cause]:
    total, hosts = (
        sum(turns_of(problem, peer) for peer in problem.peers if peer.role == role),
        len(problem.hosts),
    )
    if total < fewest * hosts:
        text = f"{hosts} visits need {fewest} in the role “{role}” each; {total} turns are offered."
        yield Cause(("team-roles", "peer-max-visits"), (role,), text)


def _one_each(options: Options, role: str) -> Iterator[Cause]:
    problem = options.problem
    reach: dict[str, set[object]] = {host.id: _reach(options, host, role) for host in problem.hosts}
    short = _too_many(reach, lambda peer: turns_of(problem, problem.peer(peer)))
    if short:
        able = {str(peer) for id in short for peer in reach[id]}
        turns = sum(turns_of(problem, problem.peer(peer)) for peer in able)
        text = (
            f"{len(short)} visits need somebody in the role “{role}”, and those who may come have {turns} turns: "
            f"{_names(problem, short)}."
        )
        yield Cause(
            ("team-roles", "peer-max-visits", *_shut_out(options, short, role, able)), tuple(short), text
        )


def _shut_out(options: Options, hosts: list[str], role: str, able: set[str]) -> list[str]:
    """The rules without which others of the role, who have turns, could come to these hosts."""
    problem = options.problem
    others = [p for p in problem.peers if p.role == role and p.id not in able and turns_of(problem, p)]
    pairs = [(problem.council(host), peer) for host in hosts for peer in others]
    found = {options.barred_by(host, peer) or "peer-available" for host, peer in pairs}
    return sorted(found - {"not-own-council"})


def _reach(options: Options, host: Council, role: str) -> set[object]:
    starts = options.starts(host)
    able = (peer for peer in options.peers(host) if peer.role == role)
    return {peer.id for peer in able if _can(options, host, peer, starts)}


def _lead_limits(problem: Problem) -> Iterator[Cause]:
    if problem.rules.max_leads is None:
        return
    offered: dict[str, int] = defaultdict(int)
    for peer in problem.peers:
        if peer.role == problem.rules.lead:
            offered[peer.council] += turns_of(problem, peer)
    turns = sum(min(number, problem.rules.max_leads) for number in offered.values())
    wanted = len(problem.hosts) * problem.rules.team.get(problem.rules.lead, (1, 1))[0]
    if turns < wanted <= sum(offered.values()):
        text = (
            f"{wanted} leads are wanted; with {problem.rules.max_leads} a council at most there are {turns}."
        )
        yield Cause(("max-leads", "peer-max-visits"), (problem.rules.lead,), text)


def _days(options: Options) -> Iterator[Cause]:
    problem = options.problem
    wanted = sum(host.days for host in problem.hosts) * problem.rules.team_size
    caps = [council.day_cap for council in problem.councils]
    if problem.rules.day_caps and all(cap is not None for cap in caps):
        given = sum(cap or 0 for cap in caps)
        if given < wanted:
            text = f"The visits take {wanted} peer days; councils give {given} at most."
            yield Cause(("peer-day-cap", "team-size"), (), text)
    hosts, turns = len(problem.hosts), 0
    for role, (_, most) in problem.rules.team.items():
        turns += min(
            most * hosts, sum(turns_of(problem, peer) for peer in problem.peers if peer.role == role)
        )
    if turns < hosts * problem.rules.team_size:
        places = hosts * problem.rules.team_size
        text = f"{places} places are to be filled; with what each role allows, peers fill {turns}."
        yield Cause(("team-size", "peer-max-visits"), (), text)


def _too_many(reach: dict[str, set[object]], room: Callable[..., int]) -> list[str]:
    """Some left-hand items that together reach less room than they are (Hall), by augmenting paths; [] where none."""
    taken: dict[object, list[str]] = defaultdict(list)

    def place(item: str, seen: set[object]) -> bool:
        for target in sorted(reach[item], key=str):
            if target in seen:
                continue
            seen.add(target)
            if len(taken[target]) < room(target):
                taken[target].append(item)
                return True
            for other in list(taken[target]):
                if place(other, seen):
                    taken[target].remove(other)
                    taken[target].append(item)
                    return True
        return False

    for item in sorted(reach):
        seen: set[object] = set()
        if not place(item, seen):
            return sorted({item} | {other for target in seen for other in taken[target]})
    return []


def _name(council: Council) -> str:
    return council.name or council.id


def _names(problem: Problem, ids: list[str]) -> str:
    return ", ".join(_name(problem.council(id)) for id in ids)
