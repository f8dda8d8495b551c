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
from councils.roles import MembershipRole
from evaluation.models import Survey
from evaluation.models.reports import Stage
from evaluation.selectors.reports.fact_checks import fact_checks_for

SOON = timedelta(days=14)


def what_needs(actor: Actor, today: date) -> list[NeedsItem]:
    """Facts to check; for those who manage a round, surveys that could be opened, have people to chase, or close."""
    checks = _to_check(actor, today)
    if not actor.is_staff:
        return checks
    managed = ChallengeRound.objects.managed_by(actor)
    return (
        checks
        + _to_open(managed.values_list("pk", flat=True))
        + _to_chase(managed.values_list("pk", flat=True), today)
    )


def _to_check(actor: Actor, today: date) -> list[NeedsItem]:
    """Reports whose facts are out, for the regions and hosts that they concern; those who wrote them know."""
    if actor.is_national or actor.holds(MembershipRole.EVALUATOR):
        return []
    return [
        NeedsItem(
            "fact_check",
            f"Check the facts of the report of {report.place}",
            reverse("evaluation:fact_check", args=[report.pk]),
            report.check_until,
        )
        for report in fact_checks_for(actor).filter(stage=Stage.FACT_CHECK, check_until__gte=today)
    ]


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
    asked = Q(invitations__sent_at__isnull=False, invitations__withdrawn_at__isnull=True)
    silent = Q(invitations__receipt__isnull=True, invitations__draft__sent_key__isnull=True)
    missing = Count("invitations", filter=asked & silent)
    open_now = Survey.objects.filter(round__in=rounds, opens_on__lte=today, closes_on__gte=today)
    return [
        NeedsItem(
            "survey",
            f"{_people(survey.missing)} not answered the survey of {survey.round}",
            reverse("evaluation:survey", args=[survey.round_id]),
            survey.closes_on,
        )
        for survey in open_now.annotate(missing=missing).select_related("round")
        if survey.missing
    ]


def _people(number: int) -> str:
    return "1 person has" if number == 1 else f"{number} people have"
