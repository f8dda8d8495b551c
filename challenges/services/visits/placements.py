"""Peers' answers to a place on a team."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from challenges.models import Challenge, Placement
from challenges.services.visits.bookings import release_days
from challenges.services.visits.notices import DECLINED
from challenges.states import MOVABLE, ON_TEAM, PlacementState
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed


@transaction.atomic
def answer_placement(*, placement: Placement, accepted: bool, actor: Actor) -> Placement:
    """Accept or decline a place. Declining frees the days at once; who has accepted may still decline before the visit.

    Raises NotAllowed for anybody but the peer, DomainError where the place or the visit is over."""
    if placement.person_id not in actor.person_ids:
        raise NotAllowed("Only the peer answers for themselves.")
    challenge = placement.challenge
    if challenge.state not in MOVABLE or not challenge.is_announced:
        raise DomainError("The visit is over or called off, so there is nothing to answer.")
    state = PlacementState.ACCEPTED if accepted else PlacementState.DECLINED
    changed = Placement.objects.filter(pk=placement.pk, state__in=ON_TEAM).update(
        state=state, answered_at=timezone.now()
    )
    if not changed:
        raise DomainError("You are not on this team any more. Ask the programme manager if that is wrong.")
    if not accepted:
        release_days(challenge, person=placement.person)
        Challenge.objects.filter(pk=challenge.pk).update(calendar_sequence=F("calendar_sequence") + 1)
    verb = "accepted a place" if accepted else DECLINED
    record(actor, verb, placement, after={"state": state}, region=challenge.region)
    placement.refresh_from_db()
    return placement
