"""Asking offered peers for their days: only those who have not given any, by their own link."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from challenges.access import require_manager
from challenges.models import ChallengeRound, PeerOffer
from challenges.states import RoundState
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.services import address, person_link
from councils.outbox.services import queue_mail


@dataclass(frozen=True)
class Asked:
    """What came of asking: peers written to, without an address, written to today already."""

    sent: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


@transaction.atomic
def ask_for_days(*, round: ChallengeRound, actor: Actor) -> Asked:
    """Mail every offered peer who has given no days their own link; at most once a day.

    Raises DomainError while the round is in draft or closed, NotAllowed for others."""
    require_manager(actor, round)
    if round.state in (RoundState.DRAFT, RoundState.CLOSED):
        raise DomainError("Peers can give their days once sign-up is open and until the round closes.")
    waiting = PeerOffer.objects.filter(participation__round=round, days_given_at__isnull=True)
    outcome: dict[str, list[str]] = {"sent": [], "nobody": [], "again": []}
    for offer in waiting.select_related("person", "participation__council__region", "participation__round"):
        outcome[_ask(offer, actor)].append(str(offer.person))
    return Asked(**{name: tuple(people) for name, people in outcome.items()})


def _ask(offer: PeerOffer, actor: Actor) -> str:
    region = offer.participation.council.region
    link, before = person_link(offer.person, region), timezone.now()
    message = queue_mail(
        key=f"days:{offer.pk}:{link.issue}:{timezone.localdate().isoformat()}",
        person=offer.person,
        template="days_asked",
        context={
            "offer": offer,
            "round": offer.participation.round,
            "address": address(link),
            "region": region,
        },
        region=region,
    )
    if message is None:
        return "nobody"
    if message.created_at < before:
        return "again"
    record(actor, "asked for days", offer, after={"to": str(offer.person)}, region=region)
    return "sent"
