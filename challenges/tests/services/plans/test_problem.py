"""What of a round reaches the planner."""

from __future__ import annotations

from datetime import date

import pytest

from challenges.models import (
    BlockedPeriod,
    ChallengeRound,
    DeclaredConflict,
)
from challenges.planning.solve.options import Options
from challenges.selectors.plans.planned import days_of
from challenges.selectors.plans.problem import problem_of, topics
from challenges.tests import factories as when
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def test_days_are_numbered_by_working_weeks(round: ChallengeRound) -> None:
    days = days_of(round)
    assert (days.number(date(2027, 9, 6)), days.number(date(2027, 9, 14))) == (0, 6)
    assert days.day(6) == date(2027, 9, 14)
    assert days.block(date(2027, 9, 11), date(2027, 9, 12), "weekend") is None


def test_topics_are_read_from_a_line() -> None:
    assert topics("Neglect, Early help; neglect ,") == ("neglect", "early help")


def test_windows_blocks_training_and_conflicts_reach_the_planner(round: ChallengeRound) -> None:
    kent, medway = (round.participations.get(council__name=name) for name in ("Kent", "Medway"))
    kent.windows.create(first_day=date(2027, 9, 13), last_day=date(2027, 9, 24))
    kent.need = 4
    kent.save()
    lead = medway.offers.get(role="lead")
    lead.trained_on = date(2024, 11, 1)
    lead.save()
    other = medway.offers.get(role="specialist")
    DeclaredConflict.objects.create(
        person=other.person, against=kent.council, reason="Worked there", declared_by="A"
    )
    DeclaredConflict.objects.create(
        council=medway.council,
        against=kent.council,
        reason="Shared director",
        declared_by="A",
        last_day=date(2020, 1, 1),
    )
    BlockedPeriod.objects.create(
        round=round, region=kent.council.region, kind="school_holiday", peers_too=True,
        first_day=date(2027, 10, 25), last_day=date(2027, 10, 29),
    )  # fmt: skip
    problem = problem_of(round)
    host = problem.council(str(kent.council_id))
    starts = Options(problem).starts(host)
    assert {days_of(round).day(day) for day in starts} <= {date(2027, 9, day) for day in range(13, 25)}
    assert host.need == 4
    assert problem.conflicts == ()
    assert problem.peer(str(other.pk)).barred == {str(kent.council_id)}
    away = {(block.first, block.last, block.why) for block in problem.peer(str(lead.pk)).blocks}
    number = days_of(round).number
    assert (number(date(2027, 11, 1)), 5 * problem.weeks, "training has lapsed") in away
    assert (number(date(2027, 10, 25)), number(date(2027, 10, 29)), "School holiday") in away


def test_earlier_rounds_bar_a_lead_and_weigh_on_the_load(round: ChallengeRound) -> None:
    kent, surrey = who.council("Kent"), who.council("Surrey")
    before = when.challenge_round(start_year=2025)
    visit = when.challenge(before, kent, state="closed", first_day=date(2026, 1, 13))
    when.placement(visit, who.person(at=surrey), role="lead")
    round.previous = before
    round.save()
    problem = problem_of(round)
    assert problem.council(str(kent.pk)).past_leads == (str(surrey.pk),)
    assert (problem.council(str(surrey.pk)).carried, problem.council(str(kent.pk)).carried) == (3, -3)
