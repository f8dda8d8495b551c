"""The coding screen: works by plain forms, loses nothing typed, shows evidence, costs the same however many answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import Answer, CodeAssignment, Coding, Standing
from evaluation.services.coding import desk
from evaluation.services.coding.samples import draw_sample
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def client(world: World) -> Client:
    return world.clients["evaluator"]


def screen(world: World, **asked: str) -> str:
    """The address of the next answer."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('evaluation:desk_next', args=[world.round.pk])}?{query}"


def decide(world: World, client: Client, answer: Answer, **typed: Any) -> HttpResponse:
    """Send the form for an answer."""
    return client.post(screen(world), {"answer": str(answer.pk), **typed})


def spans() -> dict[str, str]:
    """The evidence of people's codings, by code."""
    codes = CodeAssignment.objects.filter(coding__purpose="desk").select_related("coding__answer", "theme")
    return {str(code): code.coding.answer.text[code.start : code.end] for code in codes}


def test_the_screen_shows_question_evidence_and_suggestions(world: World, client: Client) -> None:
    answered(world, [PACK])
    counted(world)
    page = client.get(screen(world))
    html = page.content.decode()
    assert f'<h1 class="govuk-heading-m">{page.context["answer"].question.text}</h1>' in html
    assert '<mark title="D2 Timely, accurate data">pack came late</mark>' in html
    assert '<mark class="app-denied" title="R1 Funding denied">cost was no problem</mark>' in html
    ticked = [(r.card.theme.code, r.affirmed, r.denied) for _, rows in page.context["themes"] for r in rows
              if r.affirmed or r.denied]  # fmt: skip
    assert ticked == [("D2", True, False), ("R1", False, True)]
    keys = [row.key for _, rows in page.context["themes"] for row in rows]
    assert len(set(keys)) == len(keys) == 15
    assert not set(keys) & set("adnpsux")


def test_saving_keeps_the_words_found_and_goes_to_the_next(world: World, client: Client) -> None:
    first, second = answered(world, [PACK, PACK])
    counted(world)
    shown = client.get(screen(world, theme="D2")).context["answer"]
    typed = {"answer": str(shown.pk), "outcome": "coded", "affirmed": ["D2", "B3"], "denied": "R1"}
    reply = client.post(screen(world, theme="D2"), typed)
    assert reply.status_code == 302
    assert reply["Location"] == screen(world, queue="undecided", theme="D2")
    assert spans() == {"D2": "pack came late", "R1 denied": "cost was no problem", "B3": PACK}
    assert client.get(reply["Location"]).context["answer"].pk == ({first.pk, second.pk} - {shown.pk}).pop()


def test_the_coder_may_mark_other_words(world: World, client: Client) -> None:
    (answer,) = answered(world, ["We ring\r\neach other now. Cost was no problem."])
    typed = "B3: ring each  other\nR1 denied: Cost was no problem"
    decide(world, client, answer, outcome="coded", affirmed="B3", denied="R1", evidence=typed)
    assert spans() == {"B3": "ring\r\neach other", "R1 denied": "Cost was no problem"}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("B3: never said", "These words are not in the answer: “never said”."),
        ("the pack", "Write “the pack” as a theme, a colon, and words of the answer."),
    ],
)
def test_faulty_evidence_is_said_and_nothing_typed_is_lost(
    world: World, client: Client, typed: str, why: str
) -> None:
    (answer,) = answered(world, [PACK])
    page = decide(world, client, answer, outcome="coded", affirmed=["B3"], denied=["R2"], evidence=typed)
    html = page.content.decode()
    assert why in html
    assert f">\n{typed}</textarea>" in html
    assert 'value="B3" id="affirmed_B3" checked' in html
    assert 'value="R2" id="denied_R2" checked' in html
    assert Coding.objects.count() == 0


def test_a_theme_must_be_chosen_or_none(world: World, client: Client) -> None:
    (answer,) = answered(world, [PACK])
    page = decide(world, client, answer, outcome="coded")
    assert "Choose at least one theme, or say that none of these fits." in page.content.decode()
    for outcome in ("none", "unusable"):
        seen = Coding.objects.order_by("-pk").values_list("pk", flat=True).first() or ""
        assert decide(world, client, answer, outcome=outcome, affirmed="B3", seen=seen).status_code == 302
        assert standing_of(answer) == (outcome, [], True)


def test_what_a_colleague_decided_meanwhile_is_told_before_it_is_overruled(
    world: World, client: Client
) -> None:
    (answer,) = answered(world, [PACK])
    client.get(screen(world))
    desk.put_back(world.actors["evaluator"])
    desk.decide(answer=answer, outcome="coded", codes=said("B5"), seen=None, actor=coder("Ann"))
    page = decide(world, client, answer, outcome="none")
    assert "Ann decided on this answer after you opened it: B5." in page.content.decode()
    assert standing_of(answer) == ("coded", ["B5"], True)
    seen = page.context["form"]["seen"].value()
    assert decide(world, client, answer, outcome="none", seen=seen).status_code == 302
    assert standing_of(answer) == ("none", [], True)


def test_skipping_and_looking_again(world: World, client: Client) -> None:
    (answer,) = answered(world, [SUNNY])
    client.get(screen(world))
    assert decide(world, client, answer, outcome="skip").status_code == 302
    page = client.get(screen(world))
    assert "Look again at the 1 you skipped" in page.content.decode()
    assert client.get(screen(world, again="1")).context["answer"].pk == answer.pk


def test_undo_shows_the_answer_again(world: World, client: Client) -> None:
    (answer,) = answered(world, [PACK])
    counted(world)
    decide(world, client, answer, outcome="none")
    undo = reverse("evaluation:desk_undo", args=[world.round.pk])
    page = client.post(undo, follow=True)
    assert "Your last decision is taken back." in page.content.decode()
    assert page.context["answer"].pk == answer.pk
    assert standing_of(answer) == ("coded", ["D2", "R1 denied"], False)
    assert "There is no decision of yours to take back." in client.post(undo, follow=True).content.decode()


def test_an_answer_on_a_colleagues_screen_is_not_opened(world: World, client: Client) -> None:
    (answer,) = answered(world, [PACK])
    assert desk.take(answer.pk, coder("Ann"))
    page = client.get(reverse("evaluation:answer_code", args=[answer.pk]), follow=True)
    assert "Somebody else has this answer on the screen now." in page.content.decode()
    elsewhere = client.get(screen(world)).content.decode()
    assert "1 on other people’s screens." in elsewhere


def test_another_rounds_answer_is_not_coded_here(world: World, client: Client) -> None:
    assert decide(world, client, Answer(), outcome="none").status_code == 404
    assert client.post(screen(world), {"answer": "nonsense", "outcome": "none"}).status_code == 404


def test_what_people_wrote_is_escaped(world: World, client: Client) -> None:
    answered(world, ["<script>alert(1)</script>"])
    assert "<script>alert(1)" not in client.get(screen(world)).content.decode()


@pytest.mark.parametrize("queue", ["undecided", "unsure", "disputed", "samples"])
def test_a_decision_costs_the_same_at_one_and_thirty_answers(world: World, queue: str) -> None:
    counts = []
    for more in (2, 28):
        answered(world, [PACK] * more)
        counted(world)
        Standing.objects.update(disputed=True)
        draw_sample(
            round=world.round, kind="audit", size=more, seed=1, coders=[], actor=world.actors["national"]
        )
        client = signed_in(coder(f"Coder {more}").user)
        shown = client.get(screen(world, queue=queue)).context
        seen = shown["form"]["seen"].value() or ""
        with CaptureQueriesContext(connection) as asked:
            assert decide(world, client, shown["answer"], outcome="none", seen=seen).status_code == 302
            client.get(screen(world, queue=queue))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 58


@pytest.mark.parametrize("name", ["desk", "answers"])
def test_desk_pages_cost_the_same_at_one_and_thirty(world: World, client: Client, name: str) -> None:
    page = reverse(f"evaluation:{name}", args=[world.round.pk])
    counts = []
    for more in (1, 29):
        answered(world, [PACK] * more)
        counted(world)
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert "Every open answer is accounted for" in client.get(page).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_script_gets_the_next_answer_in_the_same_reply(world: World, client: Client) -> None:
    answered(world, [SUNNY, SUNNY])
    first = client.get(screen(world)).context["answer"]
    sent = {"answer": str(first.pk), "outcome": "none"}
    page = client.post(screen(world), sent, headers={"X-In-Place": "1"})
    assert (page.status_code, page.context["answer"].pk == first.pk) == (200, False)
    assert standing_of(first) == ("none", [], True)
