"""From the letter to actions and progress: what is kept, what follows, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from challenges.models import AreaForConsideration, Challenge, Letter
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.letters import ActionDetails, add_progress, save_action, save_letter
from challenges.services.visits.steps import record_step
from challenges.states import ChallengeState
from challenges.tests import factories as when
from councils.errors import DomainError
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = build_world()
    lay_milestones(world.challenge, world.actors["own"])
    return world


def test_from_letter_to_action_to_progress(world: World) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    save_letter(
        challenge=challenge, strengths=["S"], areas=["A", "B"], sent_on=today, actor=who.by_link(world.peer)
    )
    assert Challenge.objects.get().state == ChallengeState.LETTER_SENT
    area = AreaForConsideration.objects.get(text="A")
    vague = ActionDetails(area, "Do", "", "", False, "AD", today)
    with pytest.raises(DomainError) as refusal:
        save_action(challenge=challenge, details=vague, actor=world.actors["host"])
    assert list(refusal.value.fields) == ["measure", "baseline"]
    clear = ActionDetails(area, "Do", "Share", "", True, "AD", today)
    action = save_action(challenge=challenge, details=clear, actor=world.actors["host"])
    with pytest.raises(DomainError):
        add_progress(
            action=action, on=today, value="", evidence="measured", note="", actor=world.actors["host"]
        )
    add_progress(
        action=action, on=today, value="88%", evidence="measured", note="", actor=world.actors["host"]
    )
    later = ActionDetails(area, "Do", "Share", "", True, "AD", today + timedelta(days=9))
    save_action(challenge=challenge, details=later, actor=world.actors["host"], action=action)
    action.refresh_from_db()
    assert action.original_due_on == today
    with pytest.raises(DomainError, match="actions cannot go"):
        save_letter(challenge=challenge, strengths=[], areas=[], sent_on=today, actor=world.actors["own"])


def test_areas_keep_their_actions_when_the_letter_is_reordered_and_reworded(world: World) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    letter = {"challenge": challenge, "strengths": [], "sent_on": None, "actor": world.actors["own"]}
    save_letter(areas=["Use the data in supervision", "Hear young people"], **letter)
    area = AreaForConsideration.objects.get(position=1)
    details = ActionDetails(area, "Do", "Share", "71%", False, "AD", today)
    action = save_action(challenge=challenge, details=details, actor=world.actors["own"])
    save_letter(areas=["Begin earlier", "Hear young people", "Use data in supervision"], **letter)
    action.refresh_from_db()
    assert action.area
    assert (action.area.pk, action.area.position) == (area.pk, 3)
    assert action.area.text == "Use data in supervision"
    assert list(AreaForConsideration.objects.values_list("position", flat=True)) == [1, 2, 3]


def test_a_letter_that_has_gone_stays_gone_and_is_not_empty(world: World) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    letter = {"challenge": challenge, "strengths": [], "actor": who.by_link(world.peer)}
    with pytest.raises(DomainError, match="something in it"):
        save_letter(areas=[], sent_on=today, **letter)
    with pytest.raises(DomainError) as refusal:
        save_letter(areas=["A"], sent_on=challenge.first_day - timedelta(days=1), **letter)
    assert list(refusal.value.fields) == ["sent_on"]
    with pytest.raises(DomainError, match="too long"):
        save_letter(areas=["A" * 1001], sent_on=None, **letter)
    save_letter(areas=["A"], sent_on=today, **letter)
    save_letter(areas=["A, reworded"], sent_on=None, **letter)
    assert Letter.objects.get().sent_on == today
    assert AreaForConsideration.objects.get().text == "A, reworded"


def test_recording_that_the_letter_went_dates_its_draft(world: World) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    save_letter(challenge=challenge, strengths=["S"], areas=[], sent_on=None, actor=world.actors["own"])
    record_step(challenge=challenge, step="letter_sent", happened_on=today, actor=world.actors["own"])
    assert Letter.objects.get().sent_on == today
