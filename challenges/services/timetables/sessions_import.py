"""Taking in a file of a visit's sessions: upload, dry run, and all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from django.db import transaction

from challenges.clock import read_clock
from challenges.imports.sessions import (
    COLUMNS,
    OPTIONAL,
    REQUIRED,
    Asked,
    Facts,
    PlannedSession,
    plan_sessions,
    words_of,
)
from challenges.models import Challenge, HostPerson, Timetable, VisitSession
from challenges.models.timetable import DayPart, SessionKind
from challenges.services.timetables.sessions import Frame, SessionDetails, faults_of, frame_of, write_session
from challenges.services.timetables.setting_up import changed, held
from councils.actor import Actor
from councils.errors import DomainError
from councils.imports.cells import neutralised
from councils.imports.people import SAME
from councils.imports.posts import plain
from councils.models import PeopleImport, Person
from councils.services.uploads import check_plan, keep_file, rows_of
from councils.services.uploads import held as held_file


def subject_of(challenge: Challenge) -> str:
    """What a kept file of this visit's sessions is called."""
    return f"sessions:{challenge.pk}"


@transaction.atomic
def start_sessions_import(
    file: BinaryIO, *, file_name: str, challenge: Challenge, actor: Actor
) -> PeopleImport:
    """Read a CSV or XLSX file and keep its rows until they are taken or given up; nothing else is saved.

    Raises NotAllowed, or DomainError with what is wrong with the file as a whole."""
    held(challenge, actor)
    return keep_file(
        file,
        file_name=file_name,
        required=REQUIRED,
        optional=OPTIONAL,
        subject=subject_of(challenge),
        actor=actor,
    )


def plan_of(kept: PeopleImport, *, challenge: Challenge) -> tuple[PlannedSession, ...]:
    """What the kept rows would do to the list as it is at this moment."""
    return plan_sessions(rows_of(kept), facts_of(challenge))


@transaction.atomic
def take_sessions_import(
    kept: PeopleImport, *, digest: str, challenge: Challenge, actor: Actor
) -> tuple[int, int]:
    """Save every row, or none: how many sessions are new, how many are changed.

    Raises NotAllowed, or DomainError where a row is faulty, somebody has changed the list since the dry run, or the
    file has been taken already."""
    timetable = held(challenge, actor)
    locked = held_file(kept, actor=actor)
    if locked.subject != subject_of(challenge):
        raise DomainError("This is a file of another visit.")
    plan = plan_of(locked, challenge=challenge)
    check_plan(plan, digest=digest, what="the sessions")
    there = {plain(session.title): session for session in timetable.sessions.all()}
    people = {person.pk: person for person in timetable.people.all()}
    asked = [row.asked for row in plan if row.asked and row.verdict != SAME]
    team = {person.pk: person for person in frame_of(timetable).team}
    for each in asked:
        session = there.get(plain(each.title)) or VisitSession(timetable=timetable)
        write_session(session, _details(each, team, people))
    new = sum(plain(each.title) not in there for each in asked)
    changed(timetable, actor, "took in a file of sessions", new=new, changed=len(asked) - new)
    locked.delete()
    return new, len(asked) - new


def facts_of(challenge: Challenge) -> Facts:
    """The words, people and sessions that rows are read against (a fixed number of queries)."""
    timetable = Timetable.objects.filter(challenge=challenge).first() or Timetable(challenge=challenge)
    saved = timetable.pk is not None
    frame = frame_of(timetable) if saved else Frame(timetable, (), (), 0, {})
    people = list(timetable.people.all()) if saved else []
    sessions = list(timetable.sessions.prefetch_related("peers", "people")) if saved else []
    team = {person.pk: person for person in frame.team}
    called = _told_apart(frame.team)
    hosts = {person.pk: person for person in people}
    known = {plain(session.title): session for session in sessions}

    def fault_of(asked: Asked) -> str:
        faults = faults_of(frame, _details(asked, team, hosts), known.get(plain(asked.title)))
        return next(iter(faults.values()), "")

    return Facts(
        kinds={plain(word): kind.value for kind in SessionKind for word in (kind.value, kind.label)},
        parts={part.value: part.value for part in DayPart},
        peers={plain(name): pk for pk, name in called.items()},
        people={plain(person.name): pk for pk, person in hosts.items()},
        peer_names=called,
        people_names={pk: person.name for pk, person in hosts.items()},
        there={title: _asked(session) for title, session in known.items()},
        read_time=read_clock,
        fault_of=fault_of,
    )


def _told_apart(team: Sequence[Person]) -> dict[int, str]:
    """The peers' names, with the reference where two have one."""
    twice = {name for name, number in Counter(plain(person.name) for person in team).items() if number > 1}
    return {
        person.pk: f"{person.name} ({person.reference})" if plain(person.name) in twice else person.name
        for person in team
    }


def export_rows(challenge: Challenge) -> Iterator[list[str]]:
    """The headings, then a row for each session that is known, as an import reads it."""
    facts = facts_of(challenge)
    yield list(COLUMNS)
    for asked in facts.there.values():
        words = words_of(asked, facts)
        yield [neutralised(words[column]) for column in COLUMNS]


def _asked(session: VisitSession) -> Asked:
    return Asked(
        title=session.title,
        minutes=session.minutes,
        kind=session.kind,
        about=session.about,
        peers=None if session.whole_team else session.peers_needed,
        named_peers=tuple(sorted(person.pk for person in session.peers.all())),
        people=tuple(sorted(person.pk for person in session.people.all())),
        others=session.others,
        needs_room=session.needs_room,
        part=session.part,
        day=session.day,
        start=session.start,
    )


def _details(asked: Asked, team: dict[int, Person], people: dict[int, HostPerson]) -> SessionDetails:
    return SessionDetails(
        title=asked.title,
        kind=asked.kind,
        about=asked.about,
        minutes=asked.minutes,
        whole_team=asked.peers is None,
        peers_needed=max(asked.peers or 1, len(asked.named_peers)),
        peers=tuple(team[pk] for pk in asked.named_peers),
        people=tuple(people[pk] for pk in asked.people),
        others=asked.others,
        needs_room=asked.needs_room,
        part=asked.part,
        day=asked.day,
        start=asked.start,
    )
