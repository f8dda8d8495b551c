"""Who still blocks the plan of a round: what is missing, and whom to ring about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from challenges.models import ChallengeRound, Participation, PeerOffer
from challenges.services.sign_up.links import WRITTEN_TO
from challenges.states import TeamRole
from challenges.training import trained_until
from councils.models import Person, Post
from councils.roles import PostKind


@dataclass(frozen=True)
class Blocker:
    """One thing that is missing: of whom, where it is entered, and whom to ring (None: nobody is known).

    `own`: the manager alone can do it."""

    text: str
    url: str
    action: str
    ring: Person | None = None
    own: bool = False


@dataclass(frozen=True)
class Section:
    """Things of one kind that are missing; `words` say what they stand in the way of."""

    key: str
    title: str
    words: str
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True)
class _Seen:
    """What the sections are made from, read once."""

    round: ChallengeRound
    parts: Sequence[Participation]
    offers: Sequence[PeerOffer]
    ring: dict[object, Person]

    @property
    def hosts(self) -> list[Participation]:
        """Those that host."""
        return [each for each in self.parts if each.hosting]

    @property
    def leads(self) -> list[PeerOffer]:
        """Those offered to lead."""
        return [offer for offer in self.offers if offer.role == TeamRole.LEAD]


def sections_of(round: ChallengeRound) -> list[Section]:
    """Every kind of thing that can block the plan, with what is missing of it (a fixed number of queries)."""
    parts = list(_participations(round))
    offers = PeerOffer.objects.filter(participation__round=round).select_related(
        "person", "participation__council"
    )
    listed = list(offers.prefetch_related("topics").order_by("participation__council__name", "person__name"))
    seen = _Seen(round, parts, listed, whom_to_ring(parts))
    makers = (_silent, _hosts_without_days, _peers_without_days, _leads, _topics, _training, _needs)
    return [make(seen) for make in makers]


def whom_to_ring(parts: Iterable[Participation]) -> dict[object, Person]:
    """Whom to ring about each sign-up: its organiser, else its sponsor, else its director or an assistant director in
    post, with a telephone number before without (one query)."""
    listed = list(parts)
    posts = Post.objects.on(timezone.localdate()).filter(
        kind__in=WRITTEN_TO,
        council__in=[each.council_id for each in listed],
        person__merged_into__isnull=True,
    )
    in_post: dict[int, Person] = {}
    for post in sorted(posts.select_related("person"), key=_first_to_ring):
        in_post.setdefault(post.council_id or 0, post.person)
    chosen = {each.pk: each.organiser or each.sponsor or in_post.get(each.council_id) for each in listed}
    return {pk: person for pk, person in chosen.items() if person is not None}


def _first_to_ring(post: Post) -> tuple[bool, int, str]:
    return (not post.person.phone, WRITTEN_TO.index(PostKind(post.kind)), post.person.name)


def _participations(round: ChallengeRound) -> QuerySet[Participation]:
    related = round.participations.select_related("council", "organiser", "sponsor")
    return related.prefetch_related("topics").order_by("council__name")


def _silent(seen: _Seen) -> Section:
    silent = [each for each in seen.parts if not each.answered]
    return Section(
        "silent",
        "Councils that have not answered",
        "Without an answer a council can neither host nor lend.",
        tuple(_of_council(seen, each, str(each.council), "Enter the answer") for each in silent),
    )


def _hosts_without_days(seen: _Seen) -> Section:
    missing = [each for each in seen.hosts if not each.gave_days]
    return Section(
        "hosts",
        "Hosts whose days are not known",
        "Until then any day of the round’s weeks counts as possible for them.",
        tuple(_of_council(seen, each, str(each.council), "Enter the days") for each in missing),
    )


def _peers_without_days(seen: _Seen) -> Section:
    missing = [offer for offer in seen.offers if not offer.gave_days]
    return Section(
        "peers",
        "Offered peers who gave no days",
        "Until then any day of the round’s weeks counts as possible for them.",
        tuple(
            Blocker(
                _peer(offer),
                reverse("challenges:offer_days", args=[offer.pk]),
                "Enter the days",
                offer.person,
            )
            for offer in missing
        ),
    )


def _leads(seen: _Seen) -> Section:
    """Too few leads for the hosts: lending councils that offer none, or else the leads, who may give more days."""
    visits = sum(_visits(offer, seen) for offer in seen.leads)
    words = (
        f"Hosts: {len(seen.hosts)}. Leads offered: {len(seen.leads)}, who can lead {visits} visits together."
    )
    if visits >= len(seen.hosts):
        return Section("leads", "Too few lead challengers", words, ())
    offering = {offer.participation_id for offer in seen.leads}
    without = [each for each in seen.parts if each.lending and each.pk not in offering]
    blockers = [
        Blocker(
            f"{each.council} lends, but offers no lead",
            reverse("challenges:sign_up_offers", args=[each.pk]),
            "Offer a lead",
            seen.ring.get(each.pk),
        )
        for each in without
    ]
    asked = [
        Blocker(
            f"{_peer(offer)}: {offer.max_days} days, ask for more",
            reverse("challenges:offer_days", args=[offer.pk]),
            "Change the days",
            offer.person,
        )
        for offer in seen.leads
    ]
    nobody = Blocker(
        "Nobody lends a lead yet",
        reverse("challenges:sign_up_list", args=[seen.round.pk]),
        "See all councils",
        own=True,
    )
    return Section("leads", "Too few lead challengers", words, tuple(blockers or asked or [nobody]))


def _visits(offer: PeerOffer, seen: _Seen) -> int:
    """How many visits a lead has days for; without a limit as many as there are hosts."""
    if offer.max_days is None:
        return len(seen.hosts)
    return offer.max_days // max(1, seen.round.preset.visit_days)


def _topics(seen: _Seen) -> Section:
    hosts = [
        _of_council(seen, each, f"{each.council} has not said what it wants help in", "Choose topics")
        for each in seen.hosts
        if not each.topics.all()
    ]
    peers = [
        Blocker(
            f"{_peer(offer)}: no topics chosen",
            f"{reverse('challenges:sign_up_offers', args=[offer.participation_id])}?offer={offer.pk}",
            "Choose topics",
            offer.person,
        )
        for offer in seen.offers
        if not offer.topics.all()
    ]
    words = "Matching by topic needs both what hosts ask for and what peers offer."
    return Section("topics", "Missing topics", words, (*hosts, *_not_offered(seen), *peers))


def _not_offered(seen: _Seen) -> list[Blocker]:
    """Topics that a host asks for and nobody of another council offers."""
    offered = {(topic.pk, offer.participation_id) for offer in seen.offers for topic in offer.topics.all()}
    return [
        Blocker(
            f"{topic}, asked for by {host.council}, is offered by nobody of another council",
            reverse("challenges:sign_up_list", args=[seen.round.pk]),
            "See who lends",
            own=True,
        )
        for host in seen.hosts
        for topic in host.topics.all()
        if not any(pk == topic.pk and part != host.pk for pk, part in offered)
    ]


def _training(seen: _Seen) -> Section:
    last = seen.round.last_week + timedelta(days=6)
    lapsed = [(offer, text) for offer in seen.offers if (text := _lapse(offer, seen.round, last))]
    return Section(
        "training",
        "Peers whose training is missing or lapses in the round",
        "They can be placed, but each time with a warning.",
        tuple(
            Blocker(
                f"{_peer(offer)}: {text}",
                f"{reverse('challenges:sign_up_offers', args=[offer.participation_id])}?offer={offer.pk}",
                "Enter the training",
                offer.person,
            )
            for offer, text in lapsed
        ),
    )


def _lapse(offer: PeerOffer, round: ChallengeRound, last: date) -> str:
    if round.training_lapses_after is None:
        return ""
    until = trained_until(offer.trained_on, round.training_lapses_after)
    if until is None:
        return "no training is known"
    return f"training lapses on {until.day} {until:%B %Y}" if until < last else ""


def _needs(seen: _Seen) -> Section:
    missing = [each for each in seen.hosts if each.need is None]
    url = reverse("challenges:needs", args=[seen.round.pk])
    return Section(
        "needs",
        "Hosts whose need is not set",
        "You set it yourself. Those most in need can be visited earlier.",
        tuple(Blocker(str(each.council), url, "Set the need", own=True) for each in missing),
    )


def _of_council(seen: _Seen, each: Participation, text: str, action: str) -> Blocker:
    return Blocker(text, reverse("challenges:sign_up", args=[each.pk]), action, seen.ring.get(each.pk))


def _peer(offer: PeerOffer) -> str:
    return f"{offer.person}, {offer.get_role_display().lower()}, {offer.participation.council}"
