"""Reads for the page on which a visit gets its days and its team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from challenges.models import BlockedPeriod, Challenge, ChallengeRound, Participation, PeerOffer
from challenges.states import ChallengeState, RoundState, TeamRole
from councils.actor import Actor
from councils.models import Person, Post
from councils.roles import PostKind

NEVER_ON_A_TEAM = (PostKind.PROGRAMME_MANAGER,)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be put on the team: offered with a role, or in post in a council that lends."""

    person: Person
    words: str
    offered_as: str = ""


@dataclass(frozen=True)
class OutsidePeer:
    """A peer of another region, offered beyond it: role, expertise and blocked days, but not who they are."""

    role: str
    expertise: str
    region: str
    blocked: tuple[str, ...]
    contact: str


def candidates_for(participation: Participation, day: date) -> list[Candidate]:
    """Who could be on the team on `day`, offered peers first; nobody of the host (a fixed number of queries)."""
    host, round = participation.council_id, participation.round
    offers = PeerOffer.objects.filter(participation__round=round).exclude(participation__council=host)
    listed = {
        offer.person_id: _offered(offer)
        for offer in offers.select_related("person", "participation__council").order_by("person__name")
    }
    lending = Participation.objects.filter(round=round, lending=True).exclude(council=host).values("council")
    posts = Post.objects.on(day).filter(council__in=lending, person__merged_into__isnull=True)
    for post in (
        posts.exclude(kind__in=NEVER_ON_A_TEAM).select_related("person", "council").order_by("person__name")
    ):
        words = f"{post.person}, {post.get_kind_display().lower()}, {post.council}"
        listed.setdefault(post.person_id, Candidate(post.person, words))
    own = set(Post.objects.on(day).filter(council=host).values_list("person_id", flat=True))
    return [candidate for person, candidate in listed.items() if person not in own]


def managers_on_site(round: ChallengeRound) -> list[Person]:
    """The programme managers of the round's regions, in post or named on the round."""
    posts = Q(posts__kind=PostKind.PROGRAMME_MANAGER, posts__region__in=round.regions.all())
    named = Q(pk=round.manager_id)
    return list(Person.objects.filter(posts | named, merged_into__isnull=True).distinct().order_by("name"))


def outside_peers(round: ChallengeRound) -> list[OutsidePeer]:
    """Peers whom other regions' open rounds offer beyond their region, without their names (two queries)."""
    offers = PeerOffer.objects.filter(outside_region=True).exclude(participation__round=round)
    near = offers.filter(
        participation__round__first_week__lte=round.last_week,
        participation__round__last_week__gte=round.first_week,
    ).exclude(participation__round__state__in=[RoundState.DRAFT, RoundState.CLOSED])
    found = list(near.select_related("participation__council__region"))
    blocked: dict[int, list[str]] = defaultdict(list)
    for period in BlockedPeriod.objects.filter(offer__in=found):
        blocked[period.offer_id or 0].append(_short(period))
    return [_outside(offer, blocked[offer.pk]) for offer in found]


def _outside(offer: PeerOffer, blocked: Iterable[str]) -> OutsidePeer:
    region = offer.participation.council.region
    contact = region.contact_email or region.contact_name
    return OutsidePeer(offer.get_role_display(), offer.expertise, region.name, tuple(blocked), contact)


def _offered(offer: PeerOffer) -> Candidate:
    expertise = f": {offer.expertise}" if offer.expertise else ""
    role = TeamRole(offer.role).label.lower()
    return Candidate(
        offer.person, f"{offer.person}, {offer.participation.council} ({role}{expertise})", offer.role
    )


def _short(period: BlockedPeriod) -> str:
    first, last = period.first_day, period.last_day
    return f"{first:%-d %b}" if first == last else f"{first:%-d %b} to {last:%-d %b %Y}"


def hosts_without_visit(round: ChallengeRound, actor: Actor) -> QuerySet[Participation]:
    """The round's hosts that have no challenge yet, as far as the actor sees them."""
    planned = Challenge.objects.filter(round=round).exclude(state=ChallengeState.CANCELLED).values("host")
    hosting = Participation.objects.visible_to(actor).filter(round=round, hosting=True)
    return hosting.exclude(council__in=planned).select_related("council")
