"""Reads for an evaluation report: what a snapshot is made of, as plain JSON values."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, F, Q

from challenges.models import Action, Challenge, ChallengeRound, DataPack, DateChange, Placement, Progress
from challenges.models.milestones import MilestoneKind
from challenges.models.visits import announced
from challenges.states import HELD, ON_TEAM, ChallengeState, MoveReason
from evaluation.models import CodebookVersion, Question, Quote, Response, Survey
from evaluation.models.responses import Consent

TOOK_PLACE = (*HELD, ChallengeState.CUT_SHORT)
# Who wants to be asked first has not agreed yet.
QUOTABLE = (Consent.ROLE_ONLY, Consent.REGION_ONLY)


def delivery_of(round: ChallengeRound) -> dict[str, Any]:
    """Challenges planned, held, moved, postponed and cancelled; peers from other regions; why visits moved.

    Challenges that were only ever proposed were not planned; `moved` are among those held."""
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
    homes = list(placed.values_list("home_council__region", flat=True))
    return {
        "planned": len(challenges),
        "held": states["held"],
        "moved": sum(_fate(c) == "held" and _moved(c) for c in challenges),
        "to_come": states["to_come"],
        "postponed": states[ChallengeState.POSTPONED],
        "cancelled": states[ChallengeState.CANCELLED],
        "peers": len(homes),
        "peers_from_outside": sum(home not in regions for home in homes),
        "reasons": _reasons(changes.values_list("reason", flat=True)),
        "challenges": [_challenge(challenge) for challenge in challenges],
    }


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


def change_of(round: ChallengeRound, today: date) -> dict[str, int]:
    """Actions that followed the letters: with a baseline, done, overdue, slipped, measured or verified."""
    actions = Action.objects.filter(challenge__round=round).exclude(state=Action.State.DROPPED)
    shown = Q(evidence__in=[Progress.Evidence.MEASURED, Progress.Evidence.VERIFIED])
    return {
        "actions": actions.count(),
        "with_baseline": actions.filter(no_baseline=False).count(),
        "done": actions.filter(state=Action.State.DONE).count(),
        "overdue": actions.filter(state=Action.State.OPEN, due_on__lt=today).count(),
        "measured": Progress.objects.filter(shown, action__in=actions).values("action").distinct().count(),
        "slipped": actions.filter(~Q(due_on=F("original_due_on"))).count(),
    }


def quotes_of(round: ChallengeRound) -> list[Quote]:
    """Approved quotes of the round's current answers, in the order of their themes."""
    quotes = Quote.objects.filter(answer__response__survey__round=round, answer__superseded_by__isnull=True)
    return list(quotes.select_related("answer__response__region", "theme").order_by("theme__code", "pk"))


def responses_by_region(round: ChallengeRound) -> dict[int, int]:
    """How many people answered, by the region they belong to."""
    counted = Response.objects.filter(survey__round=round).values("region").annotate(n=Count("pk"))
    return dict(counted.order_by("region").values_list("region", "n"))


def instrument_of(survey: Survey) -> list[dict[str, Any]]:
    """The questions as they were asked."""
    questions = Question.objects.filter(version=survey.version_id).order_by("position")
    return [{"page": q.page, "text": q.text, "options": [label for _, label in q.options]} for q in questions]


def cards_of(codebook: CodebookVersion) -> list[dict[str, str]]:
    """The codebook's cards."""
    cards = codebook.cards.select_related("theme").order_by("theme__code")
    return [
        {
            "code": card.theme.code,
            "title": card.title,
            "definition": card.definition,
            "include": card.include,
            "exclude": card.exclude,
        }
        for card in cards
    ]
