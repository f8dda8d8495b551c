"""What needs the actor now in surveys, for the home page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from challenges.models import ChallengeRound
from challenges.states import RoundState
from councils.actor import Actor
from councils.needs import NeedsItem
from evaluation.models import Survey

SOON = timedelta(days=14)


def what_needs(actor: Actor, today: date) -> list[NeedsItem]:
    """Surveys that could be opened, have people to chase, or close soon; for those who manage the round."""
    if not actor.is_staff:
        return []
    managed = ChallengeRound.objects.managed_by(actor)
    return _to_open(managed.values_list("pk", flat=True)) + _to_chase(
        managed.values_list("pk", flat=True), today
    )


def _to_open(rounds: Iterable[UUID]) -> list[NeedsItem]:
    waiting = ChallengeRound.objects.filter(
        pk__in=rounds,
        state=RoundState.RUNNING,
        survey__isnull=True,
        challenges__letter__sent_on__isnull=False,
    )
    return [
        NeedsItem(
            "survey",
            f"Open the survey of {round}: letters have gone",
            reverse("evaluation:survey", args=[round.pk]),
        )
        for round in waiting.distinct()
    ]


def _to_chase(rounds: Iterable[UUID], today: date) -> list[NeedsItem]:
    missing = Count(
        "invitations", filter=Q(invitations__receipt__isnull=True, invitations__withdrawn_at__isnull=True)
    )
    open_now = Survey.objects.filter(round__in=rounds, opens_on__lte=today, closes_on__gte=today)
    return [
        NeedsItem(
            "survey",
            f"{survey.missing} people have not answered the survey of {survey.round}",
            reverse("evaluation:survey", args=[survey.round_id]),
            survey.closes_on,
        )
        for survey in open_now.annotate(missing=missing).select_related("round")
        if survey.missing
    ]
