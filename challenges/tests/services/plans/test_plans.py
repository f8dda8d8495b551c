"""A plan is looked for and changed by hand; nothing is overwritten silently."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from challenges.models import (
    BookedDay,
    ChallengeRound,
    DraftPlan,
    PlannedVisit,
    PlanRun,
)
from challenges.planning.check import violations
from challenges.selectors.plans.pages import plan_page, why_page
from challenges.selectors.plans.planned import days_of, visits_of_draft
from challenges.selectors.plans.problem import problem_of
from challenges.services.plans.editing import PlanChangedMeanwhile, change_visit, keep_visit, wish_pair
from challenges.services.plans.looking import do_plan, request_plan, set_rules, stop_plan, use_found
from challenges.services.plans.repairs import request_repairs
from challenges.tests.services.plans.made import planned
from councils.actor import Actor, actor_for
from councils.errors import DomainError, NotAllowed
from councils.runs.services import perform
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def test_a_plan_is_found_and_becomes_the_draft(round: ChallengeRound, manager: Actor) -> None:
    run = planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    assert (run.state, draft.run, draft.edition) == ("done", run, 1)
    assert violations(problem_of(round, draft), visits_of_draft(draft)) == []
    assert draft.visits.count() == 6
    page = plan_page(round)
    assert (page.total, page.missing, page.broken) == (run.found["total"], [], [])
    assert all(not row.broken for row in page.rows)
    assert BookedDay.objects.count() == 0


def test_asking_while_one_is_under_way_gives_that_one(round: ChallengeRound, manager: Actor) -> None:
    first, second = (request_plan(round=round, actor=manager) for _ in range(2))
    assert first == second


def test_a_search_can_be_stopped_and_keeps_the_best(round: ChallengeRound, manager: Actor) -> None:
    run = request_plan(round=round, seconds=300, actor=manager)
    stop_plan(run=run, actor=manager)
    perform(PlanRun, run.pk, do_plan)
    run.refresh_from_db()
    assert run.state == "done"
    assert (run.finished_at - run.started_at).total_seconds() < 60
    assert DraftPlan.objects.get(round=round).visits.count() == 6


def test_a_draft_that_was_changed_meanwhile_is_not_overwritten(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    run = request_plan(round=round, seconds=1, actor=manager)
    visit = draft.visits.first()
    keep_visit(visit=visit, kept=True, seen=draft.edition, actor=manager)
    perform(PlanRun, run.pk, do_plan)
    draft.refresh_from_db()
    assert (draft.edition, draft.run_id != run.pk) == (2, True)
    run.refresh_from_db()
    use_found(run=run, actor=manager)
    draft.refresh_from_db()
    assert (draft.edition, draft.run) == (3, run)
    assert PlannedVisit.objects.get(plan=draft, participation=visit.participation).days_kept


def test_what_is_kept_stays_through_the_next_search(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    visit = draft.visits.get(participation__council__name="Surrey")
    team = {place.offer: place.role for place in visit.places.all()}
    day = visit.first_day + timedelta(days=28)
    while day.weekday() > 1 or _blocked(round, day):
        day += timedelta(days=1)
    change_visit(
        visit=visit, first_day=day, days=3, manager=None, offers=team, days_kept=True, kept=set(), seen=1,
        actor=manager,
    )  # fmt: skip
    planned(round, manager)
    assert PlannedVisit.objects.get(participation__council__name="Surrey").first_day == day


def _blocked(round: ChallengeRound, day: date) -> bool:
    problem, days = problem_of(round), days_of(round)
    number = days.number(day)
    blocks = problem.councils[0].blocks
    return any(block.first <= n <= block.last for block in blocks for n in range(number, number + 3))


def test_the_second_of_two_managers_sees_what_the_first_changed(
    round: ChallengeRound, manager: Actor
) -> None:
    planned(round, manager)
    visit = PlannedVisit.objects.first()
    keep_visit(visit=visit, kept=True, seen=1, actor=manager)
    with pytest.raises(PlanChangedMeanwhile) as refused:
        keep_visit(visit=visit, kept=False, seen=1, actor=manager)
    assert refused.value.edition == "2"
    assert refused.value.changes == [f"{manager.name}: {visit.participation.council}: kept"]
    assert PlannedVisit.objects.get(pk=visit.pk).days_kept


def test_a_broken_draft_is_saved_and_named(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    visit = PlannedVisit.objects.get(participation__council__name="Kent")
    change_visit(
        visit=visit, first_day=visit.first_day, days=3, manager=None, offers={}, days_kept=False, kept=set(),
        seen=1, actor=manager,
    )  # fmt: skip
    row = next(row for row in plan_page(round).rows if row.visit == visit)
    assert "Kent: 0 on the team, not 4." in row.broken
    assert why_page(visit) is not None


def test_the_host_is_not_on_its_own_team(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    visit = PlannedVisit.objects.get(participation__council__name="Kent")
    own = visit.participation.offers.first()
    with pytest.raises(DomainError, match="which they cannot challenge"):
        change_visit(
            visit=visit, first_day=visit.first_day, days=3, manager=None, offers={own: "lead"}, days_kept=False,
            kept=set(), seen=1, actor=manager,
        )  # fmt: skip


def test_a_barred_pair_is_never_planned(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    visit = PlannedVisit.objects.get(participation__council__name="Kent")
    lead = visit.places.get(role="lead").offer.participation.council
    wish_pair(host=visit.participation, council=lead, kind="barred", actor=manager)
    planned(round, manager)
    again = PlannedVisit.objects.get(participation__council__name="Kent")
    assert lead not in {place.offer.participation.council for place in again.places.all()}


def test_why_nothing_fits_is_stored(round: ChallengeRound, manager: Actor) -> None:
    for offer in round.participations.get(council__name="Kent").offers.all():
        offer.delete()
    part = round.participations.get(council__name="Surrey")
    part.blocked_periods.create(first_day=date(2027, 9, 1), last_day=date(2028, 3, 31), reason="Inspection")
    run = planned(round, manager)
    assert (run.state, run.found, run.why_not["proved"]) == ("done", None, True)
    assert run.why_not["causes"][0]["text"] == "Surrey cannot host on any 3 days in a row of one week."
    assert "Ask Surrey to host" in run.why_not["changes"][0]["text"]
    assert not DraftPlan.objects.exists()


def test_rules_that_contradict_themselves_are_refused(round: ChallengeRound, manager: Actor) -> None:
    with pytest.raises(DomainError) as refused:
        set_rules(
            round=round, settings={"shape": "pairs", "max_same_council": 2, "repeat_rounds": 1}, actor=manager
        )
    assert set(refused.value.fields) == {"max_same_council", "repeat_rounds"}


def test_strangers_plan_nothing(round: ChallengeRound) -> None:
    stranger = actor_for(who.user())
    with pytest.raises(NotAllowed):
        request_plan(round=round, actor=stranger)
    with pytest.raises(NotAllowed):
        request_repairs(round=round, actor=stranger)


# The search on the other processor breaks down as well.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_search_that_breaks_down_says_so_and_leaves_the_draft(
    round: ChallengeRound, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(round, manager)
    before = visits_of_draft(DraftPlan.objects.get(round=round))
    run = request_plan(round=round, seconds=1, actor=manager)
    monkeypatch.setattr("challenges.planning.solve.search.points", lambda *given: 1 / 0)
    perform(PlanRun, run.pk, do_plan)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error.startswith("Something went wrong on our side.")
    assert run.why_not is None
    assert visits_of_draft(DraftPlan.objects.get(round=round)) == before


def test_who_is_no_longer_lent_does_not_stop_a_search(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    place = PlannedVisit.objects.get(participation__council__name="Kent").places.get(role="lead")
    place.visit.places.update(kept=True)
    part = place.offer.participation
    part.lending = False
    part.save()
    assert planned(round, manager).state == "done"
    team = PlannedVisit.objects.get(participation__council__name="Kent").places
    assert part not in {each.offer.participation for each in team.all()}
    assert team.count() == 4
