"""The timetable that the sample has begun: what one visit has to hold, ready to be drafted."""

from __future__ import annotations

from typing import Any

from challenges.forms.timetable_lines import read_break, read_person, read_room
from challenges.models import Challenge, Timetable
from challenges.services.timetables.sessions import SessionDetails, save_session
from challenges.services.timetables.setting_up import SetUp, set_up
from challenges.services.timetables.usual_sessions import start_from_usual
from councils.actor import system

SAMPLE = system("Sample data")


def load_timetable(challenge: Challenge, content: dict[str, Any]) -> None:
    """Write down the visit's breaks, rooms and people, its usual sessions and those of the content."""
    timetable = set_up(
        challenge=challenge,
        setup=SetUp(
            opens=Timetable().opens,
            closes=Timetable().closes,
            changeover=15,
            breaks=[read_break(line) for line in content["breaks"]],
            rooms=[read_room(line) for line in content["rooms"]],
            people=[read_person(line) for line in content["people"]],
        ),
        actor=SAMPLE,
    )
    start_from_usual(challenge=challenge, actor=SAMPLE)
    people = {person.name: person for person in timetable.people.all()}
    for each in content["sessions"]:
        details = SessionDetails(
            title=each["title"],
            kind=each.get("kind", "interview"),
            minutes=each["minutes"],
            people=tuple(people[name] for name in each.get("people", [])),
            others=each.get("others", 0),
            needs_room=each.get("room", True),
            part=each.get("part", ""),
        )
        save_session(challenge=challenge, details=details, actor=SAMPLE)
