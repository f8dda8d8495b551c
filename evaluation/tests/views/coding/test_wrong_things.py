"""What people do wrong or at the same time at the desk: it is said in plain words, and nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.actor import Actor
from evaluation.models import Answer, CodebookVersion, Coding, CodingSample, ThemeCard
from evaluation.services.coding import codebook, desk
from evaluation.services.coding.samples import adjudicate, code_blind, draw_sample
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def client(world: World) -> Client:
    return world.clients["national"]


def at(name: str, *args: object) -> str:
    """An address of the app."""
    return reverse(f"evaluation:{name}", args=args)


def typed(client: Client, address: str, **changed: Any) -> dict[str, Any]:
    """What a form of a page holds when it is opened, with some of it typed anew."""
    form = client.get(address).context["form"]
    held = {name: form[name].value() for name in form.fields}
    rows = {
        name: "\n".join(value)
        for name, value in held.items()
        if isinstance(value, list) and name != "nearest"
    }
    return {**held, **rows, **changed}


def test_a_card_changed_in_another_tab_is_not_saved_over_unseen(world: World, client: Client) -> None:
    codebook.begin_draft(world.actors["national"])
    page = at("draft_card", "B3")
    mine = typed(client, page, definition="Mine.")
    codebook.change_card(code="B3", fields={"definition": "Theirs."}, actor=world.actors["national"])
    shown = client.post(page, mine).content.decode()
    assert "Somebody has changed this card since you opened it." in shown
    assert "Theirs." in shown
    assert ">\nMine.</textarea>" in shown
    assert ThemeCard.objects.get(codebook__draft=True, theme__code="B3").definition == "Theirs."
    again = client.post(page, {**mine, "seen": re.findall(r'name="seen" value="(\w+)"', shown)[0]})
    assert again.status_code == 302
    assert ThemeCard.objects.get(codebook__draft=True, theme__code="B3").definition == "Mine."


def test_what_is_typed_for_a_draft_that_is_gone_stays_on_the_page(world: World, client: Client) -> None:
    national = world.actors["national"]
    codebook.begin_draft(national)
    mine = typed(client, at("draft_card", "B3"), definition="Mine.")
    codebook.discard_draft(national)
    shown = client.post(at("draft_card", "B3"), mine).content.decode()
    assert "There is no draft any more: it was published or thrown away." in shown
    assert ">\nMine.</textarea>" in shown
    added = client.post(at("draft_add"), {"heading": "benefit", "title": "Voice", "definition": "Heard."})
    assert "There is no draft any more" in added.content.decode()
    assert 'value="Voice"' in added.content.decode()
    codebook.begin_draft(national)
    assert client.post(at("draft_card", "B3"), mine).status_code == 302


def test_a_theme_retired_in_another_tab_keeps_what_was_typed(world: World, client: Client) -> None:
    codebook.begin_draft(world.actors["national"])
    mine = typed(client, at("draft_card", "B3"), definition="Mine.")
    codebook.retire_theme(code="B3", actor=world.actors["national"])
    shown = client.post(at("draft_card", "B3"), mine).content.decode()
    assert "The draft has no theme B3 any more." in shown
    assert ">\nMine.</textarea>" in shown


def test_only_what_was_previewed_is_published(world: World, client: Client) -> None:
    national = world.actors["national"]
    codebook.begin_draft(national)
    codebook.change_card(code="B3", fields={"definition": "One."}, actor=national)
    sent = typed(client, at("draft_publish"), note="Why.")
    codebook.change_card(code="B3", fields={"definition": "Two."}, actor=national)
    shown = client.post(at("draft_publish"), sent)
    assert "Somebody has changed the draft since you looked." in shown.content.decode()
    assert ">\nWhy.</textarea>" in shown.content.decode()
    assert CodebookVersion.objects.filter(draft=True).exists()
    sent["seen"] = shown.context["form"]["seen"].value()
    assert client.post(at("draft_publish"), sent).status_code == 302
    twice = client.post(at("draft_publish"), sent, follow=True).content.decode()
    assert "There is no draft any more" in twice
    assert "Why." in twice
    assert CodebookVersion.objects.published().count() == 2


def test_a_theme_that_has_gone_is_named_and_the_rest_stays_ticked(world: World) -> None:
    (answer,) = answered(world, [SUNNY])
    client, page = world.clients["evaluator"], at("desk_next", world.round.pk)
    client.get(page)
    national = world.actors["national"]
    codebook.begin_draft(national)
    codebook.retire_theme(code="B6", actor=national)
    codebook.publish_draft(note="Out.", actor=national)
    sent = {"answer": str(answer.pk), "outcome": "coded", "affirmed": ["B3", "B6"]}
    shown = client.post(page, sent).content.decode()
    assert "B6 is no longer a theme of the codebook. Choose from its themes as they are now." in shown
    assert 'id="affirmed_B3" checked' in shown
    assert client.post(page, {**sent, "affirmed": ["B3"]}).status_code == 302
    assert standing_of(answer) == ("coded", ["B3"], True)


def test_a_decision_sent_twice_says_that_it_was_yours(world: World) -> None:
    answer, _ = answered(world, [SUNNY, PACK])
    client, page = world.clients["evaluator"], at("desk_next", world.round.pk)
    sent = {"answer": str(answer.pk), "outcome": "coded", "affirmed": ["B3"]}
    assert client.post(page, sent).status_code == 302
    assert "You decided on this answer after you opened it: B3." in client.post(page, sent).content.decode()
    assert Coding.objects.filter(answer=answer, purpose="desk").count() == 1


def _disagreed(world: World) -> tuple[Answer, CodingSample, Actor]:
    """An answer that Ann coded at the desk and Ben, who is done, blind in another way."""
    (answer,) = answered(world, [PACK])
    ben = coder("Ben")
    desk.decide(answer=answer, outcome="coded", codes=said("D2"), seen=None, actor=coder("Ann"))
    drawn = draw_sample(
        round=world.round, kind="blind", size=1, seed=1, coders=[ben.user], actor=world.actors["national"]
    )
    code_blind(sample=drawn, answer=answer, outcome="none", codes=[], actor=ben)
    return answer, drawn, ben


def test_of_two_adjudicators_the_second_is_told_what_the_first_said(world: World, client: Client) -> None:
    answer, drawn, ben = _disagreed(world)
    page = at("adjudication", drawn.items.get().pk)
    client.get(page)
    adjudicate(item=drawn.items.get(), outcome="coded", codes=said("D2"), actor=ben)
    sent = {"outcome": "coded", "affirmed": ["B3"], "seen": ""}
    shown = client.post(page, sent)
    assert "Ben settled this answer after you opened it: D2." in shown.content.decode()
    assert 'id="affirmed_B3" checked' in shown.content.decode()
    assert standing_of(answer) == ("coded", ["D2"], True)
    sent["seen"] = shown.context["form"]["seen"].value()
    assert client.post(page, sent).status_code == 302
    assert standing_of(answer) == ("coded", ["B3"], True)


def test_going_back_to_what_was_coded_blind_is_answered(world: World) -> None:
    answer, drawn, ben = _disagreed(world)
    other = answered(world, [SUNNY])[0]
    drawn.items.create(answer=other, place=2)
    sent = {"answer": str(answer.pk), "outcome": "unusable"}
    shown = signed_in(ben.user).post(at("sample_code", drawn.pk), sent, follow=True).content.decode()
    assert "You have coded that answer blind already, and that stays. Here is the next." in shown
    assert Coding.objects.filter(purpose="blind").count() == 1


def test_every_page_gives_the_same_account(world: World, client: Client) -> None:
    answer, drawn, _ = _disagreed(world)
    answers = answered(world, [PACK, SUNNY, "n/a"])
    counted(world)
    answered(world, ["Nobody has read this yet."])
    made = Coding.objects.filter(answer=answer, purpose="desk").get()
    told = "2 coded + 1 with no theme + 1 unusable + 1 waiting to be read = 5 received"
    of_round = ("desk", "answers", "grid", "weights", "emerging", "alike", "samples", "agreement", "results_as_of",
                "desk_next")  # fmt: skip
    pages = [at(name, world.round.pk) for name in of_round]
    pages += [at(name, answers[0].pk) for name in ("answer_detail", "answer_code", "propose")]
    pages += [at("sample", drawn.pk), at("adjudication", drawn.items.get().pk), at("coding_alike", made.pk)]
    without = [page for page in pages if told not in client.get(page).content.decode()]
    assert without == []
