"""What stands in a person's calendar: the visits they are at or host, their sessions there, and the milestones that
they owe."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q

from challenges.calendar import Entry
from challenges.models import Challenge, Milestone, Placement, PublishedPlace
from challenges.models.milestones import MilestoneOwner
from challenges.models.visits import announced
from challenges.states import OFF, ON_TEAM, ChallengeState, TeamRole

OWN_PLACES = "own_places"


def entries_of(person: int) -> list[Entry]:
    """Every entry of the person's calendar, what fell away as well, so that calendars let go of it: five queries."""
    challenges = _challenges_of(person)
    sessions: dict[object, list[PublishedPlace]] = defaultdict(list)
    for place in PublishedPlace.objects.filter(person=person).select_related("session__timetable"):
        sessions[place.session.timetable.challenge_id].append(place)
    return [
        entry
        for challenge in challenges
        for entry in [
            *_entries(challenge, person),
            *_sessions(challenge, person, sessions[challenge.pk]),
        ]
    ]


def _challenges_of(person: int) -> list[Challenge]:
    theirs = (
        Q(placements__person=person)
        | Q(participation__organiser=person)
        | Q(participation__sponsor=person)
        | Q(manager_on_site=person)
        | Q(round__manager=person)
    )
    found = Challenge.objects.filter(pk__in=Challenge.objects.filter(announced() & theirs).values("pk"))
    places = Prefetch("placements", Placement.objects.filter(person=person), to_attr=OWN_PLACES)
    related = found.select_related("host", "round", "participation")
    return list(related.prefetch_related("date_changes", "milestones", places).order_by("pk"))


def _entries(challenge: Challenge, person: int) -> list[Entry]:
    visit, owed = _visit(challenge, person), _owed(challenge, person)
    due = [
        _milestone(m, challenge, person, owed[m.owner]) for m in challenge.milestones.all() if m.owner in owed
    ]
    return [visit, *due] if visit else due


def _visit(challenge: Challenge, person: int) -> Entry | None:
    """The visit, for who is or was at it; off where they no longer are."""
    days = _days(challenge)
    places: list[Placement] = getattr(challenge, OWN_PLACES)
    there = _hosts(challenge, person) or challenge.manager_on_site_id == person
    if days is None or not (there or places):
        return None
    on_team = any(place.state in ON_TEAM for place in places)
    return Entry(
        key=f"visit-{challenge.pk}-{person}",
        sequence=challenge.calendar_sequence,
        stamp=_stamp(challenge),
        first_day=days[0],
        last_day=days[1],
        summary=f"Peer challenge: {challenge.host}",
        description=challenge.theme,
        location=challenge.host.official_name,
        off=challenge.state in OFF or not (there or on_team),
    )


def _sessions(challenge: Challenge, person: int, places: list[PublishedPlace]) -> list[Entry]:
    """Their sessions, for who is or was in them; off where they no longer are, or the visit is not."""
    days = _days(challenge)
    if days is None:
        return []
    on_team = any(place.state in ON_TEAM for place in getattr(challenge, OWN_PLACES))
    off = challenge.state in OFF or not (on_team or _hosts(challenge, person))
    return [_session(place, challenge, days, off=off) for place in places]


def _session(place: PublishedPlace, challenge: Challenge, days: tuple[date, date], *, off: bool) -> Entry:
    session = place.session
    day = days[0] + timedelta(days=session.day)
    people = ", ".join(session.people)
    return Entry(
        key=f"session-{session.pk}-{place.person_id}",
        sequence=session.sequence + challenge.calendar_sequence,
        stamp=max(session.changed_at, _stamp(challenge)),
        first_day=day,
        last_day=day,
        summary=f"{session.title}: {challenge.host}",
        description=". ".join(part for part in (people, session.about) if part),
        location=", ".join(part for part in (session.room, challenge.host.official_name) if part),
        off=off or place.off or session.off or day > days[1],
        start=session.start,
        minutes=session.minutes,
    )


def _milestone(milestone: Milestone, challenge: Challenge, person: int, off: bool) -> Entry:
    waits = milestone.state == Milestone.State.DUE and challenge.state == ChallengeState.POSTPONED
    return Entry(
        key=f"milestone-{milestone.pk}-{person}",
        sequence=challenge.calendar_sequence,
        stamp=_stamp(challenge),
        first_day=milestone.due_on,
        last_day=milestone.due_on,
        summary=f"{milestone.get_kind_display()}: {challenge.host}",
        description=f"Owed by: {milestone.get_owner_display().lower()}",
        off=off or waits or milestone.state == Milestone.State.NOT_NEEDED,
        busy=False,
    )


def _owed(challenge: Challenge, person: int) -> dict[str, bool]:
    """Whose milestones the person owes here, and of each whether they no longer do."""
    owed: dict[str, bool] = {}
    leads = [place for place in getattr(challenge, OWN_PLACES) if place.role == TeamRole.LEAD]
    if leads:
        owed[MilestoneOwner.LEAD] = not any(place.state in ON_TEAM for place in leads)
    if _hosts(challenge, person):
        owed[MilestoneOwner.HOST] = False
    if challenge.round.manager_id == person:
        owed[MilestoneOwner.MANAGER] = False
    return owed


def _hosts(challenge: Challenge, person: int) -> bool:
    return person in (challenge.participation.organiser_id, challenge.participation.sponsor_id)


def _days(challenge: Challenge) -> tuple[date, date] | None:
    """The visit's days; of a postponed one those it last had, so that they can be cancelled."""
    if challenge.first_day and challenge.last_day:
        return challenge.first_day, challenge.last_day
    for change in reversed(challenge.date_changes.all()):
        if change.old_first_day and change.old_last_day:
            return change.old_first_day, change.old_last_day
    return None


def _stamp(challenge: Challenge) -> datetime:
    """A time that changes only when the dates do: of their last change, else of the round's making."""
    changes = list(challenge.date_changes.all())
    return changes[-1].at if changes else challenge.round.created_at
