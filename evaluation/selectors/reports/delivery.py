"""Reads for a report: what was done. Challenges, data packs and actions as plain JSON values."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median
from typing import Any

from django.db.models import F, Q, QuerySet

from challenges.models import Action, Challenge, ChallengeRound, DataPack, DateChange, Placement, Progress
from challenges.models.milestones import MilestoneKind
from challenges.models.visits import announced
from challenges.states import HELD, ON_TEAM, ChallengeState, MoveReason

TOOK_PLACE = (*HELD, ChallengeState.CUT_SHORT)


def delivery_of(round: ChallengeRound) -> dict[str, Any]:
    """Challenges planned, held, moved, postponed and cancelled; peers and their days; why visits moved.

    Challenges that were only ever proposed were not planned; `moved` are among those held. A day given is one peer on
    one day of a visit that took place; `ledger` has the days each council gave and received."""
    challenges = list(
        Challenge.objects.filter(announced(), round=round)
        .select_related("host")
        .order_by("original_first_day", "host__name")
    )
    changes = DateChange.objects.filter(challenge__in=challenges)
    states = Counter(_fate(challenge) for challenge in challenges)
    placed = Placement.objects.filter(
        challenge__round=round, challenge__state__in=TOOK_PLACE, state__in=ON_TEAM
    )
    regions = set(round.regions.values_list("pk", flat=True))
    places = list(placed.select_related("challenge", "home_council", "host_council"))
    outside = [place for place in places if place.home_council.region_id not in regions]
    return {
        "planned": len(challenges),
        "held": states["held"],
        "moved": sum(_fate(c) == "held" and _moved(c) for c in challenges),
        "to_come": states["to_come"],
        "postponed": states[ChallengeState.POSTPONED],
        "cancelled": states[ChallengeState.CANCELLED],
        "peers": len(places),
        "peers_from_outside": len(outside),
        "days_given": sum(_days(place.challenge) for place in places),
        "days_from_outside": sum(_days(place.challenge) for place in outside),
        "ledger": _ledger(places),
        "months": _months(challenges),
        "reasons": _reasons(changes.values_list("reason", flat=True)),
        "challenges": [_challenge(challenge) for challenge in challenges],
    }


def _days(challenge: Challenge) -> int:
    if challenge.first_day is None or challenge.last_day is None:
        return 0
    return (challenge.last_day - challenge.first_day).days + 1


def _ledger(places: list[Placement]) -> list[list[Any]]:
    """Council, days given, days received; in the order of their names."""
    given: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for place in places:
        given[place.home_council.name] += _days(place.challenge)
        received[place.host_council.name] += _days(place.challenge)
    return [[name, given[name], received[name]] for name in sorted({*given, *received})]


def _months(challenges: list[Challenge]) -> list[list[Any]]:
    """Month ("2026-03"), visits first planned to begin in it, visits held that began in it; no month left out."""
    planned = Counter(f"{c.original_first_day:%Y-%m}" for c in challenges if c.original_first_day)
    held = Counter(f"{c.first_day:%Y-%m}" for c in challenges if c.first_day and _fate(c) == "held")
    return [[month, planned[month], held[month]] for month in _every_month({*planned, *held})]


def _every_month(some: set[str]) -> list[str]:
    if not some:
        return []
    (year, month), last = map(int, min(some).split("-")), max(some)
    months = [f"{year:04d}-{month:02d}"]
    while months[-1] < last:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        months.append(f"{year:04d}-{month:02d}")
    return months


def _fate(challenge: Challenge) -> str:
    """Each challenge has one: held, postponed, cancelled, else still to come."""
    if challenge.state in TOOK_PLACE:
        return "held"
    off = (ChallengeState.POSTPONED, ChallengeState.CANCELLED)
    return challenge.state if challenge.state in off else "to_come"


def _moved(challenge: Challenge) -> bool:
    days = (challenge.first_day, challenge.last_day)
    return days != (challenge.original_first_day, challenge.original_last_day)


def _reasons(reasons: Any) -> list[list[Any]]:
    counted = Counter(reasons)
    return [[MoveReason(reason).label, counted[reason]] for reason in sorted(counted)]


def _challenge(challenge: Challenge) -> dict[str, str]:
    return {
        "host": challenge.host.name,
        "theme": challenge.theme,
        "planned": str(challenge.original_first_day or ""),
        "visited": str(challenge.first_day or "") if challenge.state in TOOK_PLACE else "",
        "state": "Held" if challenge.state in TOOK_PLACE else challenge.get_state_display(),
    }


def data_packs_of(round: ChallengeRound) -> dict[str, Any]:
    """Data packs of the challenges held: recorded, on time, usable, and the median age of their figures in days."""
    held = Challenge.objects.filter(round=round, state__in=TOOK_PLACE)
    packs = list(DataPack.objects.filter(challenge__in=held).select_related("challenge"))
    due = dict(
        held.filter(milestones__kind=MilestoneKind.DATA_PACK).values_list("pk", "milestones__original_due_on")
    )
    ages = [(p.received_on - p.as_of).days for p in packs if p.received_on and p.as_of]
    return {
        "held": held.count(),
        "received": sum(pack.received_on is not None for pack in packs),
        "on_time": sum(_on_time(pack, due) for pack in packs),
        "usable": sum(bool(pack.usable) for pack in packs),
        "median_age_days": int(median(ages)) if ages else None,
    }


def _on_time(pack: DataPack, due: dict[Any, date]) -> bool:
    return bool(pack.received_on and pack.challenge_id in due and pack.received_on <= due[pack.challenge_id])


def change_of(round: ChallengeRound, today: date) -> dict[str, Any]:
    """Actions that followed the letters: with a baseline, done, overdue, slipped, measured or verified.

    `evidence` counts actions by the best grade of evidence that any of their progress has."""
    actions = Action.objects.filter(challenge__round=round).exclude(state=Action.State.DROPPED)
    shown = Q(evidence__in=[Progress.Evidence.MEASURED, Progress.Evidence.VERIFIED])
    return {
        "actions": actions.count(),
        "with_baseline": actions.filter(no_baseline=False).count(),
        "done": actions.filter(state=Action.State.DONE).count(),
        "overdue": actions.filter(state=Action.State.OPEN, due_on__lt=today).count(),
        "measured": Progress.objects.filter(shown, action__in=actions).values("action").distinct().count(),
        "evidence": _evidence(actions),
        "slipped": actions.filter(~Q(due_on=F("original_due_on"))).count(),
    }


def _evidence(actions: QuerySet[Action]) -> list[list[Any]]:
    order = list(Progress.Evidence.values)
    best: dict[int, int] = {}
    for action, grade in Progress.objects.filter(action__in=actions).values_list("action", "evidence"):
        best[action] = max(best.get(action, -1), order.index(grade))
    counted = Counter(best.values())
    graded = [[Progress.Evidence(grade).label, counted[n]] for n, grade in enumerate(order)]
    return [*graded, ["Nothing recorded", actions.count() - len(best)]]
