"""Themes at the coding desk: recounted, narrowed, laid beside last round's, and open to what stands behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import ChallengeRound
from challenges.tests import factories as when
from councils.roles import PostKind
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.findings.runs import theme_cards
from evaluation.selectors.findings.weights import WeighedTheme, weighed
from evaluation.services.coding import desk
from evaluation.services.coding.samples import draw_sample
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def by_code(world: World, **asked: str) -> dict[str, WeighedTheme]:
    """The round's themes, weighed."""
    round = ChallengeRound.objects.get(pk=world.round.pk)
    return {row.card.code: row for row in weighed(round, theme_cards(newest_codebook()), asked, None)}


def page(world: World, query: str = "") -> str:
    """The page as an evaluator sees it."""
    address = reverse("evaluation:weights", args=[world.round.pk])
    return world.clients["evaluator"].get(address + query).content.decode()


def test_people_councils_and_deniers_are_counted(world: World) -> None:
    answered(world, [PACK, PACK, SUNNY])
    answered(world, [PACK], at="Surrey", post=PostKind.CHIEF_EXECUTIVE)
    counted(world)
    found = by_code(world)
    assert (found["D2"].weight.people, found["D2"].weight.base, found["D2"].councils) == (3, 4, 2)
    assert (found["R1"].weight.people, found["R1"].denied) == (0, 3)
    assert found["D2"].since is None
    narrow = by_code(world, group="political_corporate")
    assert (narrow["D2"].weight.people, narrow["D2"].weight.base, narrow["D2"].councils) == (1, 1, 1)
    assert by_code(world, type="london") == {}
    assert by_code(world, question="improve") == {}


def test_what_a_person_decides_weighs_at_once(world: World) -> None:
    (answer, _) = answered(world, [PACK, SUNNY])
    counted(world)
    desk.decide(answer=answer, outcome="coded", codes=said("B3"), seen=None, actor=coder("Ann"))
    found = by_code(world)
    assert (found["B3"].weight.people, found["D2"].weight.people) == (1, 0)


def test_last_round_stands_beside_of_all_councils_and_of_the_same(world: World) -> None:
    before = when.challenge_round(start_year=2025)
    ChallengeRound.objects.filter(pk=world.round.pk).update(previous=before)
    then = replace(world, round=before)
    answered(then, [PACK] * 2 + [SUNNY] * 10)
    answered(then, [SUNNY] * 3, at="Hampshire")
    counted(then)
    answered(world, [PACK] * 10 + [SUNNY] * 2)
    answered(world, [SUNNY], at="Surrey")
    counted(world)
    row = by_code(world)["D2"]
    assert row.since
    assert row.since_same
    assert (row.since.people, row.since.base, row.since.previous_people, row.since.previous_base) == (
        10, 13, 2, 15,
    )  # fmt: skip
    assert (row.since_same.base, row.since_same.previous_base) == (12, 12)
    assert (row.since.verdict, row.since_same.verdict) == ("more", "more")
    assert "more (2 of 12, now 10 of 12)" in page(world)


def test_each_number_opens_the_answers_behind_it(world: World) -> None:
    answered(world, [PACK, PACK, SUNNY])
    answered(world, [PACK], post=PostKind.CHIEF_EXECUTIVE)
    counted(world)
    html = page(world, "?group=childrens_services")
    address = reverse("evaluation:answers", args=[world.round.pk])
    assert f"{address}?theme=D2&amp;denied=no&amp;group=childrens_services" in html
    shown = world.clients["evaluator"].get(f"{address}?theme=D2&denied=no&group=childrens_services")
    assert "2 answers shown" in shown.content.decode()


def test_nobody_sees_there_what_they_have_still_to_code_blind(world: World) -> None:
    answered(world, [PACK] * 4)
    counted(world)
    draw_sample(
        round=world.round,
        kind="blind",
        size=3,
        seed=1,
        coders=[world.actors["evaluator"].user],
        actor=coder("Ann"),
    )
    assert "1 of 1<" in page(world)


def test_it_costs_the_same_at_one_and_thirty(world: World) -> None:
    counts = []
    for more in (1, 29):
        answered(world, [PACK] * more)
        counted(world)
        page(world)
        with CaptureQueriesContext(connection) as asked:
            assert "Every open answer is accounted for" in page(world)
        counts.append(len(asked))
    assert counts[0] == counts[1]
