"""Giving answers alike the same codes by pages alone; themes by code and title wherever they are read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import Answer, Coding, Quote, Theme
from evaluation.services.coding import desk
from evaluation.tests.desk import PACK, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def client(world: World) -> Client:
    return world.clients["evaluator"]


def next_page(world: World) -> str:
    """The address of the next answer."""
    return reverse("evaluation:desk_next", args=[world.round.pk])


def test_from_a_decision_to_answers_alike_and_back(world: World, client: Client) -> None:
    answers = answered(world, [PACK, PACK, PACK.upper(), "Nothing like it."])
    sent = {"answer": str(answers[0].pk), "outcome": "coded", "affirmed": "D2"}
    screen = client.post(next_page(world), sent, follow=True).content.decode()
    assert "Your last decision: 2 answers are word for word like it." in screen
    page = reverse("evaluation:coding_alike", args=[Coding.objects.get().pk])
    assert f'href="{page}?queue=undecided"' in screen
    listed = client.get(page).content.decode()
    assert (listed.count("Word for word the same."), listed.count(" checked>")) == (2, 2)
    assert "decided: <strong>D2 Timely, accurate data</strong>" in listed
    nothing = client.post(page, {}).content.decode()
    assert "Choose at least one answer." in nothing
    given = {"answers": [str(answer.pk) for answer in answers[1:3]]}
    done = client.post(page, given, follow=True).content.decode()
    assert "2 answers have the same codes now." in done
    assert "Your last decision:" not in done
    assert [standing_of(answer)[1] for answer in answers[:3]] == [["D2"]] * 3
    undone = client.post(reverse("evaluation:desk_undo", args=[world.round.pk]), follow=True).content.decode()
    assert "What you gave to answers alike is taken back. Here they are again." in undone
    assert [standing_of(answer)[0] for answer in answers[:3]] == ["coded", "waiting", "waiting"]


def test_a_form_that_is_empty_or_strange_keeps_what_was_ticked(world: World, client: Client) -> None:
    answers = answered(world, [PACK] * 3)
    made = desk.decide(answer=answers[0], outcome="none", codes=[], seen=None, actor=coder("Ann"))
    page = reverse("evaluation:coding_alike", args=[made.pk])
    shown = client.post(page, {"answers": [str(answers[1].pk), "nonsense"]}).content.decode()
    assert "There is a problem" in shown
    assert shown.count(" checked>") == 1
    assert standing_of_none(answers[1])


def standing_of_none(answer: Answer) -> bool:
    """Whether nobody has decided on an answer."""
    return not Coding.objects.filter(answer=answer, purpose="desk").exists()


def test_decided_answers_alike_are_shown_and_stay(world: World, client: Client) -> None:
    answers = answered(world, [PACK] * 2)
    made = desk.decide(answer=answers[0], outcome="none", codes=[], seen=None, actor=coder("Ann"))
    desk.decide(answer=answers[1], outcome="coded", codes=said("B3"), seen=None, actor=coder("Ben"))
    page = client.get(reverse("evaluation:coding_alike", args=[made.pk])).content.decode()
    assert "People have decided on these: they stay as they are" in page
    assert "B3 Relationships" in page
    assert "Give them the same codes" not in page


def test_a_decision_that_was_taken_back_or_is_blind_has_no_page(world: World, client: Client) -> None:
    (answer,) = answered(world, [PACK])
    ann = coder("Ann")
    made = desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=ann)
    desk.undo_last(world.round, ann)
    assert client.get(reverse("evaluation:coding_alike", args=[made.pk])).status_code == 404


def test_the_page_costs_the_same_at_two_and_thirty_answers(world: World, client: Client) -> None:
    counts = []
    first = answered(world, [PACK] * 3)[0]
    counted(world)
    made = desk.decide(answer=first, outcome="none", codes=[], seen=None, actor=coder("Ann"))
    page = reverse("evaluation:coding_alike", args=[made.pk])
    for more in (0, 28):
        answered(world, [PACK] * more)
        counted(world)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["answers", "alike", "answer_detail", "answer_code"])
def test_themes_are_read_by_code_and_title(world: World, client: Client, name: str) -> None:
    answer = answered(world, [PACK, PACK])[0]
    counted(world)
    theme = Theme.objects.get(code="D2")
    Quote.objects.create(answer=answer, theme=theme, start=4, end=8, approved_by=coder("Ann").user)
    pk = world.round.pk if name in ("answers", "alike") else answer.pk
    page = client.get(reverse(f"evaluation:{name}", args=[pk])).content.decode()
    assert "D2 Timely, accurate data" in page
    assert "R1 Funding" in page
