"""Booking people's days for a visit and letting them go: the one place that writes `BookedDay`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from challenges.models import BookedDay, Challenge
from challenges.states import ON_TEAM, ChallengeState
from councils.errors import DomainError
from councils.models import Person


def visit_days(challenge: Challenge) -> list[date]:
    """Every calendar day of the visit; none while it has no date."""
    if challenge.first_day is None or challenge.last_day is None:
        return []
    length = (challenge.last_day - challenge.first_day).days + 1
    return [challenge.first_day + timedelta(days=n) for n in range(length)]


@transaction.atomic
def book_days(challenge: Challenge) -> None:
    """Book the visit's days for everybody on its team and the manager on site, letting go of what was booked before.

    Call it in the transaction that changed days or team. Raises DomainError, naming the other visit, where somebody
    is booked elsewhere: the database's own constraint decides, so two who save at once cannot both get the day."""
    release_days(challenge)
    if challenge.state == ChallengeState.CANCELLED:
        return
    people, days = _on_site(challenge), visit_days(challenge)
    wanted = [BookedDay(person_id=person, day=day, challenge=challenge) for person in people for day in days]
    try:
        with transaction.atomic():
            BookedDay.objects.bulk_create(wanted)
    except IntegrityError as error:
        raise DomainError(_who_is_taken(people, days)) from error


@transaction.atomic
def release_days(challenge: Challenge, *, person: Person | None = None) -> int:
    """Let go of the visit's booked days, all or one person's; how many."""
    booked = BookedDay.objects.filter(challenge=challenge)
    if person is not None:
        booked = booked.filter(person=person)
    return booked.delete()[0]


def _on_site(challenge: Challenge) -> list[int]:
    team = challenge.placements.filter(state__in=ON_TEAM).values_list("person_id", flat=True)
    everybody = {*team, challenge.manager_on_site_id}
    return sorted(person for person in everybody if person is not None)


def _who_is_taken(people: Iterable[int], days: Iterable[date]) -> str:
    """The refusal in words: who is already where. The other visit may have been saved a moment ago."""
    taken = BookedDay.objects.filter(person__in=people, day__in=days).select_related(
        "person", "challenge__host"
    )
    first = taken.order_by("day", "person__name").first()
    if first is None:
        return "Somebody else was saving the same days at this moment. Please try again."
    day = f"{first.day.day} {first.day:%B %Y}"
    return (
        f"{first.person} is already at {first.challenge.host} on {day}. Choose somebody else or other days."
    )
