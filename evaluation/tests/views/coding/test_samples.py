"""Pages of samples: drawing by number or share, blind screens that show nothing, adjudication, gold, agreement."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import Coding, CodingSample
from evaluation.services.coding import desk
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said
from peerchallenge.testing.world import World, build_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def draw(world: World, **typed: object) -> CodingSample:
    """A blind sample of everything for the evaluator, by the form."""
    page = reverse("evaluation:samples", args=[world.round.pk])
    evaluator = world.actors["evaluator"].user
    form = {"kind": "blind", "size": "100%", "seed": "5", "coders": [evaluator.pk], **typed}
    reply = world.clients["national"].post(page, form)
    assert reply.status_code == 302, reply.content.decode()
    return CodingSample.objects.latest("pk")


@pytest.mark.parametrize(("size", "drawn"), [("3", 3), ("20%", 2), ("1%", 1), ("100 %", 10)])
def test_a_sample_is_drawn_by_number_or_share(world: World, size: str, drawn: int) -> None:
    answered(world, [PACK] * 10)
    assert draw(world, size=size).size == drawn


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"size": "many"}, "Give a number, such as 60, or a share, such as 10%."),
        ({"size": "0%"}, "Give a share between 1% and 100%."),
        ({"size": "4"}, "Draw between 1 and 3 answers."),
        ({"seed": "-1"}, "Seed"),
        ({"coders": []}, "Choose who codes it blind."),
        ({"kind": ""}, "Choose what the sample is for."),
    ],
)
def test_a_faulty_draw_is_said_and_keeps_what_was_typed(
    world: World, typed: dict[str, object], why: str
) -> None:
    answered(world, [PACK] * 3)
    form = {
        "kind": "blind",
        "size": "2",
        "seed": "77",
        "coders": [world.actors["evaluator"].user.pk],
        **typed,
    }
    html = (
        world.clients["national"]
        .post(reverse("evaluation:samples", args=[world.round.pk]), form)
        .content.decode()
    )
    assert why in html
    assert f'value="{form["seed"]}"' in html
    assert CodingSample.objects.count() == 0


def test_the_blind_screen_shows_nothing_that_others_said(world: World) -> None:
    (answer,) = answered(world, [PACK])
    counted(world)
    desk.decide(answer=answer, outcome="coded", codes=said("B5"), seen=None, actor=coder("Ann"))
    sample = draw(world)
    client = world.clients["evaluator"]
    screen = reverse("evaluation:sample_code", args=[sample.pk])
    html = client.get(screen).content.decode()
    assert PACK in html
    for shown in ("<mark", "checked", "(found:", "Ann", "suggests"):
        assert shown not in html
    for name, args in (("sample", sample.pk), ("agreement", world.round.pk), ("answers", world.round.pk)):
        page = client.get(reverse(f"evaluation:{name}", args=[args]), follow=True).content.decode()
        assert "B5</strong>" not in page
        assert "First only" not in page
        assert "<mark" not in page
    for format in ("csv", "xlsx", "qdpx"):
        reply = client.get(reverse(f"evaluation:answers_{format}", args=[world.round.pk]), follow=True)
        assert "Finish what you have to code blind first" in reply.content.decode()
    assert client.get(reverse("evaluation:answer_detail", args=[answer.pk])).status_code == 404
    assert client.get(reverse("evaluation:answer_code", args=[answer.pk])).status_code == 404


def test_from_blind_coding_to_gold_by_pages_alone(world: World) -> None:
    (answer,) = answered(world, [PACK])
    desk.decide(answer=answer, outcome="coded", codes=said("D2"), seen=None, actor=coder("Ann"))
    sample = draw(world)
    evaluator, national = world.clients["evaluator"], world.clients["national"]
    screen = reverse("evaluation:sample_code", args=[sample.pk])
    sent = {"answer": str(answer.pk), "outcome": "coded"}
    refused = evaluator.post(screen, {**sent, "evidence": "B3: not there", "affirmed": "B3"}).content.decode()
    assert "These words are not in the answer" in refused
    assert 'id="affirmed_B3" checked' in refused
    assert evaluator.post(screen, {**sent, "affirmed": "B3"}, follow=True).status_code == 200
    assert evaluator.post(screen, {**sent, "affirmed": "B4"}).status_code == 302
    assert Coding.objects.filter(purpose="blind").count() == 1
    page = national.get(reverse("evaluation:sample", args=[sample.pk])).content.decode()
    assert "1 are to be adjudicated" in page
    settle = reverse("evaluation:adjudication", args=[sample.items.get().pk])
    assert "Ann: <strong>D2 Timely, accurate data</strong>" in national.get(settle).content.decode()
    assert "Choose at least one theme" in national.post(settle, {"outcome": "coded"}).content.decode()
    assert national.post(settle, {"outcome": "coded", "affirmed": ["D2", "B3"]}).status_code == 302
    gold = reverse("evaluation:sample_gold", args=[sample.pk])
    assert national.get(gold).status_code == 404
    frozen = national.post(
        reverse("evaluation:sample_freeze", args=[sample.pk]), follow=True
    ).content.decode()
    assert "The gold set is frozen." in frozen
    assert national.get(gold).content.decode().splitlines()[1].endswith(",director,B3|D2,")
    assert national.get(settle).status_code == 404


def test_agreement_prints_counts_and_leaves_kappa_out(world: World) -> None:
    (answer,) = answered(world, [PACK])
    counted(world)
    sample = draw(world)
    sent = {"answer": str(answer.pk), "outcome": "coded", "affirmed": "D2"}
    world.clients["evaluator"].post(reverse("evaluation:sample_code", args=[sample.pk]), sent)
    page = world.clients["national"].get(reverse("evaluation:agreement", args=[world.round.pk]))
    html = page.content.decode()
    assert "A person who coded blind, and the engine" in html
    assert "0.67" in html
    assert [row.kappa for _, rows in page.context["kinds"] for row in rows] == [None, None, None]


@pytest.mark.parametrize("name", ["samples", "sample", "agreement"])
def test_pages_cost_the_same_at_one_and_thirty(world: World, name: str) -> None:
    counts = []
    for more in (1, 29):
        answered(world, [PACK] * more)
        counted(world)
        sample = draw(world, size=str(more))
        evaluator = world.actors["evaluator"]
        for item in sample.items.select_related("answer"):
            Coding.objects.create(answer=item.answer, codebook=sample.codebook, purpose="blind", outcome="none",
                                  coder=evaluator.user)  # fmt: skip
            Coding.objects.create(answer=item.answer, codebook=sample.codebook, purpose="desk", outcome="unusable",
                                  coder=world.actors["national"].user)  # fmt: skip
        page = reverse(f"evaluation:{name}", args=[sample.pk if name == "sample" else world.round.pk])
        client = signed_in(world.actors["national"].user)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_audit_is_worked_through_at_the_desk(world: World) -> None:
    answered(world, [SUNNY])
    sample = draw(world, kind="audit", coders=[])
    page = world.clients["evaluator"].get(reverse("evaluation:sample", args=[sample.pk])).content.decode()
    assert "People have decided on 0 of 1." in page
    assert (
        world.clients["evaluator"].get(reverse("evaluation:sample_code", args=[sample.pk])).status_code == 404
    )
