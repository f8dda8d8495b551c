"""Taking in a file of days for a whole round: upload, dry run, and all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import BinaryIO

from django.db import transaction

from challenges.access import require_manager
from challenges.imports.days import OPTIONAL, REQUIRED, PlannedOwner, PlannedRow, plan_days
from challenges.models import ChallengeRound, Participation, PeerOffer
from challenges.selectors.sign_up.days_import import facts_of, owners_of
from challenges.services.sign_up.answers import OfferDetails, add_offer, edit_offer
from challenges.services.sign_up.days import BY_FILE, Days, give_host_days
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.imports.people import SAME
from councils.models import PeopleImport, Person
from councils.services.uploads import check_plan, held, keep_file, rows_of


def subject_of(round: ChallengeRound) -> str:
    """What a kept file of this round's days is called."""
    return f"days:{round.pk}"


@transaction.atomic
def start_days_import(file: BinaryIO, *, file_name: str, round: ChallengeRound, actor: Actor) -> PeopleImport:
    """Read a CSV or XLSX file and keep its rows until they are taken or given up; nothing else is saved.

    Raises NotAllowed, or DomainError with what is wrong with the file as a whole."""
    require_manager(actor, round)
    return keep_file(
        file,
        file_name=file_name,
        required=REQUIRED,
        optional=OPTIONAL,
        subject=subject_of(round),
        actor=actor,
    )


def plan_of(kept: PeopleImport, *, round: ChallengeRound) -> tuple[PlannedRow, ...]:
    """What the kept rows would do to the round as it is at this moment."""
    return plan_days(rows_of(kept), facts_of(round), owners_of(round))


@transaction.atomic
def take_days_import(
    kept: PeopleImport, *, digest: str, round: ChallengeRound, actor: Actor
) -> tuple[int, int]:
    """Save every row, or none: how many peers are newly offered, how many hosts and peers are changed.

    Raises NotAllowed, or DomainError where a row is faulty, somebody has changed the sign-up since the dry run, or the
    file has been taken already."""
    require_manager(actor, round)
    locked = held(kept, actor=actor)
    if locked.subject != subject_of(round):
        raise DomainError("This is a file of another round.")
    plan = plan_of(locked, round=round)
    check_plan(plan, digest=digest, what="sign-ups")
    owners = [row.owner for row in plan if row.owner and row.verdict != SAME]
    for owner in owners:
        _take(owner, actor)
    locked.delete()
    new = sum(owner.known.is_new for owner in owners)
    return new, len(owners) - new


def _take(owner: PlannedOwner, actor: Actor) -> None:
    if owner.known.is_host:
        _take_host(owner, actor)
        return
    participation = Participation.objects.select_related("round", "council__region").get(
        pk=owner.known.taking.key
    )
    details = _details(owner, participation.round)
    if owner.known.offer is None:
        person = Person.objects.get(reference=owner.known.reference)
        add_offer(participation=participation, person=person, details=details, actor=actor)
        return
    offers = PeerOffer.objects.select_related(
        "person", "participation__round", "participation__council__region"
    )
    offer = offers.get(pk=owner.known.offer)
    edit_offer(offer=offer, details=_keeping(details, offer), actor=actor)


def _take_host(owner: PlannedOwner, actor: Actor) -> None:
    participation = Participation.objects.select_related("round", "council__region").get(
        pk=owner.known.taking.key
    )
    give_host_days(participation=participation, days=_days(owner), actor=actor, how=BY_FILE)
    if owner.topics != owner.known.topics:
        participation.topics.set(participation.round.topics.filter(name__in=owner.topics))
        record(
            actor,
            "chose topics for the council",
            participation,
            before={"topics": list(owner.known.topics)},
            after={"topics": list(owner.topics)},
            region=participation.council.region,
        )


def _details(owner: PlannedOwner, round: ChallengeRound) -> OfferDetails:
    return OfferDetails(
        role=owner.role,
        expertise=owner.expertise,
        max_days=owner.max_days,
        days=_days(owner),
        trained_on=date.fromisoformat(owner.trained_on) if owner.trained_on else None,
        topics=list(round.topics.filter(name__in=owner.topics)),
        how=BY_FILE,
    )


def _keeping(details: OfferDetails, offer: PeerOffer) -> OfferDetails:
    """The file does not speak of use outside the region."""
    return replace(details, outside_region=offer.outside_region)


def _days(owner: PlannedOwner) -> Days:
    return Days(owner.given, owner.windows, owner.blocked)
