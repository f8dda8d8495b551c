"""A plan is looked for, changed by hand, agreed and repaired; nothing is overwritten silently, few are told."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from challenges.models import (
    BlockedPeriod,
    BookedDay,
    Challenge,
    ChallengeRound,
    DeclaredConflict,
    DraftPlan,
    Placement,
    PlannedVisit,
    PlanRun,
)
from challenges.planning.check import violations
from challenges.planning.solve.options import Options
from challenges.selectors.plans.pages import fairness, plan_page, why_page
from challenges.selectors.plans.planned import days_of, visits_of_challenges, visits_of_draft
from challenges.selectors.plans.problem import problem_of, topics
from challenges.services.plans.agreeing import agree_plan
from challenges.services.plans.editing import PlanChangedMeanwhile, change_visit, keep_visit, wish_pair
from challenges.services.plans.looking import do_plan, request_plan, set_rules, stop_plan, use_found
from challenges.services.plans.repairs import apply_repair, do_repairs, request_repairs
from challenges.services.visits.moves import cancel_challenge, move_visit
from challenges.services.visits.placements import answer_placement
from challenges.states import ON_TEAM, ChallengeState
from challenges.tests import factories as when
from councils.actor import Actor, actor_for
from councils.errors import DomainError, NotAllowed
from councils.outbox.models import OutboxMessage
from councils.runs.services import perform
from councils.tests import factories as who

pytestmark = pytest.mark.django_db
COUNCILS = ("Kent", "Medway", "Oxfordshire", "Hampshire", "Surrey", "East Sussex")
ROLES = ("lead", "operational", "operational", "operational", "specialist")


@pytest.fixture
def round() -> ChallengeRound:
    """Six councils that host and lend five peers each, the round not begun."""
    made = when.challenge_round(
        state="planning", first_week=date(2027, 9, 6), last_week=date(2028, 2, 28), start_year=2027
    )
    for name in COUNCILS:
        part = when.participation(made, who.council(name), theme="Neglect")
        for role in ROLES:
            when.offer(part, who.person(at=part.council), role=role)
    return made


@pytest.fixture
def manager(round: ChallengeRound) -> Actor:
    return who.manager(round.regions.get())


def planned(round: ChallengeRound, manager: Actor, seconds: int = 1) -> PlanRun:
    run = request_plan(round=round, seconds=seconds, actor=manager)
    perform(PlanRun, run.pk, do_plan)
    run.refresh_from_db()
    return run


def agreed(round: ChallengeRound, manager: Actor) -> DraftPlan:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager)
    return DraftPlan.objects.get(round=round)


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
    assert refused.value.edition == 2
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


def test_agreeing_makes_challenges_and_asks_their_people_once(round: ChallengeRound, manager: Actor) -> None:
    draft = agreed(round, manager)
    challenges = Challenge.objects.filter(round=round)
    assert {c.state for c in challenges} == {ChallengeState.AGREED}
    assert draft.is_agreed
    assert Placement.objects.count() == 24
    assert OutboxMessage.objects.filter(key__startswith="placement:").count() == 24
    assert visits_of_challenges(round) == visits_of_draft(draft)
    assert agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager) == []


def test_an_older_view_of_the_plan_is_not_agreed(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    draft = DraftPlan.objects.get(round=round)
    keep_visit(visit=draft.visits.first(), kept=True, seen=1, actor=manager)
    with pytest.raises(PlanChangedMeanwhile):
        agree_plan(plan=draft, seen=1, tell=True, actor=manager)
    assert not Challenge.objects.exists()


def test_two_visits_change_places_and_only_their_people_are_told(
    round: ChallengeRound, manager: Actor
) -> None:
    draft = agreed(round, manager)
    one, other = two_that_can_swap(draft)
    seen = draft.edition
    for visit, day in ((one, other.first_day), (other, one.first_day)):
        team = {place.offer: place.role for place in visit.places.all()}
        change_visit(
            visit=visit, first_day=day, days=3, manager=None, offers=team, days_kept=False, kept=set(), seen=seen,
            actor=manager,
        )  # fmt: skip
        seen += 1
    OutboxMessage.objects.all().delete()
    draft.refresh_from_db()
    made = agree_plan(plan=draft, seen=draft.edition, tell=True, actor=manager)
    hosts = {one.participation.council, other.participation.council}
    concerned = Placement.objects.filter(challenge__host__in=hosts, state__in=ON_TEAM)
    assert len(made) == 2
    assert {message.person_id for message in OutboxMessage.objects.all()} == set(
        concerned.values_list("person", flat=True)
    )


def two_that_can_swap(draft: DraftPlan) -> tuple[PlannedVisit, PlannedVisit]:
    """Two visits on different days of whose teams nobody is at a third visit on the other's days."""
    taken = {v.pk: {p.offer_id for p in v.places.all()} for v in draft.visits.prefetch_related("places")}
    for one, other in combinations(draft.visits.select_related("participation__council"), 2):
        same_day = [v.pk for v in draft.visits.all() if abs((v.first_day - one.first_day).days) < 5]
        there = [v.pk for v in draft.visits.all() if abs((v.first_day - other.first_day).days) < 5]
        thirds = {pk for pk in [*same_day, *there] if pk not in (one.pk, other.pk)}
        free = all(taken[pk].isdisjoint(taken[one.pk] | taken[other.pk]) for pk in thirds)
        if one.first_day != other.first_day and free and taken[one.pk].isdisjoint(taken[other.pk]):
            return one, other
    raise AssertionError("no two visits can swap")


def test_a_postponed_visit_is_repaired_and_few_are_told(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    challenge = Challenge.objects.get(host__name="Kent")
    first = challenge.first_day
    move_visit(
        challenge=challenge, first_day=None, days=None, reason="inspection", scope_stands=True, actor=manager
    )
    before = visits_of_challenges(round)
    OutboxMessage.objects.all().delete()
    run = request_repairs(round=round, actor=manager)
    perform(PlanRun, run.pk, do_repairs)
    run.refresh_from_db()
    best = run.found["repairs"][0]
    kent = str(challenge.host_id)
    assert kent in best["touched"]
    assert len(best["touched"]) <= 3
    apply_repair(run=run, number=0, reason="inspection", actor=manager)
    challenge.refresh_from_db()
    assert (challenge.state, challenge.original_first_day) == (ChallengeState.AGREED, first)
    after = visits_of_challenges(round)
    assert {host for host in before if after[host] != before[host]} == set(best["touched"]) - {kent}
    with pytest.raises(DomainError, match="have changed since"):
        apply_repair(run=run, number=0, reason="inspection", actor=manager)


def test_a_declined_place_is_filled_by_a_repair(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    placement = Placement.objects.filter(role="operational").first()
    peer = who.by_link(placement.person)
    answer_placement(placement=placement, accepted=False, actor=peer)
    run = request_repairs(round=round, actor=manager)
    perform(PlanRun, run.pk, do_repairs)
    run.refresh_from_db()
    apply_repair(run=run, number=0, reason="team_staffing", actor=manager)
    team = placement.challenge.placements.filter(state__in=ON_TEAM)
    assert team.count() == 4
    assert placement.person_id not in set(team.values_list("person", flat=True))


def test_a_cancelled_challenge_leaves_the_others(round: ChallengeRound, manager: Actor) -> None:
    agreed(round, manager)
    cancel_challenge(challenge=Challenge.objects.get(host__name="Kent"), reason="other", actor=manager)
    assert len(visits_of_challenges(round)) == 5


def test_fairness_counts_days_given_and_received(round: ChallengeRound, manager: Actor) -> None:
    planned(round, manager)
    rows = fairness(DraftPlan.objects.get(round=round))
    assert sum(row.given for row in rows) == sum(row.received for row in rows) == 6 * 4 * 3
    assert [row.cost for row in rows] == sorted((row.cost for row in rows), reverse=True)


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
