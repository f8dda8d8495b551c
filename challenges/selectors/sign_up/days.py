"""Reads about the days on which hosts can be visited and offered peers can go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from challenges.models import (
    AvailabilityWindow,
    BlockedPeriod,
    ChallengeRound,
    Participation,
    PeerOffer,
)
from challenges.planning.proposal import Period
from challenges.services.sign_up.days import GAVE_DAYS
from councils.audit.models import AuditEvent

MOST_SHOWN = 10


@dataclass(frozen=True)
class DaysGiven:
    """One time that days were written down: when, by whom, what."""

    at: datetime
    by: str
    words: str


@dataclass(frozen=True)
class Availability:
    """When somebody can: on days in `windows` (without any: on all days of the round's weeks), never on `blocked`.

    `given` says whether they have answered at all."""

    given: bool
    windows: tuple[Period, ...] = ()
    blocked: tuple[Period, ...] = ()

    def can_on(self, day: date) -> bool:
        """Whether nothing that is known stands against the day."""
        if any(each.first_day <= day <= each.last_day for each in self.blocked):
            return False
        return not self.windows or any(each.first_day <= day <= each.last_day for each in self.windows)


def days_given_before(offer: PeerOffer) -> list[DaysGiven]:
    """Who wrote an offered peer's days down, newest first (one query); from the audit log, which forgets nothing."""
    events = AuditEvent.objects.filter(
        verb=GAVE_DAYS, record_type=offer._meta.label_lower, record_id=str(offer.pk)
    )
    return [
        DaysGiven(event.at, event.after.get("entered by", event.actor), _said(event.after))
        for event in events.order_by("-id")[:MOST_SHOWN]
    ]


def availability_of_hosts(round: ChallengeRound) -> dict[object, Availability]:
    """When each host of the round can be visited, by the key of its participation (four queries)."""
    hosts = list(Participation.objects.filter(round=round, hosting=True).select_related("council"))
    windows = _by_owner(AvailabilityWindow.objects.filter(participation__in=hosts), "participation_id")
    blocked = _by_owner(BlockedPeriod.objects.filter(participation__in=hosts), "participation_id")
    everywhere = list(BlockedPeriod.objects.filter(round=round))
    return {
        host.pk: Availability(
            host.gave_days,
            tuple(windows[host.pk]),
            (*blocked[host.pk], *_of_place(everywhere, host.council.region_id, peers=False)),
        )
        for host in hosts
    }


def availability_of_peers(round: ChallengeRound) -> dict[int, Availability]:
    """When each offered peer of the round can go, by the key of the offer (five queries)."""
    offers = list(
        PeerOffer.objects.filter(participation__round=round).select_related("participation__council")
    )
    windows = _by_owner(AvailabilityWindow.objects.filter(offer__in=offers), "offer_id")
    blocked = _by_owner(BlockedPeriod.objects.filter(offer__in=offers), "offer_id")
    home = _by_owner(
        BlockedPeriod.objects.filter(participation__round=round, peers_too=True), "participation_id"
    )
    everywhere = list(BlockedPeriod.objects.filter(round=round))
    return {
        offer.pk: Availability(
            offer.gave_days,
            tuple(windows[offer.pk]),
            (
                *blocked[offer.pk],
                *home[offer.participation_id],
                *_of_place(everywhere, offer.participation.council.region_id, peers=True),
            ),
        )
        for offer in offers
    }


def period_of(kept: BlockedPeriod | AvailabilityWindow) -> Period:
    """The kept days as plain data; the reason of blocked ones says what kind of block it is."""
    reason = kept.words if isinstance(kept, BlockedPeriod) else kept.reason
    return Period(kept.first_day, kept.last_day, reason)


def _of_place(blocks: Iterable[BlockedPeriod], region: int, *, peers: bool) -> list[Period]:
    """The round's own blocks and those of this region; for peers a region's only where its people stay at home."""
    return [
        period_of(block)
        for block in blocks
        if block.region_id is None or (block.region_id == region and (block.peers_too or not peers))
    ]


def _by_owner(
    rows: Iterable[BlockedPeriod] | Iterable[AvailabilityWindow], name: str
) -> dict[object, list[Period]]:
    owned: dict[object, list[Period]] = defaultdict(list)
    for row in rows:
        owned[getattr(row, name)].append(period_of(row))
    return owned


def _said(words: dict[str, object]) -> str:
    """What an event says changed, in one line."""
    told = []
    if "can on" in words or "known" in words:
        windows = words.get("can on") or []
        told.append(f"can on {', '.join(map(str, windows))}" if isinstance(windows, list) and windows else "")
        told.append("any day" if words.get("known") and not windows else "")
    if blocked := words.get("cannot on"):
        told.append(f"cannot on {', '.join(map(str, blocked))}" if isinstance(blocked, list) else "")
    if words.get("most days"):
        told.append(f"at most {words['most days']} days")
    return "; ".join(part for part in told if part) or "nothing new"
