"""The life of a challenge: what is recorded, what moves, who is told, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from challenges.calendar import feed_of
from challenges.models import BookedDay, Challenge, DateChange, Milestone
from challenges.selectors.needs import what_needs
from challenges.selectors.visits.challenge import page_of, step_lines
from challenges.selectors.visits.feed import entries_of
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days
from challenges.services.visits.data_packs import record_data_pack
from challenges.services.visits.moves import cancel_challenge, move_visit
from challenges.services.visits.notices import invite_team
from challenges.services.visits.placements import answer_placement
from challenges.services.visits.steps import record_step, set_key_lines
from challenges.states import ChallengeState, MoveReason, PlacementState
from challenges.tests import factories as when
from councils.actor import Actor
from councils.errors import DomainError, NotAllowed
from councils.models import OutboxMessage
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def world() -> World:
    world = build_world()
    lay_milestones(world.challenge, world.actors["own"])
    book_days(world.challenge)
    return world


def manager(world: World) -> Actor:
    return world.actors["own"]


def move(world: World, **changed: Any) -> DateChange:
    values = {"first_day": date(2027, 2, 9), "days": 3, "reason": MoveReason.INSPECTION, "scope_stands": True}
    return move_visit(challenge=world.challenge, actor=manager(world), **{**values, **changed})


def test_a_move_keeps_the_first_dates_and_rebooks(world: World) -> None:
    move(world)
    challenge = Challenge.objects.get()
    assert (challenge.first_day, challenge.last_day) == (date(2027, 2, 9), date(2027, 2, 11))
    assert challenge.original_first_day == date(2027, 1, 12)
    assert challenge.state == ChallengeState.AGREED
    assert challenge.calendar_sequence == 1
    assert set(BookedDay.objects.values_list("day", flat=True)) == {date(2027, 2, day) for day in (9, 10, 11)}


def test_finished_milestones_stay_and_the_others_follow(world: World) -> None:
    done = world.challenge.milestones.get(kind="scoping")
    Milestone.objects.filter(pk=done.pk).update(state="done", done_on=TODAY)
    before = {m.kind: m.due_on for m in world.challenge.milestones.all()}
    move(world)
    after = {m.kind: (m.due_on, m.original_due_on) for m in world.challenge.milestones.all()}
    assert after["scoping"] == (before["scoping"], before["scoping"])
    assert after["letter"][0] == date(2027, 2, 25)
    assert after["letter"][1] == before["letter"]


def test_only_those_concerned_are_told_and_never_of_an_inspection(world: World) -> None:
    move(world, note="Notice came on Monday.")
    messages = list(OutboxMessage.objects.all())
    assert {m.to_email for m in messages} == {world.peer.email, world.organiser.email}
    assert all("nspection" not in m.body and "Monday" not in m.body for m in messages)
    assert all("9 February 2027 to 11 February 2027" in m.body for m in messages)


def test_an_inspection_is_shown_to_managers_only(world: World) -> None:
    move(world, note="Notice came on Monday.")
    seen = {name: page_of(world.challenge, world.actors[name]).changes[0].reason for name in ("own", "host")}
    assert seen == {
        "own": "An inspection. Notice came on Monday.",
        "host": "For a reason given to the programme manager",
    }


def test_postponing_without_dates_remembers_where_it_was(world: World) -> None:
    move(world, first_day=None, days=None)
    challenge = Challenge.objects.get()
    assert (challenge.state, challenge.prior_state, challenge.first_day) == ("postponed", "agreed", None)
    assert BookedDay.objects.count() == 0
    move(world, first_day=date(2027, 3, 2))
    challenge.refresh_from_db()
    assert (challenge.state, challenge.prior_state) == ("agreed", "")
    assert challenge.original_first_day == date(2027, 1, 12)


def test_a_scope_that_falls_goes_back_to_agreed(world: World) -> None:
    record_step(challenge=world.challenge, step="agreed", happened_on=TODAY, actor=manager(world))
    record_step(challenge=world.challenge, step="scoped", happened_on=TODAY, actor=manager(world))
    assert world.challenge.state == ChallengeState.SCOPED
    move(world, scope_stands=False)
    assert Challenge.objects.get().state == ChallengeState.AGREED


def test_a_move_onto_days_on_which_the_lead_is_elsewhere_is_refused_whole(world: World) -> None:
    other = when.challenge(world.round, who.council("Medway"), first_day=date(2027, 2, 10))
    when.placement(other, world.peer)
    book_days(other)
    with pytest.raises(DomainError, match="Pike Peer"):
        move(world)
    assert Challenge.objects.get(pk=world.challenge.pk).first_day == date(2027, 1, 12)
    assert DateChange.objects.count() == 0
    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("state", ["on_site", "fed_back", "letter_sent", "closed", "cancelled"])
def test_what_has_begun_or_is_off_cannot_be_moved(world: World, state: str) -> None:
    Challenge.objects.update(state=state)
    with pytest.raises(DomainError, match="cannot be moved"):
        move(world)


def test_another_regions_manager_moves_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        move_visit(
            challenge=world.challenge,
            first_day=None,
            days=None,
            reason="dates",
            scope_stands=True,
            actor=world.actors["other"],
        )


def test_cancelling_frees_days_and_drops_what_was_still_to_do(world: World) -> None:
    cancel_challenge(challenge=world.challenge, reason="scope", actor=manager(world))
    assert Challenge.objects.get().state == ChallengeState.CANCELLED
    assert BookedDay.objects.count() == 0
    assert set(Milestone.objects.values_list("state", flat=True)) == {"not_needed"}
    with pytest.raises(DomainError, match="cancelled"):
        record_step(challenge=world.challenge, step="scoped", happened_on=TODAY, actor=manager(world))


def test_a_later_step_first_leaves_gaps_that_read_not_recorded(world: World) -> None:
    challenge = when.held(world.challenge)
    record_step(
        challenge=challenge, step="letter_sent", happened_on=timezone.localdate(), actor=manager(world)
    )
    lines = {line.label: line.not_recorded for line in step_lines(challenge)}
    assert lines["Scoped"] is True
    assert lines["Letter sent"] is False
    assert lines["Action plan"] is False
    assert Challenge.objects.get().state == ChallengeState.LETTER_SENT
    assert Milestone.objects.get(kind="letter").done_on == timezone.localdate()


@pytest.mark.parametrize(
    ("step", "on", "sentence"),
    [
        ("scoped", date(2090, 1, 1), "lies in the future"),
        ("on_site", TODAY, "had not begun"),
        ("proposed", TODAY, "not recorded here"),
        ("postponed", TODAY, "not recorded here"),
    ],
)
def test_steps_that_cannot_be_true_are_refused(world: World, step: str, on: date, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        record_step(challenge=world.challenge, step=step, happened_on=on, actor=manager(world))


@pytest.mark.parametrize(
    ("step", "days_ago", "sentence"),
    [("fed_back", 3, "comes after “Fed back”"), ("action_plan", 7, "comes before “Action plan”")],
)
def test_steps_keep_their_order(world: World, step: str, days_ago: int, sentence: str) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    sent = today - timedelta(days=5)
    record_step(challenge=challenge, step="letter_sent", happened_on=sent, actor=manager(world))
    on = today - timedelta(days=days_ago)
    with pytest.raises(DomainError, match=sentence):
        record_step(challenge=challenge, step=step, happened_on=on, actor=manager(world))
    record_step(challenge=challenge, step=step, happened_on=sent, actor=manager(world))
    assert challenge.steps.count() == 2


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
@pytest.mark.parametrize("step", ["agreed", "scoped", "ready", "on_site", "fed_back", "cut_short", "closed"])
def test_nothing_happens_in_what_is_off(world: World, state: str, step: str) -> None:
    challenge = when.held(world.challenge)
    if state == "postponed":
        challenge.first_day = challenge.last_day = None
    challenge.state = state
    challenge.save()
    with pytest.raises(DomainError, match="postponed|cancelled"):
        record_step(challenge=challenge, step=step, happened_on=TODAY, actor=manager(world))
    assert challenge.steps.count() == 0


def test_cut_short_on_site(world: World) -> None:
    challenge, today = when.held(world.challenge), timezone.localdate()
    record_step(challenge=challenge, step="cut_short", happened_on=today, actor=manager(world))
    assert Challenge.objects.get().state == ChallengeState.CUT_SHORT
    with pytest.raises(DomainError, match="cannot be moved"):
        move(world)


def test_a_step_is_recorded_once(world: World) -> None:
    record_step(challenge=world.challenge, step="agreed", happened_on=TODAY, actor=manager(world))
    with pytest.raises(DomainError, match="already"):
        record_step(challenge=world.challenge, step="agreed", happened_on=TODAY, actor=manager(world))


def test_agreeing_asks_the_peers_who_have_not_been_asked(world: World) -> None:
    world.placement.state = PlacementState.INVITED
    world.placement.save()
    record_step(challenge=world.challenge, step="agreed", happened_on=TODAY, actor=manager(world))
    assert [m.to_email for m in OutboxMessage.objects.all()] == [world.peer.email]


def test_declining_frees_the_days(world: World) -> None:
    by_link = who.by_link(world.peer)
    answer_placement(placement=world.placement, accepted=False, actor=by_link)
    assert BookedDay.objects.count() == 0
    with pytest.raises(DomainError, match="not on this team any more"):
        answer_placement(placement=world.placement, accepted=True, actor=by_link)
    with pytest.raises(NotAllowed):
        answer_placement(placement=world.placement, accepted=True, actor=manager(world))


def test_who_declined_and_is_wanted_again_is_asked_again(world: World) -> None:
    world.placement.state = PlacementState.INVITED
    world.placement.save()
    invite_team(world.challenge)
    invite_team(world.challenge)
    assert OutboxMessage.objects.count() == 1
    answer_placement(placement=world.placement, accepted=False, actor=who.by_link(world.peer))
    world.placement.state = PlacementState.INVITED
    world.placement.save()
    invite_team(world.challenge)
    invite_team(world.challenge)
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"asked_on": date(2026, 3, 2), "received_on": date(2026, 3, 1), "as_of": None}, "received_on"),
        ({"asked_on": None, "received_on": date(2026, 3, 1), "as_of": date(2026, 3, 2)}, "as_of"),
        ({"asked_on": None, "received_on": date(2090, 3, 1), "as_of": None}, "received_on"),
    ],
)
def test_a_pack_with_days_that_cannot_be_is_refused(world: World, days: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        record_data_pack(challenge=world.challenge, usable=None, actor=manager(world), **days)
    assert list(refusal.value.fields) == [field]


def test_a_pack_that_came_is_a_milestone_done(world: World) -> None:
    days = {"asked_on": date(2026, 10, 1), "received_on": date(2026, 10, 20), "as_of": date(2026, 9, 30)}
    record_data_pack(challenge=world.challenge, usable=True, actor=world.actors["host"], **days)
    assert Milestone.objects.get(kind="data_pack").done_on == date(2026, 10, 20)


def test_key_lines_are_two_to_five(world: World) -> None:
    with pytest.raises(DomainError):
        set_key_lines(challenge=world.challenge, lines=["One only?"], actor=manager(world))
    set_key_lines(challenge=world.challenge, lines=["One?", " Two? "], actor=manager(world))
    assert list(world.challenge.key_lines.values_list("position", "text")) == [(1, "One?"), (2, "Two?")]


def test_what_is_called_off_is_not_late(world: World) -> None:
    late = date(2027, 6, 1)
    assert "Kent: letter (lead challenger)" in [i.text for i in what_needs(manager(world), late)]
    move(world, first_day=None, days=None)
    assert [i.text for i in what_needs(manager(world), late)] == ["Kent: postponed, no new dates yet"]


def test_whoever_reads_all_signs_nobody_up(world: World) -> None:
    assert what_needs(world.actors["evaluator"], date(2027, 1, 4)) == []


def events(world: World) -> dict[str, Any]:
    feed = feed_of(entries_of(world.peer.pk), "https://example.org")
    return {str(e["uid"]): e for e in Calendar.from_ical(feed).walk("VEVENT")}


def test_the_feed_keeps_its_event_through_move_postpone_and_decline(world: World) -> None:
    uid, first = next(item for item in events(world).items() if item[0].startswith("visit-"))
    assert (first["sequence"], first["status"]) == (0, "CONFIRMED")
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2027, 1, 12), date(2027, 1, 15))
    move(world)
    moved = events(world)[uid]
    assert (moved["sequence"], moved["dtstart"].dt) == (1, date(2027, 2, 9))
    move(world, first_day=None, days=None)
    off = events(world)[uid]
    assert (off["sequence"], off["status"], off["dtstart"].dt) == (2, "CANCELLED", date(2027, 2, 9))
    move(world, first_day=date(2027, 3, 2))
    answer_placement(placement=world.placement, accepted=False, actor=who.by_link(world.peer))
    declined = events(world)[uid]
    assert (declined["sequence"], declined["status"]) == (4, "CANCELLED")


def test_home_tells_each_their_own(world: World) -> None:
    today = date(2027, 1, 4)
    world.placement.state = PlacementState.INVITED
    world.placement.save()
    texts = {
        name: [item.text for item in what_needs(world.actors[name], today)]
        for name in ("own", "host", "outsider")
    }
    assert "Kent: scoping meeting (programme manager)" in texts["own"]
    assert "Kent: 1 not yet answered" in texts["own"]
    assert "Kent: data pack (host council)" in texts["host"]
    assert texts["outsider"] == []
    assert [i.text for i in what_needs(who.by_link(world.peer), today)][:1] == [
        "Say whether you will join the visit to Kent"
    ]
