"""What a plan is made from, as plain data. Days are numbered 5 * week + weekday from the round's first Monday (0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

WEEK = 5


class Shape(StrEnum):
    """Who challenges whom, as a pattern. Regions differ, so each round chooses."""

    FREE = "free"
    RING = "ring"
    PAIRS = "pairs"
    TRIADS = "triads"
    QUARTETS = "quartets"


GROUP_SIZE = {Shape.PAIRS: 2, Shape.TRIADS: 3, Shape.QUARTETS: 4}


class Reciprocity(StrEnum):
    """Whether two councils may challenge each other in one round."""

    ALLOWED = "allowed"
    NOT_LEADS = "leads"
    NOT_TEAMS = "team"


@dataclass(frozen=True)
class Block:
    """Days, first and last included, on which somebody cannot."""

    first: int
    last: int
    why: str = ""


@dataclass(frozen=True)
class Council:
    """A council of the round. `past_leads` are the councils that led its last visits, the newest last; `carried` is
    what it gave in days over the last rounds beyond what it received."""

    id: str
    region: str
    name: str = ""
    hosts: bool = True
    days: int = 3
    need: int = 1
    strengths: Mapping[str, int] = field(default_factory=dict)
    key_lines: tuple[str, ...] = ()
    party: str = ""
    blocks: tuple[Block, ...] = ()
    preferred_weeks: frozenset[int] = frozenset()
    day_cap: int | None = None
    past_leads: tuple[str, ...] = ()
    carried: int = 0


@dataclass(frozen=True)
class Peer:
    """Somebody a council lends: their role, what they know, when they cannot, and how often they come."""

    id: str
    council: str
    role: str
    name: str = ""
    expertise: frozenset[str] = frozenset()
    party: str = ""
    blocks: tuple[Block, ...] = ()
    max_visits: int = 1
    max_days: int | None = None
    barred: frozenset[str] = frozenset()
    outside_region: bool = True


@dataclass(frozen=True)
class Manager:
    """A programme manager, who is on site at one visit at a time."""

    id: str
    name: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Region:
    """A region: who manages its visits, and how many it has in one week at most (None: as many as it has managers)."""

    id: str
    managers: tuple[Manager, ...]
    visits_a_week: int | None = None


@dataclass(frozen=True)
class Conflict:
    """Two councils that must not challenge each other, and why."""

    a: str
    b: str
    why: str = ""


@dataclass(frozen=True)
class Rules:
    """What a plan must keep. None or 0 switches a rule off where that makes sense.

    `team`: of each role the fewest and the most on a team of `team_size`. `lead`: the role that leads."""

    team: Mapping[str, tuple[int, int]]
    team_size: int
    lead: str
    shape: Shape = Shape.FREE
    reciprocity: Reciprocity = Reciprocity.NOT_TEAMS
    repeat_rounds: int = 3
    max_same_council: int | None = 2
    max_leads: int | None = 2
    min_gap_weeks: int = 2
    day_caps: bool = True
    cover_key_lines: bool = True
    across_regions: bool = False
    cross_share: float = 0.0
    keep_conflicts: bool = True
    managers_on_site: bool = True


@dataclass(frozen=True)
class Weights:
    """How heavy each preference is; 0 switches it off. `unlike` prefers a lead from a council that differs."""

    neighbour: int = 2
    unlike: bool = False
    focus: int = 2
    travel: int = 1
    expertise: int = 1
    politics: int = 0
    early_for_need: int = 3
    not_preferred_week: int = 15
    load_over_fair: int = 12
    change: int = 60


@dataclass(frozen=True)
class Visit:
    """One visit of a plan: the first day, who of the region is on site, and the team (peers' ids)."""

    start: int
    manager: str | None
    team: tuple[str, ...]


Plan = Mapping[str, Visit]


@dataclass(frozen=True)
class Keeps:
    """What people have settled: days, peers and pairs that a search leaves alone. Pairs are (host, council)."""

    starts: Mapping[str, int] = field(default_factory=dict)
    peers: frozenset[tuple[str, str]] = frozenset()
    wanted: frozenset[tuple[str, str]] = frozenset()
    barred: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Problem:
    """A round to be planned. `difference` and `travel` say of two councils how unlike and how far they are (0 to 100).

    `previous` is the plan that changes are counted against, where a change costs."""

    weeks: int
    councils: tuple[Council, ...]
    peers: tuple[Peer, ...]
    regions: tuple[Region, ...]
    rules: Rules
    weights: Weights = Weights()
    conflicts: tuple[Conflict, ...] = ()
    difference: Mapping[tuple[str, str], int] = field(default_factory=dict)
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    keeps: Keeps = Keeps()
    previous: Plan | None = None

    @property
    def hosts(self) -> tuple[Council, ...]:
        """The councils that are to be visited."""
        return tuple(council for council in self.councils if council.hosts)

    def council(self, id: str) -> Council:
        """A council by its id. Raises KeyError."""
        return self._councils[id]

    def peer(self, id: str) -> Peer:
        """A peer by their id. Raises KeyError."""
        return self._peers[id]

    def region(self, id: str) -> Region:
        """A region by its id. Raises KeyError."""
        return next(region for region in self.regions if region.id == id)

    def __post_init__(self) -> None:
        """Keep what is looked up often by its id."""
        object.__setattr__(self, "_councils", {council.id: council for council in self.councils})
        object.__setattr__(self, "_peers", {peer.id: peer for peer in self.peers})

    _councils: Mapping[str, Council] = field(init=False, repr=False, compare=False, default_factory=dict)
    _peers: Mapping[str, Peer] = field(init=False, repr=False, compare=False, default_factory=dict)


def week_of(day: int) -> int:
    """The week that a day is in."""
    return day // WEEK


def fair_load(problem: Problem) -> int:
    """The days that each council would give if all gave alike, rounded up."""
    lending = {peer.council for peer in problem.peers} | {council.id for council in problem.hosts}
    wanted = sum(host.days for host in problem.hosts) * problem.rules.team_size
    return -(-wanted // max(1, len(lending)))


def group_sizes(size: int, hosts: int) -> tuple[int, ...]:
    """The sizes that groups may have: one more than asked for where the hosts cannot be divided evenly."""
    return (size,) if hosts % size == 0 else (size, size + 1)
