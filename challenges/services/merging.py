"""What rounds and challenges hold of a person follows when two records of one person are made one."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from challenges.models import (
    BookedDay,
    Challenge,
    ChallengeRound,
    DeclaredConflict,
    Participation,
    PeerOffer,
    Placement,
    PublishedPlace,
    SessionSlot,
    VisitSession,
)
from challenges.states import ON_TEAM
from councils.errors import DomainError
from councils.models import Person


@transaction.atomic
def follow_merge(*, keep: Person, drop: Person, **_: Any) -> None:
    """The receiver of `person_merged`: offers, placements, booked days, conflicts and parts of `drop` go to `keep`.

    Raises DomainError, which undoes the merge, where the two are on one team or at two visits on one day."""
    _refuse_two_visits(keep, drop)
    _move_placements(keep, drop)
    _move_offers(keep, drop)
    _move_sessions(keep, drop)
    BookedDay.objects.filter(person=drop).update(person=keep)
    DeclaredConflict.objects.filter(person=drop).update(person=keep)
    Participation.objects.filter(organiser=drop).update(organiser=keep)
    Participation.objects.filter(sponsor=drop).update(sponsor=keep)
    Challenge.objects.filter(manager_on_site=drop).update(manager_on_site=keep)
    ChallengeRound.objects.filter(manager=drop).update(manager=keep)


def _refuse_two_visits(keep: Person, drop: Person) -> None:
    days = BookedDay.objects.filter(person=drop).values("day")
    both = BookedDay.objects.filter(person=keep, day__in=days).select_related("challenge__host").first()
    if both is not None:
        day = f"{both.day.day} {both.day:%B %Y}"
        raise DomainError(
            f"Both are on site on {day}, one of them at {both.challenge.host}. Take one off first."
        )


def _move_placements(keep: Person, drop: Person) -> None:
    """One row a challenge: the one that is on the team stays, an older answer goes."""
    kept = {placement.challenge_id: placement for placement in Placement.objects.filter(person=keep)}
    for placement in Placement.objects.filter(person=drop).select_related("host_council"):
        other = kept.get(placement.challenge_id)
        if other and other.state in ON_TEAM and placement.state in ON_TEAM:
            raise DomainError(f"Both are on the team for {placement.host_council}. Take one off first.")
        if other and other.state in ON_TEAM:
            placement.delete()
            continue
        if other:
            other.delete()
        placement.person = keep
        placement.save(update_fields=["person"])


def _move_sessions(keep: Person, drop: Person) -> None:
    """Sessions of timetables that name `drop`, are with them or stand in their calendar."""
    for rows, of in (
        (VisitSession.peers.through, "visitsession"),
        (SessionSlot.peers.through, "sessionslot"),
    ):
        there = rows.objects.filter(person=keep).values(of)
        rows.objects.filter(person=drop).filter(**{f"{of}__in": there}).delete()
        rows.objects.filter(person=drop).update(person=keep)
    published = PublishedPlace.objects.filter(person=keep).values("session")
    PublishedPlace.objects.filter(person=drop, session__in=published).delete()
    PublishedPlace.objects.filter(person=drop).update(person=keep)


def _move_offers(keep: Person, drop: Person) -> None:
    there = PeerOffer.objects.filter(person=keep).values("participation")
    PeerOffer.objects.filter(person=drop, participation__in=there).delete()
    PeerOffer.objects.filter(person=drop).update(person=keep)
