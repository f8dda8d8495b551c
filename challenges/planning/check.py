"""The independent check of a plan: every broken rule. It shares nothing with the search but the problem, and no plan is
kept that it does not pass."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from challenges.planning.problem import (
    GROUP_SIZE,
    WEEK,
    Block,
    Council,
    Peer,
    Plan,
    Problem,
    Reciprocity,
    Shape,
    group_sizes,
    week_of,
)


@dataclass(frozen=True)
class Violation:
    """A broken rule: its name, the visit (host) or other thing it is broken at, and what is wrong in words."""

    rule: str
    where: str
    text: str
    peers: tuple[str, ...] = ()


def violations(problem: Problem, plan: Plan) -> list[Violation]:
    """Every rule that the plan breaks; an empty list for one that may be used."""
    return list(_Check(problem, plan).everything())


def unavailable(blocks: Iterable[Block], days: Iterable[int]) -> Block | None:
    """The first block that takes one of the days."""
    listed = list(days)
    return next((block for block in blocks if any(block.first <= day <= block.last for day in listed)), None)


class _Check:
    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan, self.rules = problem, plan, problem.rules
        self.teams = {host: [problem.peer(peer) for peer in visit.team] for host, visit in plan.items()}
        self.givers = {host: {peer.council for peer in team} for host, team in self.teams.items()}
        self.leads = {
            host: {p.council for p in team if p.role == self.rules.lead} for host, team in self.teams.items()
        }
        self.days = {
            host: set(range(visit.start, visit.start + problem.council(host).days))
            for host, visit in plan.items()
        }

    def everything(self) -> Iterator[Violation]:
        for host in self.problem.hosts:
            if host.id not in self.plan:
                yield Violation("every-council-visited", host.id, f"{_name(host)} has no visit.")
                continue
            yield from self._days(host)
            yield from self._manager(host)
            yield from self._team(host)
            for peer in self.teams[host.id]:
                yield from self._place(host, peer)
        yield from self._pairs()
        yield from self._loads()
        yield from self._weeks()
        yield from self._share()
        yield from self._shape()
        yield from self._kept()

    def _days(self, host: Council) -> Iterator[Violation]:
        days = self.days[host.id]
        if (
            min(days) < 0
            or max(days) >= self.problem.weeks * WEEK
            or week_of(min(days)) != week_of(max(days))
        ):
            yield Violation(
                "visit-in-one-week", host.id, f"{_name(host)}: the days leave a week or the round."
            )
        if block := unavailable(host.blocks, days):
            yield Violation("host-available", host.id, f"{_name(host)} cannot: {block.why}.")

    def _manager(self, host: Council) -> Iterator[Violation]:
        if not self.rules.managers_on_site:
            return
        chosen = self.plan[host.id].manager
        managers = {manager.id: manager for manager in self.problem.region(host.region).managers}
        if chosen not in managers:
            yield Violation(
                "facilitator", host.id, f"{_name(host)} has no programme manager of its region on site."
            )
        elif block := unavailable(managers[chosen].blocks, self.days[host.id]):
            yield Violation(
                "facilitator", host.id, f"The programme manager for {_name(host)} is away: {block.why}."
            )

    def _team(self, host: Council) -> Iterator[Violation]:
        team, name = self.plan[host.id].team, _name(host)
        if len(team) != self.rules.team_size or len(set(team)) != len(team):
            yield Violation(
                "team-size", host.id, f"{name}: {len(set(team))} on the team, not {self.rules.team_size}."
            )
        roles = Counter(peer.role for peer in self.teams[host.id])
        for role, (fewest, most) in self.rules.team.items():
            if not fewest <= roles[role] <= most:
                wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
                yield Violation("team-roles", host.id, f"{name}: {roles[role]} of {role}, wanted {wanted}.")
        for role in roles.keys() - self.rules.team.keys():
            yield Violation("team-roles", host.id, f"{name}: nobody of {role} is wanted.")
        if self.rules.cover_key_lines:
            known = {line for peer in self.teams[host.id] for line in peer.expertise}
            for line in host.key_lines:
                if line not in known:
                    yield Violation("expertise", host.id, f"{name}: nobody on the team knows “{line}”.")
        for council, number in Counter(peer.council for peer in self.teams[host.id]).items():
            if self.rules.max_same_council and number > self.rules.max_same_council:
                text = f"{name}: {number} of {_name(self.problem.council(council))}."
                yield Violation("max-same-council", host.id, text)

    def _place(self, host: Council, peer: Peer) -> Iterator[Violation]:
        home, at = self.problem.council(peer.council), (host.id,)
        told = f"{peer.name or peer.id} ({_name(home)}) at {_name(host)}"
        if peer.council == host.id:
            yield Violation("not-own-council", host.id, f"{told}: their own council.", at)
        if host.id in peer.barred:
            yield Violation("conflict", host.id, f"{told}: has declared an interest or said no.", (peer.id,))
        for conflict in self.problem.conflicts if self.rules.keep_conflicts else ():
            if {conflict.a, conflict.b} == {peer.council, host.id}:
                yield Violation("conflict", host.id, f"{told}: {conflict.why}.", (peer.id,))
        if block := unavailable(peer.blocks, self.days[host.id]):
            yield Violation("peer-available", host.id, f"{told}: cannot ({block.why}).", (peer.id,))
        if home.region != host.region and not (self.rules.across_regions and peer.outside_region):
            yield Violation("region", host.id, f"{told}: of another region.", (peer.id,))
        last = host.past_leads[-self.rules.repeat_rounds :] if self.rules.repeat_rounds else ()
        if peer.role == self.rules.lead and peer.council in last:
            yield Violation("repeat-challenger", host.id, f"{told}: has led there lately.", (peer.id,))

    def _pairs(self) -> Iterator[Violation]:
        grouped = self.rules.shape in GROUP_SIZE
        for a, b in combinations(sorted(self.plan), 2):
            told = f"{_name(self.problem.council(a))} and {_name(self.problem.council(b))}"
            mutual = b in self.givers[a] and a in self.givers[b]
            leads = b in self.leads[a] and a in self.leads[b]
            if self.rules.reciprocity == Reciprocity.NOT_TEAMS and mutual and not grouped:
                yield Violation("no-reciprocal", a, f"{told} challenge each other.")
            elif self.rules.reciprocity != Reciprocity.ALLOWED and leads and not grouped:
                yield Violation("no-reciprocal", a, f"{told} lead each other’s visit.")
        for host, givers in self.givers.items():
            for giver in sorted(givers & self.plan.keys()):
                yield from self._gap(host, giver)

    def _gap(self, host: str, giver: str) -> Iterator[Violation]:
        apart = abs(week_of(self.plan[host].start) - week_of(self.plan[giver].start))
        if apart < self.rules.min_gap_weeks:
            names = f"{_name(self.problem.council(giver))} gives peers to {_name(self.problem.council(host))}"
            yield Violation("min-gap", giver, f"{names} {_apart(apart)} its own visit.")

    def _loads(self) -> Iterator[Violation]:
        load: Counter[str] = Counter()
        leads: Counter[str] = Counter()
        visits: dict[str, list[str]] = defaultdict(list)
        for id, team in self.teams.items():
            for peer in team:
                load[peer.council] += self.problem.council(id).days
                leads[peer.council] += peer.role == self.rules.lead
                visits[peer.id].append(id)
        for council in self.problem.councils:
            if self.rules.day_caps and council.day_cap is not None and load[council.id] > council.day_cap:
                text = f"{_name(council)} gives {load[council.id]} days, {council.day_cap} at most."
                yield Violation("peer-day-cap", council.id, text)
            if self.rules.max_leads is not None and leads[council.id] > self.rules.max_leads:
                yield Violation(
                    "max-leads", council.id, f"{_name(council)} leads {leads[council.id]} visits."
                )
        for id, hosts in visits.items():
            yield from self._peer(self.problem.peer(id), hosts)

    def _peer(self, peer: Peer, hosts: list[str]) -> Iterator[Violation]:
        told = peer.name or peer.id
        if len(hosts) > peer.max_visits:
            yield Violation("peer-max-visits", peer.id, f"{told} is at {len(hosts)} visits.", (peer.id,))
        given = sum(self.problem.council(host).days for host in hosts)
        if peer.max_days is not None and given > peer.max_days:
            yield Violation(
                "peer-days", peer.id, f"{told} gives {given} days, {peer.max_days} at most.", (peer.id,)
            )
        for a, b in combinations(hosts, 2):
            if self.days[a] & self.days[b]:
                yield Violation(
                    "peer-two-places", peer.id, f"{told} is at two visits on one day.", (peer.id,)
                )

    def _weeks(self) -> Iterator[Violation]:
        managed: dict[str, list[str]] = defaultdict(list)
        weeks: Counter[tuple[str, int]] = Counter()
        for id, visit in self.plan.items():
            if visit.manager is not None:
                managed[visit.manager].append(id)
            weeks[self.problem.council(id).region, week_of(visit.start)] += 1
        for manager, hosts in managed.items() if self.rules.managers_on_site else ():
            for a, b in combinations(hosts, 2):
                if self.days[a] & self.days[b]:
                    told = f"{_name(self.problem.council(a))} and {_name(self.problem.council(b))}"
                    yield Violation("facilitator", manager, f"One programme manager is at {told} on one day.")
        for (region, week), number in weeks.items():
            most = self.problem.region(region).visits_a_week
            if most is not None and number > most:
                yield Violation(
                    "visits-per-week", region, f"Week {week + 1} has {number} visits, {most} at most."
                )

    def _share(self) -> Iterator[Violation]:
        needed = math.ceil(self.rules.cross_share * len(self.problem.hosts) - 1e-9)
        from_outside = sum(
            any(self.problem.council(c).region != self.problem.council(host).region for c in leads)
            for host, leads in self.leads.items()
        )
        if from_outside < needed:
            text = f"{from_outside} visits are led from another region, {needed} are wanted."
            yield Violation("cross-region-share", "round", text)

    def _shape(self) -> Iterator[Violation]:
        shape = self.rules.shape
        if shape == Shape.RING:
            led = Counter(council for leads in self.leads.values() for council in leads)
            for host in self.problem.hosts:
                if host.id in self.plan and led[host.id] != 1:
                    yield Violation(
                        "shape", host.id, f"{_name(host)} leads {led[host.id]} visits, one in a ring."
                    )
        elif shape in GROUP_SIZE:
            yield from self._groups(GROUP_SIZE[shape])

    def _groups(self, size: int) -> Iterator[Violation]:
        """In a group everybody visits everybody and nobody else: each host's givers with itself are the same set."""
        hosts = {host.id for host in self.problem.hosts}
        sizes = group_sizes(size, len(hosts))
        for host in sorted(self.plan):
            group = (self.givers[host] & hosts) | {host}
            others = [each for each in group if (self.givers.get(each, set()) & hosts) | {each} != group]
            if len(group) not in sizes or others or self.givers[host] - hosts:
                text = f"{_name(self.problem.council(host))} is not in a group of {size} who all visit each other."
                yield Violation("shape", host, text)

    def _kept(self) -> Iterator[Violation]:
        keeps = self.problem.keeps
        for host, start in keeps.starts.items():
            if host in self.plan and self.plan[host].start != start:
                yield Violation(
                    "kept", host, f"{_name(self.problem.council(host))}: its days were to be kept."
                )
        for host, peer in sorted(keeps.peers):
            if host in self.plan and peer not in self.plan[host].team:
                yield Violation(
                    "kept", host, f"{self.problem.peer(peer).name or peer} was to stay on the team.", (peer,)
                )
        for host, council in sorted(keeps.wanted | keeps.barred):
            there = council in self.givers.get(host, set())
            if host in self.plan and there != ((host, council) in keeps.wanted):
                words = "is on the team and must not be" if there else "must be on the team"
                yield Violation("kept", host, f"{_name(self.problem.council(council))} {words}.")


def _name(council: Council) -> str:
    return council.name or council.id


def _apart(weeks: int) -> str:
    if not weeks:
        return "in the week of"
    return "1 week from" if weeks == 1 else f"{weeks} weeks from"
