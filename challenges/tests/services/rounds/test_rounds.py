"""Opening, changing and moving a round."""

from dataclasses import replace
from datetime import date

import pytest

from challenges.models import ChallengeRound, MilestonePreset
from challenges.planning.proposal import Period
from challenges.services.rounds.life import (
    RoundDetails,
    councils_to_ask,
    edit_round,
    move_round,
    open_round,
    read_year,
    set_councils,
)
from challenges.tests import factories as when
from councils.actor import system
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


def details(**changed):
    preset = MilestonePreset.objects.get(region=None, key="three-days")
    given = RoundDetails("South East", 2026, date(2026, 10, 7), date(2027, 3, 30), preset)
    return replace(given, **changed)


@pytest.mark.parametrize("text", ["2025/26", " 2025/26 ", "2025-26", "2025–26", "2025/2026"])
def test_a_year_as_people_write_it(text):
    assert read_year(text) == 2025


@pytest.mark.parametrize("text", ["", "2025", "2025/27", "25/26", "2025/26/27", "next year"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(DomainError, match="2025/26"):
        read_year(text)


def test_a_round_starts_in_draft_with_every_council_of_its_region():
    manager = who.manager()
    made = open_round(regions=[who.region()], details=details(), actor=manager)
    assert (made.state, made.year, made.first_week, made.last_week) == (
        "draft",
        "2026/27",
        date(2026, 10, 5),
        date(2027, 3, 29),
    )
    assert made.participations.count() == 19
    assert not made.participations.exclude(hosting=None).exists()
    assert AuditEvent.objects.get(record_id=str(made.pk)).verb == "opened the round"


def test_only_councils_that_exist_on_that_day_are_asked():
    """Surrey is split in two on 1 April 2027 (the reference tables)."""
    before = {council.name for council in councils_to_ask([who.region()], date(2027, 3, 1))}
    after = {council.name for council in councils_to_ask([who.region()], date(2027, 4, 5))}
    assert before - after == {"Surrey"}
    assert len(after - before) == 2


def test_a_past_round_can_be_entered():
    made = open_round(
        regions=[who.region()],
        details=details(start_year=2012, first_week=date(2012, 10, 1), last_week=date(2013, 3, 1)),
        actor=system("Sample data"),
    )
    assert (made.year, made.participations.count()) == ("2012/13", 19)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_week": date(2026, 9, 1)}, "last_week"),
        ({"first_week": date(2062, 10, 7), "last_week": date(2062, 12, 1)}, "first_week"),
        ({"max_visits_a_week": 0}, "max_visits_a_week"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(changed, field):
    with pytest.raises(DomainError) as refusal:
        open_round(regions=[who.region()], details=details(**changed), actor=who.manager())
    assert field in refusal.value.fields
    assert not ChallengeRound.objects.exists()


def test_the_same_name_twice_in_a_year_is_refused():
    manager = who.manager()
    open_round(regions=[who.region()], details=details(), actor=manager)
    with pytest.raises(DomainError) as refusal:
        open_round(regions=[who.region()], details=details(), actor=manager)
    assert refusal.value.fields == {"name": "There is already a round called South East 2026/27."}
    assert ChallengeRound.objects.count() == 1


def test_a_manager_opens_rounds_only_of_regions_they_manage():
    regions = [who.region(), who.region("London")]
    with pytest.raises(NotAllowed):
        open_round(regions=regions, details=details(), actor=who.manager())
    assert open_round(regions=regions, details=details(), actor=who.national_staff()).regions.count() == 2


def test_councils_that_have_answered_stay_in_the_round():
    round = when.challenge_round()
    when.participation(round, who.council("Kent"))
    when.participation(round, who.council("Surrey"), hosting=None, lending=None)
    with pytest.raises(DomainError, match="Kent has already taken part"):
        set_councils(round=round, councils=[who.council("Slough")], actor=who.manager())
    set_councils(round=round, councils=[who.council("Kent"), who.council("Slough")], actor=who.manager())
    assert list(round.participations.values_list("council__name", flat=True)) == ["Kent", "Slough"]


def test_editing_keeps_councils_and_replaces_blocked_days():
    round = when.challenge_round()
    when.participation(round)
    blocked = (Period(date(2026, 12, 21), date(2027, 1, 3), "Christmas"),)
    edit_round(
        round=round, details=details(name="South East and friends", blocked=blocked), actor=who.manager()
    )
    edit_round(
        round=round, details=details(name="South East and friends", blocked=blocked), actor=who.manager()
    )
    round.refresh_from_db()
    assert (round.name, round.participations.count()) == ("South East and friends", 1)
    assert [(each.first_day, each.reason) for each in round.blocked_periods.all()] == [
        (date(2026, 12, 21), "Christmas")
    ]
    event = AuditEvent.objects.filter(verb="changed the round").last()
    assert event.after == {"name": "South East and friends"}


def test_a_round_moves_step_by_step_and_back():
    round = when.challenge_round(state="draft")
    manager = who.manager()
    move_round(round=round, to="sign_up", actor=manager)
    move_round(round=round, to="planning", actor=manager)
    move_round(round=round, to="sign_up", actor=manager)
    assert list(round.steps.values_list("from_state", "to_state", "by")) == [
        ("draft", "sign_up", "Petra Programme"),
        ("sign_up", "planning", "Petra Programme"),
        ("planning", "sign_up", "Petra Programme"),
    ]


@pytest.mark.parametrize(
    ("state", "to"), [("draft", "running"), ("sign_up", "closed"), ("closed", "draft"), ("draft", "draft")]
)
def test_a_move_that_is_not_open_is_refused(state, to):
    round = when.challenge_round(state=state)
    with pytest.raises(DomainError):
        move_round(round=round, to=to, actor=who.manager())
    round.refresh_from_db()
    assert round.state == state


def test_visits_need_a_challenge_before_they_run():
    round = when.challenge_round(state="planning")
    with pytest.raises(DomainError, match="at least one challenge"):
        move_round(round=round, to="running", actor=who.manager())
    when.challenge(round)
    assert move_round(round=round, to="running", actor=who.manager()).state == "running"


def test_two_who_move_a_round_at_once_are_told():
    first = when.challenge_round(state="draft")
    second = ChallengeRound.objects.get(pk=first.pk)
    manager = who.manager()
    move_round(round=first, to="sign_up", actor=manager)
    with pytest.raises(DomainError, match="Somebody else has moved this round"):
        move_round(round=second, to="sign_up", actor=manager)
    assert first.steps.count() == 1


@pytest.mark.parametrize("actor", [lambda: who.manager(who.region("London")), who.council_contact])
def test_others_may_not_change_a_round(actor):
    round = when.challenge_round(state="draft")
    when.participation(round)
    with pytest.raises(NotAllowed):
        move_round(round=round, to="sign_up", actor=actor())
    with pytest.raises(NotAllowed):
        edit_round(round=round, details=details(), actor=actor())
