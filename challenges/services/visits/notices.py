"""Telling people: only those whom a change concerns, with what changed, through the outbox."""

from __future__ import annotations

from collections.abc import Iterable

from challenges.models import Challenge, DateChange, Placement
from challenges.states import MANAGERS_ONLY, ON_TEAM, PlacementState
from councils.audit.models import AuditEvent
from councils.links.services import address, person_link
from councils.models import Person
from councils.outbox.services import queue_mail

# The verb under which the audit log keeps that a peer has declined.
DECLINED = "declined a place"


def concerned(challenge: Challenge) -> list[Person]:
    """Whom a change of the visit concerns: its team, the host's organiser and sponsor, the manager on site."""
    team = challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    people = [placement.person for placement in team]
    part = challenge.participation
    people += [p for p in (part.organiser, part.sponsor, challenge.manager_on_site) if p is not None]
    return list({person.pk: person for person in people}.values())


def tell_of_change(change: DateChange, people: list[Person]) -> int:
    """Put a message for each person into the outbox; how many. An inspection is not given as the reason."""
    challenge = change.challenge
    team = set(challenge.placements.filter(state__in=ON_TEAM).values_list("person_id", flat=True))
    reason = "" if change.reason in MANAGERS_ONLY else change.get_reason_display()
    sent = [
        queue_mail(
            key=f"visit-change:{change.pk}:{person.pk}",
            person=person,
            template="visit_changed",
            context={
                "challenge": challenge,
                "change": change,
                "reason": reason,
                "place": person.pk in team,
                "link": address(person_link(person, challenge.region)),
            },
            region=challenge.region,
        )
        for person in people
    ]
    return sum(message is not None for message in sent)


def invite_team(challenge: Challenge) -> int:
    """Ask every peer who has not been asked yet whether they will come; how many are waiting. Safe to call again.

    Who declined and is put on the team again is asked again."""
    waiting = challenge.placements.filter(state=PlacementState.INVITED).select_related("person")
    sent = [
        queue_mail(
            key=f"placement:{placement.pk}{_time_asked(placement)}",
            person=placement.person,
            template="placement_invited",
            context={
                "challenge": challenge,
                "placement": placement,
                "link": address(person_link(placement.person, challenge.region)),
            },
            region=challenge.region,
        )
        for placement in waiting
    ]
    return sum(message is not None for message in sent)


def tell_taken_off(challenge: Challenge, people: Iterable[Person]) -> int:
    """Tell those who are no longer on the team that their days are free; how many. Once for each edition."""
    sent = [
        queue_mail(
            key=f"taken-off:{challenge.pk}:{challenge.version}:{person.pk}",
            person=person,
            template="place_withdrawn",
            context={"challenge": challenge, "link": address(person_link(person, challenge.region))},
            region=challenge.region,
        )
        for person in people
    ]
    return sum(message is not None for message in sent)


def _time_asked(placement: Placement) -> str:
    """What makes the message another one each time after the peer has declined; nothing the first time."""
    declined = AuditEvent.objects.filter(
        record_type=placement._meta.label_lower, record_id=str(placement.pk), verb=DECLINED
    ).count()
    return f":{declined}" if declined else ""
