"""What a visit's timetable has to fit in, and a timetable for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

DAY = 24 * 60


def clock(minute: int) -> str:
    """A minute of a day as people write it: 570 is 09:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def hours(minutes: int) -> str:
    """A length of time in words: 390 is "6 h 30"."""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02d}" if whole and rest else f"{whole} h" if whole else f"{rest} minutes"


@dataclass(frozen=True)
class Busy:
    """Minutes from `start` to before `end` on a day, in which somebody is taken or all pause."""

    day: int
    start: int
    end: int
    why: str = ""

    def touches(self, day: int, start: int, end: int) -> bool:
        """Whether any minute from `start` to before `end` of `day` is in it."""
        return self.day == day and self.start < end and start < self.end


@dataclass(frozen=True)
class Somebody:
    """A peer of the team or a person of the host, with when they cannot come."""

    id: str
    name: str
    busy: tuple[Busy, ...] = ()


@dataclass(frozen=True)
class Room:
    """A room and how many it seats."""

    id: str
    name: str
    seats: int


@dataclass(frozen=True)
class Session:
    """What is to be held: its minutes, the host's people in it, the peers it takes (`peers` are named, the others are
    chosen), the seats it needs (0: no room).

    `day` and `start` where they are fixed; `window` the minutes of a day in which all of it lies; `weight` says what
    to place first where not everything fits."""

    id: str
    name: str
    minutes: int
    people: frozenset[str] = frozenset()
    peers: frozenset[str] = frozenset()
    peers_needed: int = 2
    seats: int = 0
    day: int | None = None
    start: int | None = None
    window: tuple[int, int] = (0, DAY)
    weight: int = 1


@dataclass(frozen=True)
class VisitDays:
    """A visit: its days (by their names), sessions, team, rooms and the host's people; `breaks` hold for everybody.

    `step` is the minutes between possible starts, `changeover` those that a peer has between two sessions."""

    days: tuple[str, ...]
    sessions: tuple[Session, ...]
    team: tuple[Somebody, ...]
    people: tuple[Somebody, ...] = ()
    rooms: tuple[Room, ...] = ()
    breaks: tuple[Busy, ...] = ()
    opens: int = 9 * 60
    closes: int = 17 * 60
    step: int = 15
    changeover: int = 15

    @cached_property
    def session(self) -> dict[str, Session]:
        """The sessions by id."""
        return {session.id: session for session in self.sessions}

    @cached_property
    def somebody(self) -> dict[str, Somebody]:
        """Team and host's people by id."""
        return {one.id: one for one in (*self.team, *self.people)}

    @cached_property
    def room(self) -> dict[str, Room]:
        """The rooms by id."""
        return {room.id: room for room in self.rooms}

    def rooms_for(self, session: Session) -> list[Room]:
        """The rooms that seat the session, the smallest first; none where it needs none."""
        fit = [room for room in self.rooms if room.seats >= session.seats] if session.seats else []
        return sorted(fit, key=lambda room: (room.seats, room.id))


@dataclass(frozen=True)
class Placed:
    """A session with its day, its first minute, its room ("" for none) and its peers."""

    session: str
    day: int
    start: int
    room: str
    peers: frozenset[str]


@dataclass(frozen=True)
class Unplaced:
    """A session that found no place, and why, in a sentence ("" where it is not known)."""

    session: str
    why: str


@dataclass(frozen=True)
class Timetable:
    """Where sessions are, in order of time, and which found no place. `proven`: no more could be placed."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...] = ()
    proven: bool = False
