"""What a file of days is read against, and the file that an import reads back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils import timezone

from challenges.imports.cells import ANY, CAN, CANNOT, RoundFacts
from challenges.imports.days import COLUMNS
from challenges.imports.owners import Known, OwnerReader, Somebody, Taking
from challenges.models import ChallengeRound, Participation, PeerOffer
from challenges.planning.proposal import Period
from challenges.services.sign_up.days import fault_of
from challenges.states import TeamRole
from councils.imports.cells import neutralised
from councils.imports.posts import plain
from councils.models import Council, Person, Post

SHORT_ROLES = {"lead": TeamRole.LEAD, "peer": TeamRole.OPERATIONAL, "operational": TeamRole.OPERATIONAL}


def facts_of(round: ChallengeRound) -> RoundFacts:
    """The words, topics and weeks of the round."""
    roles = {plain(word): role.value for role in TeamRole for word in (role.value, role.label)}
    return RoundFacts(
        roles=roles | {word: role.value for word, role in SHORT_ROLES.items()},
        topics={plain(topic.name): topic.name for topic in round.topics.all()},
        today=timezone.localdate(),
        fault_of=lambda period, whole: fault_of(round, period, whole=whole),
    )


def owners_of(round: ChallengeRound) -> OwnerReader:
    """The councils of the round, their people, and what is known of each host and peer (a fixed number of queries)."""
    taking = {each.pk: _taking(each) for each in _participations(round)}
    names = Council.objects.exclude(participations__round=round).values_list("name", flat=True)
    return OwnerReader(taking.values(), names, _people(round), known_of(round))


def known_of(round: ChallengeRound) -> list[Known]:
    """Every host and offered peer of the round with what is known of them, by council."""
    hosts = [_host(each) for each in _participations(round) if each.hosting]
    offers = PeerOffer.objects.filter(participation__round=round).select_related(
        "person", "participation__council"
    )
    listed = offers.prefetch_related("windows", "blocked_periods", "topics")
    peers = [_peer(offer) for offer in listed.order_by("participation__council__name", "person__name")]
    return [*hosts, *peers]


def export_rows(round: ChallengeRound) -> Iterator[list[str]]:
    """The headings, then a row for each period of each host and peer, as an import reads it."""
    yield list(COLUMNS)
    for known in known_of(round):
        for kind, period in _periods(known):
            row = _of_owner(known) | {"days": kind} | (_of_period(period) if period else {})
            yield [neutralised(row.get(column, "")) for column in COLUMNS]


def _participations(round: ChallengeRound) -> Iterable[Participation]:
    taking_part = Participation.objects.filter(round=round).select_related("council")
    return taking_part.prefetch_related("windows", "blocked_periods", "topics")


def _taking(each: Participation) -> Taking:
    council = each.council
    return Taking(
        str(each.pk), council.pk, council.name, council.dfe_number, bool(each.hosting), bool(each.lending)
    )


def _people(round: ChallengeRound) -> list[Somebody]:
    """Everybody with a post in a council of the round, past ones as well, and whoever is not of it by reference."""
    councils: dict[int, set[int]] = defaultdict(set)
    of_round = round.participations.values("council")
    for person, council in Post.objects.filter(council__in=of_round).values_list("person", "council"):
        if council:
            councils[person].add(council)
    return [
        Somebody(person.pk, person.reference, person.name, frozenset(councils[person.pk]))
        for person in Person.objects.current()
    ]


def _host(each: Participation) -> Known:
    return Known(
        _taking(each),
        name=each.council.name,
        topics=_topics(each),
        given=each.gave_days,
        windows=_plain(each.windows.all()),
        blocked=_plain(period for period in each.blocked_periods.all() if not period.kind),
    )


def _peer(offer: PeerOffer) -> Known:
    return Known(
        _taking(offer.participation),
        offer.person_id,
        offer.pk,
        offer.person.name,
        offer.person.reference,
        offer.role,
        offer.max_days,
        offer.trained_on.isoformat() if offer.trained_on else "",
        offer.expertise,
        _topics(offer),
        offer.gave_days,
        _plain(offer.windows.all()),
        _plain(offer.blocked_periods.all()),
    )


def _topics(owner: Participation | PeerOffer) -> tuple[str, ...]:
    return tuple(sorted(topic.name for topic in owner.topics.all()))


def _plain(periods: Iterable[object]) -> tuple[Period, ...]:
    listed = [Period(each.first_day, each.last_day, each.reason) for each in periods]  # type: ignore[attr-defined]
    return tuple(sorted(listed, key=lambda each: (each.first_day, each.last_day)))


def _periods(known: Known) -> list[tuple[str, Period | None]]:
    can: list[tuple[str, Period | None]] = [(CAN, each) for each in known.windows]
    if known.given and not can:
        can = [(ANY, None)]
    rows = [*can, *((CANNOT, each) for each in known.blocked)]
    return rows or [("", None)]


def _of_owner(known: Known) -> dict[str, str]:
    return {
        "council": known.taking.name,
        "reference": known.reference,
        "name": "" if known.is_host else known.name,
        "role": known.role,
        "days_offered": str(known.max_days or ""),
        "trained_on": known.trained_on,
        "expertise": known.expertise,
        "topics": "; ".join(known.topics),
    }


def _of_period(period: Period) -> dict[str, str]:
    first, last = period.first_day.isoformat(), period.last_day.isoformat()
    return {"first_day": first, "last_day": last, "reason": period.reason}
