"""The days on which a host or an offered peer can and cannot: who writes them, for whom, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from challenges.access import can_give_days, can_sign_up, is_of_council, is_own, is_the_system
from challenges.models import AvailabilityWindow, BlockedPeriod, ChallengeRound, Participation, PeerOffer
from challenges.planning.proposal import Period
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.imports.cells import tidy

GAVE_DAYS = "gave days"
BY_PHONE, BY_FILE = "by phone", "from a file"
Owner = Participation | PeerOffer


@dataclass(frozen=True)
class Days:
    """When somebody can. `given` False: not known yet; without `windows` any day of the round's weeks suits, apart
    from those `blocked`, which go before a window."""

    given: bool
    windows: Sequence[Period] = field(default=())
    blocked: Sequence[Period] = field(default=())


@transaction.atomic
def give_days(
    *,
    offer: PeerOffer,
    days: Days,
    max_days: int | None,
    seen: str | None = None,
    deputy: str = "",
    actor: Actor,
) -> PeerOffer:
    """Write down an offered peer's days: by the peer, a deputy who came by the peer's link and gives a name, their
    council, or the manager for them. `seen` is the form's `edition_of` (None: whatever it is).

    Raises ChangedMeanwhile where somebody else saved first, DomainError for days that cannot be, NotAllowed."""
    if not (is_the_system(actor) or can_give_days(actor, offer)):
        raise NotAllowed("Only the peer, their council and the programme manager can give these days.")
    now = PeerOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if seen is not None and seen != edition_of(now):
        who = now.days_given_by or "Somebody else"
        said = f"{who} has changed this while you were editing. It is now: {words_of(now)}."
        raise ChangedMeanwhile(f"{said} Look again before you save.", edition_of(now))
    before = {**_audited(now), "most days": now.max_days}
    now.max_days = max_days
    now.save(update_fields=["max_days"])
    write_days(now, days, round=offer.participation.round, by=entered_by(actor, offer, deputy))
    was, after = changes(before, {**_audited(now), "most days": max_days})
    record(
        actor,
        GAVE_DAYS,
        offer,
        before=was,
        after=after | {"entered by": now.days_given_by},
        acting_for=offer.person,
        region=offer.participation.council.region,
    )
    offer.refresh_from_db()
    return offer


@transaction.atomic
def give_host_days(*, participation: Participation, days: Days, actor: Actor, how: str = BY_PHONE) -> None:
    """Write down the days of a host, for it, apart from the rest of its sign-up.

    Raises DomainError for days that cannot be, NotAllowed for whoever may not sign the council up."""
    if not (is_the_system(actor) or can_sign_up(actor, participation)):
        raise NotAllowed("Only the council and the programme manager can give these days.")
    before = _audited(participation)
    by = entered_by(actor, participation, how=how)
    write_days(participation, days, round=participation.round, by=by)
    was, after = changes(before, _audited(participation))
    record(
        actor,
        GAVE_DAYS,
        participation,
        before=was,
        after=after | {"entered by": participation.days_given_by},
        region=participation.council.region,
    )


def write_days(owner: Owner, days: Days, *, round: ChallengeRound, by: str) -> None:
    """Replace what is known of somebody's days, inside the caller's transaction; nobody is asked and nothing logged.

    Who had given the same days already keeps when and by whom. Raises DomainError for days that cannot be."""
    check_days(round, days)
    if (owner.gave_days, _lines(owner)) == (days.given, _lines_of(days)):
        return
    which = _which(owner)
    AvailabilityWindow.objects.filter(**which).delete()
    BlockedPeriod.objects.filter(kind="", **which).delete()
    AvailabilityWindow.objects.bulk_create(
        _rows(AvailabilityWindow, days.windows if days.given else (), which)
    )
    BlockedPeriod.objects.bulk_create(_rows(BlockedPeriod, days.blocked, which))
    owner.days_given_at = timezone.now() if days.given else None
    owner.days_given_by = by[:200]
    owner.save(update_fields=["days_given_at", "days_given_by"])


def check_days(round: ChallengeRound, days: Days) -> None:
    """Raises DomainError, by field, for days that end before they begin or lie outside the round's weeks."""
    faults = {
        name: text
        for name, periods, whole in (("windows", days.windows, True), ("blocked", days.blocked, False))
        if (text := " ".join(filter(None, (fault_of(round, each, whole=whole) for each in periods))))
    }
    if faults:
        raise DomainError(next(iter(faults.values())), faults)


def fault_of(round: ChallengeRound, period: Period, *, whole: bool) -> str:
    """What is wrong with a period for this round, "" where nothing is. `whole`: it must lie in the round's weeks as
    a whole; else it must touch them."""
    said = _said(period)
    if period.last_day < period.first_day:
        return f"{said} ends before it begins."
    first, last = round.first_week, round.last_week + timedelta(days=6)
    inside = first <= period.first_day and period.last_day <= last
    touches = period.first_day <= last and first <= period.last_day
    if inside if whole else touches:
        return ""
    return f"{said} is outside the round’s weeks, {_day(first)} to {_day(last)}."


def entered_by(actor: Actor, owner: Owner, deputy: str = "", how: str = BY_PHONE) -> str:
    """Who writes an answer down, and for whom where that is somebody else, in words that are kept with it.

    `how` the answer reached a manager who writes it down for others."""
    person = owner.person if isinstance(owner, PeerOffer) else None
    participation = owner.participation if isinstance(owner, PeerOffer) else owner
    if is_the_system(actor):
        return actor.name
    if person is not None and is_own(actor, person):
        who = tidy(deputy) or ("" if actor.person == person else actor.name)
        return f"{who}, for {person}" if who else str(person)
    if not is_of_council(actor, participation):
        return f"{actor.name}, {how}, for {person or participation.council}"
    by_link = actor.user is None and actor.person is None
    who = f"{participation.council}, by its link" if by_link else actor.name
    return f"{who}, for {person}" if person else who


def edition_of(owner: Owner) -> str:
    """What a form holds to notice that somebody else has written days down meanwhile."""
    most = owner.max_days if isinstance(owner, PeerOffer) else ""
    return (
        f"{owner.days_given_at.isoformat() if owner.days_given_at else ''}|{most or ''}|{owner.days_given_by}"
    )


def words_of(owner: Owner) -> str:
    """Somebody's days in one line."""
    lines = _lines(owner)
    can = ", ".join(lines[0]) or ("any day of the round’s weeks" if owner.gave_days else "not known yet")
    return f"{can}; not {', '.join(lines[1])}" if lines[1] else can


def _audited(owner: Owner) -> dict[str, Any]:
    windows, blocked = _lines(owner)
    return {"known": owner.gave_days, "can on": windows, "cannot on": blocked}


def _lines(owner: Owner) -> tuple[list[str], list[str]]:
    which = _which(owner)
    windows = AvailabilityWindow.objects.filter(**which).order_by("first_day", "last_day")
    blocked = BlockedPeriod.objects.filter(kind="", **which).order_by("first_day", "last_day")
    return [_line(each) for each in windows], [_line(each) for each in blocked]


def _lines_of(days: Days) -> tuple[list[str], list[str]]:
    def in_order(periods: Iterable[Period]) -> list[str]:
        return [_line(each) for each in sorted(periods, key=lambda each: (each.first_day, each.last_day))]

    return in_order(days.windows if days.given else ()), in_order(days.blocked)


def _which(owner: Owner) -> dict[str, Any]:
    return {"offer" if isinstance(owner, PeerOffer) else "participation": owner}


def _rows(model: Any, periods: Iterable[Period], which: dict[str, Any]) -> list[Any]:
    return [
        model(first_day=each.first_day, last_day=each.last_day, reason=each.reason, **which)
        for each in periods
    ]


def _line(period: Any) -> str:
    return f"{_said(period)} ({period.reason})" if period.reason else _said(period)


def _said(period: Any) -> str:
    if period.first_day == period.last_day:
        return _day(period.first_day)
    return f"{_day(period.first_day)} to {_day(period.last_day)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
