"""The usual sessions of a visit, to begin a list from."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from challenges.models import Challenge, Timetable, VisitSession
from challenges.models.timetable import SessionKind
from challenges.selectors.timetables.problem import days_of_visit, minute_of, time_of
from challenges.services.timetables.sessions import SessionDetails, write_session
from challenges.services.timetables.setting_up import changed, held
from councils.actor import Actor
from councils.errors import DomainError


@transaction.atomic
def start_from_usual(*, challenge: Challenge, actor: Actor) -> list[VisitSession]:
    """The usual sessions of a visit, for each key line of enquiry and around them; those there already are left.

    Raises DomainError where there are no days or no sessions to add, NotAllowed."""
    timetable = held(challenge, actor)
    days = len(days_of_visit(challenge))
    if not days:
        raise DomainError("The visit has no days yet.")
    there = {title.lower() for title in timetable.sessions.values_list("title", flat=True)}
    lines = list(challenge.key_lines.values_list("text", flat=True))
    wanted = [
        details for details in usual_sessions(timetable, lines, days) if details.title.lower() not in there
    ]
    if not wanted:
        raise DomainError("All of the usual sessions are there already.")
    made = [VisitSession(timetable=timetable) for _ in wanted]
    for session, details in zip(made, wanted, strict=True):
        write_session(session, details)
    changed(timetable, actor, "added the usual sessions", sessions=[session.title for session in made])
    return made


def usual_sessions(timetable: Timetable, lines: Sequence[str], days: int) -> list[SessionDetails]:
    """Opening, for each line of enquiry an interview, a group and a case discussion (three kinds of source), the
    team's catch-up each day, and the feedback at the end."""
    ends = minute_of(timetable.closes)
    feedback = time_of(max(minute_of(timetable.opens), ends - 60))
    catch_up = time_of(max(minute_of(timetable.opens), ends - 30))
    opening = SessionDetails(
        "Opening with the senior team", SessionKind.GROUP, minutes=45, whole_team=True, others=4,
        day=0, start=timetable.opens,
    )  # fmt: skip
    asked = [session for number, line in enumerate(lines, 1) for session in _of_line(number, line)]
    ends_of_days = [
        SessionDetails(
            f"Team catch-up, day {day + 1}",
            SessionKind.CATCH_UP,
            minutes=30,
            whole_team=True,
            day=day,
            start=catch_up,
        )
        for day in range(days - 1)
    ]
    last = SessionDetails(
        "Feedback to the host",
        SessionKind.FEEDBACK,
        minutes=60,
        whole_team=True,
        others=6,
        day=days - 1,
        start=feedback,
    )
    return [opening, *asked, *ends_of_days, last]


def _of_line(number: int, line: str) -> list[SessionDetails]:
    called = f"line {number}"
    return [
        SessionDetails(
            f"Interview with the service lead, {called}", SessionKind.INTERVIEW, about=line, others=1
        ),
        SessionDetails(f"Practitioners, {called}", SessionKind.GROUP, about=line, minutes=60, others=6),
        SessionDetails(f"Case discussion, {called}", SessionKind.CASE, about=line, minutes=60, others=2),
    ]
