"""The page of one challenge and its forms: what each viewer sees, what is saved, what is refused and stays typed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.models import (
    Action,
    Challenge,
    ChallengeStep,
    DataPack,
    DateChange,
    Letter,
    Milestone,
    Progress,
)
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days
from challenges.services.visits.moves import move_visit
from challenges.tests import factories as when
from councils.models import OutboxMessage
from councils.tests import factories as who
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = build_world()
    lay_milestones(world.challenge, world.actors["own"])
    book_days(world.challenge)
    return world


def at(world: World, name: str, *more: int) -> str:
    return reverse(f"challenges:{name}", args=[world.challenge.pk, *more])


def page(world: World, persona: str, address: str = "") -> str:
    return world.clients[persona].get(address or at(world, "challenge_detail")).content.decode()


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_0": str(on.day), f"{name}_1": str(on.month), f"{name}_2": str(on.year)}


MOVE = {"days": "3", "scope_stands": "yes", "reason": "inspection", "note": "Notice came on Monday."}


def move_typed(on: date = date(2027, 2, 9), **changed: str) -> dict[str, str]:
    return MOVE | day("first_day", on) | changed


def confirmed(html: str) -> str | None:
    found = re.search(r'name="confirmed" value="(\w+)"', html)
    return found[1] if found else None


def test_a_move_is_shown_first_and_saved_when_confirmed(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_move")
    html = browser.post(address, move_typed()).content.decode()
    assert "Nothing is saved yet" in html
    assert "Pike Peer" in html
    assert "Letter: 28 January 2027, then 25 February 2027" in html
    assert Challenge.objects.get().first_day == date(2027, 1, 12)
    answer = browser.post(address, move_typed(confirmed=confirmed(html) or ""), follow=True)
    assert "The visit is changed. Those concerned are told." in answer.content.decode()
    assert Challenge.objects.get().first_day == date(2027, 2, 9)
    assert OutboxMessage.objects.count() == 2


def test_a_confirmation_holds_only_for_the_days_that_were_shown(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_move")
    seen = confirmed(browser.post(address, move_typed()).content.decode()) or ""
    for accepted, on in [(seen, date(2027, 2, 16)), ("*", date(2027, 2, 9)), ("", date(2027, 2, 9))]:
        html = browser.post(address, move_typed(on, confirmed=accepted)).content.decode()
        assert "Look again before you save" in html
    assert Challenge.objects.get().first_day == date(2027, 1, 12)
    assert DateChange.objects.count() == 0


def test_a_confirmation_is_void_after_somebody_else_moved_it(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_move")
    seen = confirmed(browser.post(address, move_typed()).content.decode()) or ""
    move_visit(
        challenge=world.challenge, first_day=date(2027, 3, 2), days=3, reason="dates", scope_stands=True,
        actor=world.actors["national"],
    )  # fmt: skip
    assert "Look again" in browser.post(address, move_typed(confirmed=seen)).content.decode()
    assert Challenge.objects.get().first_day == date(2027, 3, 2)


def test_clashes_are_named_and_the_impossible_has_no_button(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_move")
    html = browser.post(address, move_typed(date(2027, 2, 12))).content.decode()
    assert "13 February 2027 is a Saturday." in html
    assert confirmed(html)
    other = when.challenge(world.round, who.council("Medway"), first_day=date(2027, 2, 10))
    when.placement(other, world.peer)
    book_days(other)
    html = browser.post(address, move_typed()).content.decode()
    assert "Pike Peer is already" in html
    assert confirmed(html) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": ""}, "Choose a reason."),
        ({"reason": "weather"}, "Select a valid choice"),
        ({"scope_stands": ""}, "Say whether the scope still stands."),
        ({"first_day_1": "13"}, "enter the month as a number"),
        ({"days": "0"}, "greater than or equal to 1"),
        ({"days": "99"}, "less than or equal to 10"),
    ],
)
def test_what_is_wrong_with_a_move_is_said_and_what_was_typed_stays(
    world: World, changed: dict[str, str], said: str
) -> None:
    html = world.clients["own"].post(at(world, "visit_move"), move_typed(**changed)).content.decode()
    assert said in html
    assert "Notice came on Monday." in html
    assert "There is a problem" in html
    assert Challenge.objects.get().first_day == date(2027, 1, 12)


def test_postponing_by_form_needs_no_days(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_move")
    html = browser.post(address, MOVE).content.decode()
    assert "Postponed, without dates" in html
    browser.post(address, MOVE | {"confirmed": confirmed(html) or ""})
    assert Challenge.objects.get().state == "postponed"
    shown = page(world, "host")
    assert "Waits for dates" in shown
    assert "Overdue" not in shown
    assert "First planned for" in shown


def test_an_inspection_and_its_note_reach_managers_only(world: World) -> None:
    move_visit(
        challenge=world.challenge, first_day=date(2027, 2, 9), days=3, reason="inspection",
        note="Notice came on Monday.", scope_stands=True, actor=world.actors["own"],
    )  # fmt: skip
    shown = {persona: page(world, persona) for persona in ("own", "national", "host", "peer")}
    told = {persona: "An inspection. Notice came on Monday." in html for persona, html in shown.items()}
    assert told == {"own": True, "national": True, "host": False, "peer": False}
    assert all("reason given to the programme manager" in shown[persona] for persona in ("host", "peer"))
    assert all("nspection" not in shown[persona] for persona in ("host", "peer"))


def test_a_proposal_called_off_is_never_seen_nor_told(world: World) -> None:
    Challenge.objects.update(state="proposed")
    html = world.clients["own"].post(at(world, "visit_move"), MOVE).content.decode()
    assert "Nobody is told" in html
    for kind in ("visit_move", "visit_cancel"):
        seen = confirmed(html) or ""
        world.clients["own"].post(at(world, kind), MOVE | {"confirmed": seen})
        for persona in ("host", "peer"):
            assert world.clients[persona].get(at(world, "challenge_detail")).status_code == 404
        assert "Kent" not in page(world, "peer", reverse("challenges:mine"))
    assert Challenge.objects.get().state == "cancelled"
    assert OutboxMessage.objects.count() == 0
    placement = reverse("challenges:placement_answer", args=[world.placement.pk])
    assert world.clients["peer"].get(placement).status_code == 404


def test_cancelling_by_form(world: World) -> None:
    browser, address = world.clients["own"], at(world, "visit_cancel")
    assert "Choose a reason." in browser.post(address, {"note": "Typed"}).content.decode()
    html = browser.post(address, {"reason": "scope", "note": ""}, follow=True).content.decode()
    assert "The challenge is cancelled. Those concerned are told." in html
    assert browser.get(address).status_code == 404
    assert browser.get(at(world, "visit_move")).status_code == 404


def test_a_step_is_recorded_with_its_day(world: World) -> None:
    browser, address = world.clients["own"], at(world, "step_record")
    html = browser.post(address, {"step": "on_site"} | day("happened_on", date(2026, 1, 5))).content.decode()
    assert "The visit had not begun: it begins on 12 January 2027." in html
    assert 'value="2026"' in html
    when.held(world.challenge)
    today = timezone.localdate()
    answer = browser.post(address, {"step": "letter_sent"} | day("happened_on", today), follow=True)
    shown = answer.content.decode()
    assert "The step is recorded." in shown
    assert shown.count("Not recorded") == 5
    assert ChallengeStep.objects.get().by == "Petra Programme"


def test_key_lines_by_form(world: World) -> None:
    address = at(world, "key_lines")
    html = world.clients["host"].post(address, {"lines": "Only one?"}).content.decode()
    assert "Write two to five lines" in html
    assert "Only one?" in html
    world.clients["host"].post(address, {"lines": "One?\n\n <b>Two</b>? \n"})
    assert "&lt;b&gt;Two&lt;/b&gt;?" in page(world, "peer")


def test_a_milestone_by_form(world: World) -> None:
    kept = Milestone.objects.get(kind="documents")
    address, browser = at(world, "milestone_update", kept.pk), world.clients["host"]
    later = kept.due_on + timedelta(days=3)
    html = browser.post(address, {"state": "due"} | day("due_on", later)).content.decode()
    assert "Say why it is moved or not needed." in html
    html = browser.post(address, {"state": "done"} | day("due_on", kept.due_on)).content.decode()
    assert "Enter the day on which it was done." in html
    browser.post(address, {"state": "due", "reason": "Half term"} | day("due_on", later))
    kept.refresh_from_db()
    assert (kept.due_on, kept.original_due_on, kept.reason) == (later, later - timedelta(days=3), "Half term")
    assert "Half term" in page(world, "peer")
    other = Milestone.objects.create(
        challenge=when.challenge(world.round, who.council("Medway")),
        kind="letter", owner="lead", due_on=later, original_due_on=later,
    )  # fmt: skip
    assert browser.get(at(world, "milestone_update", other.pk)).status_code == 404


def test_the_data_pack_by_form(world: World) -> None:
    address, browser = at(world, "data_pack"), world.clients["host"]
    came, figures = date(2026, 10, 20), date(2026, 10, 21)
    wrong = day("received_on", came) | day("as_of", figures) | {"usable": "yes", "note": "By post"}
    html = browser.post(address, wrong).content.decode()
    assert "Its figures cannot be younger than the pack." in html
    assert "By post" in html
    assert "Say when it came" in browser.post(address, {"usable": "no"}).content.decode()
    browser.post(address, day("received_on", came) | day("as_of", date(2026, 9, 30)) | {"usable": "yes"})
    assert (DataPack.objects.get().as_of, Milestone.objects.get(kind="data_pack").state) == (
        date(2026, 9, 30),
        "done",
    )
    browser.post(address, {"usable": "", "note": "It was another council's"})
    assert Milestone.objects.get(kind="data_pack").state == "due"


def test_letter_action_and_progress_by_form(world: World) -> None:
    peer, host = world.clients["peer"], world.clients["host"]
    early = peer.post(at(world, "letter"), {"strengths": "Typed already", "areas": ""}).content.decode()
    assert "The letter follows the visit" in early
    assert "Typed already" in early
    when.held(world.challenge)
    today = timezone.localdate()
    peer.post(at(world, "letter"), {"strengths": "S", "areas": "First area\nSecond area"})
    assert "First area" not in page(world, "host")
    sent = {"strengths": "S", "areas": "First area\nSecond area"} | day("sent_on", today)
    assert "The letter is saved." in peer.post(at(world, "letter"), sent, follow=True).content.decode()
    assert "First area" in page(world, "host")
    vague = {"area": "", "text": "Do it", "owner": "AD", "state": "open", "measure": ""}
    html = host.post(at(world, "action_add"), vague | day("due_on", today)).content.decode()
    assert "There is a problem" in html
    assert "Do it" in html
    html = host.post(at(world, "action_add"), vague | {"measure": "Share"} | day("due_on", today)).content
    assert "or tick that no baseline exists" in html.decode()
    both = vague | {"measure": "Share", "baseline": "71%", "no_baseline": "on"} | day("due_on", today)
    assert "not both" in host.post(at(world, "action_add"), both).content.decode()
    host.post(at(world, "action_add"), both | {"baseline": ""})
    action = Action.objects.get()
    progress = {"evidence": "measured", "value": ""} | day("on", today)
    html = host.post(at(world, "progress_add", action.pk), progress).content.decode()
    assert "Say where it stands now, as measured." in html
    host.post(at(world, "progress_add", action.pk), progress | {"value": "88%"})
    assert Progress.objects.get().value == "88%"
    shown = page(world, "peer")
    assert "Baseline: none exists" in " ".join(shown.split())
    assert "88%" in shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("step_record", ["Choose what has happened.", "When? Enter the day, month and year"]),
        ("milestone_update", ["Choose where it is."]),
        ("action_add", ["Say what will be done.", "Say how you will know.", "Say which post owns it."]),
        ("progress_add", ["Choose how well it is evidenced."]),
        ("visit_cancel", ["Choose a reason."]),
        ("key_lines", ["Write two to five lines"]),
    ],
)
def test_an_empty_form_says_what_each_field_wants(world: World, name: str, said: list[str]) -> None:
    rows = {
        "milestone_update": [Milestone.objects.get(kind="letter").pk],
        "progress_add": [when.action(world.challenge).pk],
    }
    empty = {"nothing": "typed"}
    html = world.clients["own"].post(at(world, name, *rows.get(name, [])), empty).content.decode()
    assert [sentence for sentence in said if sentence not in html] == []
    assert "This field is required" not in html


def test_who_may_not_write_finds_no_form(world: World) -> None:
    action = when.action(world.challenge)
    for persona, name, more in [
        ("host", "letter", ()),
        ("peer", "data_pack", ()),
        ("peer", "key_lines", ()),
        ("peer", "progress_add", (action.pk,)),
        ("host", "visit_move", ()),
        ("other", "visit_cancel", ()),
        ("evaluator", "step_record", ()),
    ]:
        answer = world.clients[persona].post(at(world, name, *more), MOVE)
        assert answer.status_code == 404, (persona, name)


def fill(world: World, many: int) -> None:
    """So many rows of everything that the page lists."""
    challenge = world.challenge
    letter = Letter.objects.get_or_create(challenge=challenge, sent_on=date(2027, 2, 1))[0]
    for n in range(many):
        area = letter.areas.create(position=100 + n, text=f"Area {n}")
        action = when.action(challenge)
        Action.objects.filter(pk=action.pk).update(area=area)
        Progress.objects.create(action=action, on=date(2027, 7, 1), evidence="claimed", by="Somebody")
        DateChange.objects.create(challenge=challenge, kind="moved", reason="dates", by="Somebody")
        when.placement(challenge, who.person(at=who.council("Medway")))


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as got:
        assert client.get(address).status_code == 200
    return len(got)


@pytest.mark.parametrize("persona", ["own", "host", "peer"])
def test_the_page_reads_as_often_at_1_row_as_at_30(world: World, persona: str) -> None:
    fill(world, 1)
    few = queries(world.clients[persona], at(world, "challenge_detail"))
    fill(world, 29)
    assert queries(world.clients[persona], at(world, "challenge_detail")) == few


def test_unknown_challenges_and_actions_are_not_found(world: World) -> None:
    nobody: Any = "00000000-0000-0000-0000-000000000000"
    assert world.clients["own"].get(reverse("challenges:challenge_detail", args=[nobody])).status_code == 404
    assert world.clients["own"].get(at(world, "action_edit", 999_999)).status_code == 404
