"""A visit as somebody wants to save it: its days, host and team, and the round it is in. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from councils.calendar.working_days import monday_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days, both included, on which somebody cannot."""

    first_day: date
    last_day: date
    reason: str = ""


@dataclass(frozen=True)
class Visit:
    """The days of a visit, both included, and what it is called."""

    first_day: date
    last_day: date
    name: str = ""

    def days(self) -> list[date]:
        """Every calendar day of the visit."""
        return [self.first_day + n * ONE_DAY for n in range((self.last_day - self.first_day).days + 1)]

    def mondays(self) -> list[date]:
        """The Mondays of the weeks that the visit touches."""
        return sorted({monday_of(day) for day in self.days()})


@dataclass(frozen=True)
class Member:
    """One of the team, or the manager on site. `booked` maps the days of their other visits to those visits' names;
    `max_days` is what they offered for the whole round, `days_given` what other visits of it take of that.

    `windows` are the only days on which they can (none: any day); `kept_away` the days on which a declared conflict
    keeps them from this host; `trained_until` the last day on which their training holds (None: not known)."""

    person: int
    name: str
    role: str
    council: int | None = None
    blocked: tuple[Period, ...] = ()
    booked: Mapping[date, str] = field(default_factory=dict)
    max_days: int | None = None
    days_given: int = 0
    about: str = "team"
    windows: tuple[Period, ...] = ()
    kept_away: tuple[Period, ...] = ()
    trained_until: date | None = None
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Host:
    """The council that is visited. `taken_out` says that its challenge was cancelled; `windows` are the only days on
    which it can (none: any day); `topics` what it asks for help in."""

    council: int
    name: str
    blocked: tuple[Period, ...] = ()
    preferred_mondays: tuple[date, ...] = ()
    taken_out: bool = False
    windows: tuple[Period, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What the round asks: its weeks (Mondays), most visits a week, how many of each role (role to number and name)."""

    first_week: date
    last_week: date
    max_visits_a_week: int
    team: Mapping[str, tuple[int, str]]
    blocked: tuple[Period, ...] = ()
    bank_holidays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """A visit as somebody wants to save it, among the other visits of its round."""

    visit: Visit
    host: Host
    rules: Rules
    team: tuple[Member, ...] = ()
    manager: Member | None = None
    others: tuple[Visit, ...] = ()

    def on_site(self) -> tuple[Member, ...]:
        """Everybody who is there."""
        return (*self.team, self.manager) if self.manager else self.team
