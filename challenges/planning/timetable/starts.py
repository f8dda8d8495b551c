"""When one session could start, and what keeps it out whatever the others do."""

from __future__ import annotations

from collections.abc import Iterable

from challenges.planning.timetable.visit import DAY, Busy, Session, VisitDays, clock


def possible_starts(visit: VisitDays, session: Session, busy: Iterable[Busy]) -> list[int]:
    """Minutes since the first midnight at which the session could start with all of `busy` left alone."""
    taken = tuple(busy)
    return [
        day * DAY + start
        for day in range(len(visit.days))
        if session.day in (None, day)
        for start in _starts_of_a_day(visit, session)
        if not any(one.touches(day, start, start + session.minutes) for one in taken)
    ]


def _starts_of_a_day(visit: VisitDays, session: Session) -> list[int]:
    first = max(visit.opens, session.window[0])
    last = min(visit.closes, session.window[1]) - session.minutes
    if session.start is not None:
        return [session.start] if first <= session.start <= last else []
    return list(range(first, last + 1, visit.step))


def busy_of(visit: VisitDays, session: Session) -> tuple[Busy, ...]:
    """When the session cannot be: the breaks, and when one of those who must be in it cannot."""
    must = sorted(session.people | session.peers)
    return (
        *visit.breaks,
        *(busy for one in must if one in visit.somebody for busy in visit.somebody[one].busy),
    )


def impossible(visit: VisitDays, session: Session) -> str:
    """What keeps a session out whatever the others do, in a sentence; "" where nothing does."""
    looks = (_too_long, _outside, _team_too_small, _no_room, _nobody_free)
    return next((said for look in looks if (said := look(visit, session))), "")


def _too_long(visit: VisitDays, session: Session) -> str:
    if session.minutes <= visit.closes - visit.opens:
        return ""
    return (
        f"It takes {session.minutes} minutes, and a day of the visit has {visit.closes - visit.opens}, "
        f"from {clock(visit.opens)} to {clock(visit.closes)}."
    )


def _outside(visit: VisitDays, session: Session) -> str:
    if session.day is not None and session.day >= len(visit.days):
        return f"It is fixed on day {session.day + 1}, and the visit has {len(visit.days)}."
    if session.start is not None and not _starts_of_a_day(visit, session):
        return (
            f"It is fixed from {clock(session.start)} to {clock(session.start + session.minutes)}, outside the "
            f"hours that it may have ({clock(max(visit.opens, session.window[0]))} to "
            f"{clock(min(visit.closes, session.window[1]))})."
        )
    if not possible_starts(visit, session, ()):
        return f"The part of the day that it may have is shorter than its {session.minutes} minutes."
    return ""


def _team_too_small(visit: VisitDays, session: Session) -> str:
    gone = sorted(one for one in session.peers if one not in {member.id for member in visit.team})
    if gone:
        return "Somebody whom it needs is not on the team any more."
    if session.peers_needed > len(visit.team):
        return f"It needs {session.peers_needed} peers, and the team has {len(visit.team)}."
    return ""


def _no_room(visit: VisitDays, session: Session) -> str:
    if not session.seats or visit.rooms_for(session):
        return ""
    if not visit.rooms:
        return "It needs a room, and no room is listed."
    largest = max(visit.rooms, key=lambda room: room.seats)
    return f"It needs {session.seats} seats, and the largest room, {largest.name}, has {largest.seats}."


def _nobody_free(visit: VisitDays, session: Session) -> str:
    if possible_starts(visit, session, busy_of(visit, session)):
        return _too_few_free(visit, session)
    if not possible_starts(visit, session, visit.breaks):
        when = f" at {clock(session.start)}" if session.start is not None else ""
        return f"It falls in a break{when} on every day that it may have."
    away = [visit.somebody[one] for one in sorted(session.people | session.peers) if visit.somebody[one].busy]
    alone = [one for one in away if not possible_starts(visit, session, (*visit.breaks, *one.busy))]
    if alone and session.start is not None:
        return f"It is fixed at {clock(session.start)}, and {alone[0].name} cannot come then."
    if alone:
        return f"There is no time at which {alone[0].name} can come."
    return (
        f"There is no time at which all of its people can come (see {', '.join(one.name for one in away)})."
    )


def _too_few_free(visit: VisitDays, session: Session) -> str:
    """A time at which enough of the team are there beside those whom it names."""
    always = busy_of(visit, session)
    free: dict[int, int] = dict.fromkeys(possible_starts(visit, session, always), 0)
    for member in visit.team:
        for start in possible_starts(visit, session, (*always, *member.busy)):
            free[start] += 1
    if max(free.values(), default=0) >= session.peers_needed:
        return ""
    return f"There is no time at which {session.peers_needed} peers can come."
