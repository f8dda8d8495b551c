"""Reads for a national report: the rounds of a year and the councils in them."""

from __future__ import annotations

from django.db.models import QuerySet

from challenges.models import Challenge, ChallengeRound
from challenges.models.visits import announced
from challenges.states import OFF
from evaluation.selectors.reports.delivery import TOOK_PLACE


def rounds_of(start_year: int) -> QuerySet[ChallengeRound]:
    """The rounds of a year that have a survey, in the order of their names."""
    rounds = ChallengeRound.objects.filter(start_year=start_year, survey__isnull=False)
    return rounds.prefetch_related("regions").order_by("name", "pk")


def years_with_rounds() -> list[int]:
    """The years of which there is a round with a survey, newest first."""
    rounds = ChallengeRound.objects.filter(survey__isnull=False)
    return list(rounds.order_by("-start_year").values_list("start_year", flat=True).distinct())


def place_name(round: ChallengeRound) -> str:
    """What a round is called beside others of its year: its regions, or its own name where that says more."""
    regions = " and ".join(sorted(region.name for region in round.regions.all()))
    return regions if round.name in regions or not round.name else f"{regions}: {round.name}"


def council_states(rounds: list[ChallengeRound]) -> dict[str, str]:
    """How each council's challenge stands, by DfE number: held, off (postponed or cancelled) or due."""
    challenges = Challenge.objects.filter(announced(), round__in=rounds).order_by("pk")
    return {
        str(number): "held" if state in TOOK_PLACE else "off" if state in OFF else "due"
        for number, state in challenges.values_list("host__dfe_number", "state")
    }
