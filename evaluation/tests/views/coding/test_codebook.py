"""The codebook's pages: edited by forms that lose nothing, previewed, published, compared; themes proposed."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import CodebookVersion, ThemeCard, ThemeProposal
from evaluation.services.coding import codebook
from evaluation.services.coding.proposals import propose_theme
from evaluation.tests.desk import PACK, SUNNY, answered, counted
from peerchallenge.testing.world import World, build_world

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


def test_a_version_is_made_by_pages_alone(world: World, client: Client) -> None:
    answered(world, [PACK])
    counted(world)
    assert client.post(at("draft_begin"), follow=True).status_code == 200
    added = {"heading": "benefit", "title": "Voice", "definition": "Children are heard."}
    assert "B7 Voice" in client.post(at("draft_add"), added, follow=True).content.decode()
    card = {"title": "Voice of the child", "definition": "Heard.", "examples": "They asked us.\n\nShe spoke.",
            "nearest": ["B4"], "seeds": "children were heard\nvoice"}  # fmt: skip
    assert client.post(at("draft_card", "B7"), card).status_code == 302
    kept = ThemeCard.objects.get(theme__code="B7")
    assert (kept.examples, kept.nearest, kept.seeds) == (
        ["They asked us.", "She spoke."], ["B4"], ["children were heard", "voice"]
    )  # fmt: skip
    assert "children were heard\nvoice</textarea>" in client.get(at("draft_card", "B7")).content.decode()
    assert client.post(at("draft_merge", "D2"), {"into": "D1"}).status_code == 302
    assert client.post(at("draft_retire", "R4")).status_code == 302
    assert client.post(at("draft_split", "B1"), {"titles": "Practice\nProvision"}).status_code == 302
    page = client.get(at("draft")).content.decode()
    assert "Undo: Split B1 into 2" in page
    refused = client.post(at("draft_publish"), {"note": "Better."}).content.decode()
    assert "Write a definition first: B8, B9." in refused
    assert ">\nBetter.</textarea>" in refused
    client.post(at("draft_undo"))
    preview = client.get(at("draft_publish")).content.decode()
    assert "Tried on 1 of 1 answers: 1 would be coded differently." in preview
    assert "Now: <strong>D2 Timely, accurate data, R1 Funding denied</strong>." in preview
    assert client.post(at("draft_publish"), {"note": "Better."}).status_code == 302
    assert "Codebook version 2" in client.get(at("codebook")).content.decode()
    compared = client.get(at("codebook_compare")).content.decode()
    for told in ("Voice of the child", "Merged", "Retired"):
        assert told in compared
    assert client.get(at("codebook_version", 1)).status_code == 200
    assert client.get(at("draft")).status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("draft_card", {"title": "", "definition": "Kept words"}, "Give the theme a title."),
        ("draft_card", {"title": "funding", "definition": "Kept words"}, "Another theme has this title."),
        ("draft_card", {"title": "T", "definition": "Kept words", "seeds": "@nosuch"}, "is used in"),
        (
            "draft_card",
            {"title": "T", "definition": "Kept words", "examples": "x" * 301},
            "Keep each row under 300",
        ),
        ("draft_merge", {"into": "R1", "definition": ""}, "R1"),
        ("draft_split", {"titles": "Kept words"}, "Give two different titles or more, one to a row."),
    ],
)
def test_a_fault_is_said_and_what_was_typed_is_kept(
    world: World, client: Client, name: str, typed: dict[str, str], why: str
) -> None:
    client.post(at("draft_begin"))
    html = client.post(at(name, "B3"), typed).content.decode()
    assert "There is a problem" in html
    assert why in html
    assert ("Kept words" in html) == ("Kept words" in typed.values())
    assert not CodebookVersion.objects.get(draft=True).steps.exists()


def test_a_theme_that_is_gone_is_not_found(world: World, client: Client) -> None:
    client.post(at("draft_begin"))
    assert client.get(at("draft_card", "B99")).status_code == 404
    client.post(at("draft_discard"))
    assert client.get(at("draft_card", "B3")).status_code == 404
    assert "There is no edit to take back." in client.post(at("draft_undo"), follow=True).content.decode()


def test_a_theme_is_proposed_beside_its_answer_and_settled(world: World, client: Client) -> None:
    (answer,) = answered(world, [SUNNY])
    evaluator = world.clients["evaluator"]
    screen = evaluator.get(at("answer_code", answer.pk)).content.decode()
    assert at("propose", answer.pk) in screen
    assert (
        "Give the theme a title." in evaluator.post(at("propose", answer.pk), {"note": "N"}).content.decode()
    )
    sent = evaluator.post(at("propose", answer.pk), {"title": "Weather", "note": "It matters."})
    assert sent["Location"] == at("answer_code", answer.pk)
    listed = evaluator.get(at("proposals")).content.decode()
    assert SUNNY in listed
    assert "Settle" not in listed
    settle = at("proposal_settle", ThemeProposal.objects.get().pk)
    assert "Say why it is declined." in client.post(settle, {"heading": "", "reply": ""}).content.decode()
    assert client.post(settle, {"heading": "barrier"})["Location"] == at("draft")
    assert "R5 Weather" in client.get(at("draft")).content.decode()
    assert "has been settled already" in client.post(settle, {"heading": "barrier"}).content.decode()


def test_results_as_of_take_a_version_and_a_day(world: World, client: Client) -> None:
    answered(world, [PACK])
    counted(world)
    page = at("results_as_of", world.round.pk)
    assert "1 coded + 0 with no theme + 0 unusable = 1 received" in client.get(page).content.decode()
    version = CodebookVersion.objects.get().pk
    early = client.get(page, {"version": version, "day": "2020-01-01"}).content.decode()
    assert "= 0 received" in early
    assert "There is a problem" in client.get(page, {"version": "9", "day": "nonsense"}).content.decode()


@pytest.mark.parametrize("name", ["proposals", "draft", "draft_publish", "results_as_of", "codebook"])
def test_pages_cost_the_same_at_one_and_thirty(world: World, client: Client, name: str) -> None:
    client.post(at("draft_begin"))
    counts = []
    for more in (1, 24):
        for answer in answered(world, [PACK] * more):
            propose_theme(title="Weather", note="", answer=answer, actor=world.actors["evaluator"])
            codebook.change_card(
                code="B3", fields={"title": f"Ties {answer.pk}"[:80]}, actor=world.actors["national"]
            )
        counted(world)
        page = at(name, *([world.round.pk] if name == "results_as_of" else []))
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_card_shows_the_phrases_that_the_engine_goes_by(world: World, client: Client) -> None:
    national = world.actors["national"]
    codebook.begin_draft(national)
    codebook.change_card(code="B3", fields={"seeds": ["rope of sand"]}, actor=national)
    codebook.retire_theme(code="B6", actor=national)
    before = client.get(at("codebook")).content.decode()
    codebook.publish_draft(note="Sand.", actor=national)
    page = client.get(at("codebook")).content.decode()
    assert "phrases by which the engine knows B3" in page
    assert "<strong>Says so by itself:</strong>" in page
    assert ("rope of sand</p>" in before, "rope of sand</p>" in page) == (False, True)
    assert ("engine knows B6" in before, "engine knows B6" in page) == (True, False)
