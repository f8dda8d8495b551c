"""Groups at the desk: subjects without a theme, answers alike, and signs of one child's data."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import ThemeProposal
from evaluation.services.coding import desk
from evaluation.tests.desk import answered, coder, counted, said
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
RINK = [
    "the ice rink is too cold",
    "ice rink opening hours",
    "the rink needs new ice",
    "cold ice at the rink",
]
CALL = "We call on the region to fund a permanent pool of independent reviewers for every council in the land"


@pytest.fixture
def world() -> World:
    return build_world()


def _page(world: World, name: str, query: str = "", by: str = "evaluator", pk=None) -> str:
    address = reverse(f"evaluation:{name}", args=[pk or world.round.pk]) + query
    return world.clients[by].get(address).content.decode()


def test_a_subject_without_a_theme_becomes_a_proposal(world: World) -> None:
    answers = answered(world, [*RINK, "Sunny weather."])
    counted(world)
    page = _page(world, "emerging")
    assert '<h2 class="govuk-heading-s">ice, rink, cold</h2>' in page
    assert "4 answers. The most typical:" in page
    assert "5 answers that fit no theme were read" in page
    assert "more than 5% of the answers" not in page  # Nobody has decided yet.
    desk.decide(answer=answers[4], outcome="none", codes=[], seen=None, actor=coder("Ann"))
    assert "People found that more than 5% of the answers" in _page(world, "emerging")
    query = "?words=ice%2C%20rink%2C%20cold&size=4"
    form = _page(world, "propose", query, pk=answers[0].pk)
    assert 'value="Ice, rink, cold"' in form
    assert "4 answers of this round share the words: ice, rink, cold." in form
    address = reverse("evaluation:propose", args=[answers[0].pk])
    world.clients["evaluator"].post(address + query, {"title": "The ice rink", "note": ""})
    assert ThemeProposal.objects.get().title == "The ice rink"


def test_no_group_and_a_nonsense_address(world: World) -> None:
    (answer,) = answered(world, ["Sunny weather."])
    counted(world)
    assert "No four answers without a theme" in _page(world, "emerging")
    assert "No two answers of five words" in _page(world, "alike")
    assert "answers of this round share" not in _page(world, "propose", "?words=x&size=-3", pk=answer.pk)


def test_answers_alike_and_what_was_pasted(world: World) -> None:
    answers = answered(
        world,
        [
            CALL,
            CALL.replace("every council", "each council"),
            f"I am a lead member in a small place, with a view of my own. {CALL} That is all I have to say.",
        ],
    )
    desk.decide(answer=answers[0], outcome="coded", codes=said("R1"), seen=None, actor=coder("Ann"))
    page = _page(world, "alike")
    assert "2 answers are nearly the same" in page
    assert "3 answers share a passage" in page
    assert "People have decided on 1 of them." in page


@pytest.mark.parametrize("name", ["emerging", "alike"])
def test_the_query_count_does_not_grow(world: World, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            _page(world, name)
        return len(seen)

    answered(world, [*RINK, CALL, CALL])
    counted(world)
    _page(world, name)
    few = queries()
    answered(world, [*RINK, CALL, CALL] * 4)
    counted(world)
    assert queries() == few


def test_signs_of_one_childs_data_are_shown_where_it_is_coded(world: World) -> None:
    plain, telling = answered(world, ["Sunny weather.", "The boy, dob 03/04/2012, moved twice."])
    assert "may hold a date of birth" in _page(world, "answer_code", pk=telling.pk)
    assert "may hold" not in _page(world, "answer_code", pk=plain.pk)
