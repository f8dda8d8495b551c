"""What is open to a host before anything else is decided: its first days and the peers that could come."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from challenges.planning import costs
from challenges.planning.problem import WEEK, Block, Council, Peer, Problem


class Options:
    """The options of every host of a problem, read once. With `most` only the cheapest so many peers of each role stay
    (and whoever is on the previous plan or kept), which large rounds need; the plan may then be less than the best."""

    def __init__(self, problem: Problem, most: int | None = None) -> None:
        self.problem, self.most = problem, most
        self._starts: dict[str, list[int]] = {}
        self._peers: dict[str, list[Peer]] = {}
        self._away: dict[str, int] = {}
        self._prices: dict[tuple[str, str], int] = {}
        self._managers: dict[tuple[str, int, int], frozenset[str | None]] = {}

    def starts(self, host: Council) -> list[int]:
        """The first days on which host and some manager of its region can, within one week."""
        if host.id not in self._starts:
            self._starts[host.id] = [day for day in self.every_start(host) if self._open(host, day)]
        return self._starts[host.id]

    def every_start(self, host: Council) -> list[int]:
        """The first days from which the visit stays within one week of the round; the kept one alone where one is."""
        kept = self.problem.keeps.starts.get(host.id)
        return [day for day in self.any_start(host) if kept in (None, day)]

    def any_start(self, host: Council) -> list[int]:
        """The first days from which the visit stays within one week of the round, whatever is kept."""
        last = WEEK - min(host.days, WEEK)
        return [WEEK * week + day for week in range(self.problem.weeks) for day in range(last + 1)]

    def blocked(self, host: Council) -> int:
        """The days on which a host cannot, as bits of a number."""
        return mask_of(host.blocks)

    def _open(self, host: Council, day: int) -> bool:
        return not mask_of(host.blocks) & days_mask(day, host.days) and bool(self.managers(host, day))

    def managers(self, host: Council, day: int) -> frozenset[str | None]:
        """Who of the region could be on site; {None} where nobody has to be."""
        if not self.problem.rules.managers_on_site:
            return frozenset([None])
        key = (host.region, day, host.days)
        if key not in self._managers:
            managers, days = self.problem.region(host.region).managers, days_mask(day, host.days)
            self._managers[key] = frozenset(each.id for each in managers if not mask_of(each.blocks) & days)
        return self._managers[key]

    def away(self, peer: Peer) -> int:
        """The days on which a peer cannot, as bits of a number."""
        if peer.id not in self._away:
            self._away[peer.id] = mask_of(peer.blocks)
        return self._away[peer.id]

    def price(self, host: Council, peer: Peer) -> int:
        """What the peer on the host's team costs."""
        key = (host.id, peer.id)
        if key not in self._prices:
            self._prices[key] = sum(costs.of_place(self.problem, host, peer).values())
        return self._prices[key]

    def peers(self, host: Council) -> list[Peer]:
        """Those who may be on the host's team as far as the rules on single pairs go, the cheapest first."""
        if host.id not in self._peers:
            allowed = [peer for peer in self.problem.peers if self.may_come(host, peer)]
            allowed.sort(key=lambda peer: (self.price(host, peer), peer.id))
            self._peers[host.id] = self._pruned(host, allowed)
        return self._peers[host.id]

    def may_come(self, host: Council, peer: Peer) -> bool:
        """Whether no rule about this peer and this host stands against it, dates aside."""
        return not self.barred_by(host, peer)

    def barred_by(self, host: Council, peer: Peer) -> str:
        """The rule that keeps a peer from a host whatever the dates; "" where none does."""
        rules, home = self.problem.rules, self.problem.council(peer.council)
        if peer.council == host.id:
            return "not-own-council"
        if peer.role not in rules.team:
            return "team-roles"
        if host.id in peer.barred or frozenset((host.id, peer.council)) in self._conflicts:
            return "conflict"
        if home.region != host.region and not (rules.across_regions and peer.outside_region):
            return "region"
        if (
            peer.role == rules.lead
            and rules.repeat_rounds
            and home.id in host.past_leads[-rules.repeat_rounds :]
        ):
            return "repeat-challenger"
        return "kept" if (host.id, home.id) in self.problem.keeps.barred else ""

    @cached_property
    def _conflicts(self) -> frozenset[frozenset[str]]:
        kept = self.problem.conflicts if self.problem.rules.keep_conflicts else ()
        return frozenset(frozenset((each.a, each.b)) for each in kept)

    def _pruned(self, host: Council, allowed: list[Peer]) -> list[Peer]:
        if self.most is None:
            return allowed
        previous = self.problem.previous or {}
        must = set(previous[host.id].team) if host.id in previous else set()
        must |= {peer for at, peer in self.problem.keeps.peers if at == host.id}
        wanted = {council for at, council in self.problem.keeps.wanted if at == host.id}
        count: dict[tuple[str, bool], int] = {}
        kept = []
        for peer in allowed:
            key = (peer.role, self.problem.council(peer.council).region == host.region)
            count[key] = count.get(key, 0) + 1
            if count[key] <= self.most or peer.id in must or peer.council in wanted:
                kept.append(peer)
        return kept


def days_mask(day: int, days: int) -> int:
    """A visit's days as bits of a number."""
    return ((1 << days) - 1) << day


def mask_of(blocks: Iterable[Block]) -> int:
    """Blocked days as bits of a number; days before the round fall away."""
    mask = 0
    for block in blocks:
        first = max(0, block.first)
        if block.last >= first:
            mask |= days_mask(first, block.last - first + 1)
    return mask
