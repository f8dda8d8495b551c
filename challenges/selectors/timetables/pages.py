"""Reads for the pages of a visit's timetable: the draft for its manager, what is published for team and host."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from challenges.models import Challenge, PublishedSession, SessionSlot, Timetable, TimetableRun, VisitSession
from challenges.models.timetable import SessionKind
from challenges.planning.timetable.clashes import Clash, clashes
from challenges.planning.timetable.starts import impossible
from challenges.planning.timetable.visit import clock
from challenges.selectors.timetables.problem import (
    days_of_visit,
    minute_of,
    named,
    placed,
    slots_of,
    visit_of,
)
from challenges.states import ON_TEAM
from councils.runs.models import RunState

NO_ROOM = "No room"
KINDS_WANTED = 3


@dataclass(frozen=True)
class Line:
    """A session with its place, as pages and the printed pack show it. `session` is the one of the draft to change."""

    day: int
    start: time
    minutes: int
    title: str
    kind: str
    about: str
    room: str
    peers: tuple[str, ...]
    people: tuple[str, ...]
    others: int
    session: int | None = None
    locked: bool = False
    clashing: bool = False

    @property
    def end(self) -> str:
        """When it ends."""
        return clock(minute_of(self.start) + self.minutes)

    @property
    def when(self) -> str:
        """From when to when: 10:00 to 10:45."""
        return f"{self.start:%H:%M} to {self.end}"

    @property
    def met(self) -> str:
        """Who is met, in words."""
        if not self.others:
            return ", ".join(self.people)
        noun = "more" if self.people else "person" if self.others == 1 else "people"
        return ", ".join([*self.people, f"{self.others} {noun}"])


@dataclass(frozen=True)
class DayTable:
    """A day by time and room: a row for each start, a cell for each room."""

    number: int
    name: str
    rooms: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Line, ...], ...]], ...]


@dataclass(frozen=True)
class PersonTable:
    """Who is in which sessions: a row for each person with their own in order of time, each with its day's name."""

    name: str
    rows: tuple[tuple[str, tuple[tuple[str, Line], ...]], ...]


@dataclass(frozen=True)
class Waiting:
    """A session without a place, and why, where something is known to keep it out."""

    session: VisitSession
    why: str


@dataclass(frozen=True)
class Heard:
    """A key line of enquiry and the kinds of session that have a place and are about it."""

    line: str
    kinds: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether it is heard from at least three kinds of source, so that no single one carries a finding."""
        return len(self.kinds) >= KINDS_WANTED


@dataclass(frozen=True)
class DraftPage:
    """The manager's page: the sessions in their places, what clashes, what has no place, the newest search."""

    timetable: Timetable | None
    lines: list[Line] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    sessions: int = 0
    people: int = 0
    run: TimetableRun | None = None
    heard: list[Heard] = field(default_factory=list)

    @property
    def edition(self) -> int:
        """The edition that the page shows."""
        return self.timetable.edition if self.timetable else 0

    @property
    def active(self) -> bool:
        """Whether a search is under way."""
        return bool(self.run and self.run.active)

    @property
    def up_to_date(self) -> bool:
        """Whether team and host have been given what the page shows."""
        return bool(self.timetable and self.timetable.published_edition == self.timetable.edition)

    @property
    def publishable(self) -> bool:
        """Whether there is something to give team and host, or to take back."""
        return bool(self.lines or (self.timetable and self.timetable.published_at))

    @property
    def why(self) -> Sequence[str]:
        """What the newest search found to stand against the sessions that have no place."""
        return self.run.found["why"] if self.waiting and self.run and self.run.found else []

    @property
    def not_taken(self) -> bool:
        """Whether the newest search found a draft that was not taken, as somebody changed the timetable meanwhile."""
        if not (self.run and self.run.found and self.timetable):
            return False
        return self.run.state == RunState.DONE and not self.run.found["taken"]


def timetable_of(challenge: Challenge) -> Timetable | None:
    """The challenge's timetable, None before anybody has begun it."""
    timetable = Timetable.objects.filter(challenge=challenge).first()
    if timetable is not None:
        timetable.challenge = challenge
    return timetable


def draft_page(challenge: Challenge) -> DraftPage:
    """Everything on the manager's page (a fixed number of queries)."""
    timetable = timetable_of(challenge)
    if timetable is None:
        return DraftPage(None)
    slots, visit = slots_of(timetable), visit_of(timetable)
    found = clashes(visit, [placed(slot) for slot in slots])
    concerned = {session for clash in found for session in clash.sessions}
    there = {slot.session_id for slot in slots}
    waiting = [each for each in timetable.sessions.all() if each.pk not in there]
    lines = [_line_of(slot, clashing=str(slot.session_id) in concerned) for slot in slots]
    return DraftPage(
        timetable=timetable,
        lines=lines,
        clashes=found,
        waiting=[Waiting(each, impossible(visit, visit.session[str(each.pk)])) for each in waiting],
        sessions=len(visit.sessions),
        people=len(visit.people),
        run=timetable.runs.order_by("-created_at").first(),
        heard=_heard(challenge, lines),
    )


def _heard(challenge: Challenge, lines: Sequence[Line]) -> list[Heard]:
    asked = challenge.key_lines.values_list("text", flat=True)
    return [
        Heard(text, tuple(dict.fromkeys(line.kind.lower() for line in lines if line.about == text)))
        for text in asked
    ]


def session_rows(timetable: Timetable | None) -> list[VisitSession]:
    """Every session with who is in it (four queries)."""
    if timetable is None:
        return []
    return list(timetable.sessions.select_related("slot").prefetch_related("people", "peers"))


def published_lines(challenge: Challenge) -> list[Line]:
    """The timetable as team and host have been given it; empty before the first publication (three queries)."""
    rows = PublishedSession.objects.filter(timetable__challenge=challenge, off=False)
    days = len(days_of_visit(challenge))
    related = rows.prefetch_related("places__person")
    team = set(challenge.placements.filter(state__in=ON_TEAM).values_list("person_id", flat=True))
    return [_published(row, team) for row in related if row.day < days]


def day_tables(challenge: Challenge, lines: Iterable[Line]) -> list[DayTable]:
    """The days of the visit that have sessions, each by time and room."""
    days, listed = days_of_visit(challenge), list(lines)
    return [
        _day_table(number, named(day), [line for line in listed if line.day == number])
        for number, day in enumerate(days)
        if any(line.day == number for line in listed)
    ]


def person_tables(challenge: Challenge, lines: Iterable[Line]) -> list[PersonTable]:
    """Everybody with their own sessions: a table of the peers, then one of the host's people, by name."""
    days = dict(enumerate(named(day) for day in days_of_visit(challenge)))
    in_order = sorted(lines, key=lambda each: (each.day, each.start))
    tables = []
    for heading, whose in (("Peers", "peers"), ("People of the host", "people")):
        own: dict[str, list[tuple[str, Line]]] = {}
        for line in in_order:
            for name in getattr(line, whose):
                own.setdefault(name, []).append((days.get(line.day, f"Day {line.day + 1}"), line))
        if own:
            tables.append(PersonTable(heading, tuple((name, tuple(own[name])) for name in sorted(own))))
    return tables


def said_of(session: PublishedSession, challenge: Challenge) -> str:
    """A published session in a line: Tuesday 12 January, 10:00 to 10:45: Interview, Blue room."""
    day = day_of(challenge, session.day)
    room = f", {session.room}" if session.room else ""
    end = clock(minute_of(session.start) + session.minutes)
    when = named(day) if day else f"Day {session.day + 1}"
    return f"{when}, {session.start:%H:%M} to {end}: {session.title}{room}"


def day_of(challenge: Challenge, number: int) -> date | None:
    """The date of a day of the visit; None while the visit has no date."""
    return challenge.first_day + timedelta(days=number) if challenge.first_day else None


def _day_table(number: int, name: str, lines: list[Line]) -> DayTable:
    rooms = tuple(
        dict.fromkeys(sorted((line.room or NO_ROOM for line in lines), key=lambda r: (r == NO_ROOM, r)))
    )
    starts = sorted({line.start for line in lines})
    rows = tuple(
        (
            f"{start:%H:%M}",
            tuple(
                tuple(each for each in lines if each.start == start and (each.room or NO_ROOM) == room)
                for room in rooms
            ),
        )
        for start in starts
    )
    return DayTable(number, name, rooms, rows)


def _line_of(slot: SessionSlot, *, clashing: bool) -> Line:
    session = slot.session
    return Line(
        day=slot.day,
        start=slot.start,
        minutes=session.minutes,
        title=session.title,
        kind=session.get_kind_display(),
        about=session.about,
        room=slot.room.name if slot.room else "",
        peers=tuple(sorted(person.name for person in slot.peers.all())),
        people=tuple(person.name for person in session.people.all()),
        others=session.others,
        session=session.pk,
        locked=slot.locked,
        clashing=clashing,
    )


def _published(row: PublishedSession, team: set[int]) -> Line:
    there = [place.person for place in row.places.all() if not place.off and place.person_id in team]
    return Line(
        day=row.day,
        start=row.start,
        minutes=row.minutes,
        title=row.title,
        kind=SessionKind(row.kind).label,
        about=row.about,
        room=row.room,
        peers=tuple(sorted(person.name for person in there)),
        people=tuple(row.people),
        others=row.others,
    )
