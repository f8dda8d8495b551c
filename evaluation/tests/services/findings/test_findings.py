"""From answers to findings: coded once, counted truly, caught up by the sweep."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import OutboxMessage
from councils.roles import PostKind
from councils.runs.models import RunState
from councils.runs.registry import sweep
from councils.runs.services import claim, finish, perform
from councils.tests import factories as who
from evaluation.findings.documents import from_json
from evaluation.models import Answer, CodeAssignment, Coding, EvaluationReport, FindingsRun
from evaluation.selectors.coding import engines
from evaluation.selectors.coding.desk import pieces_of
from evaluation.services.coding import runs as coding
from evaluation.services.findings import runs as findings
from evaluation.services.findings.runs import (
    do_findings,
    input_version,
    refresh_stale_rounds,
    request_findings,
)
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
PACK = "the pack came late, cost was no problem"


@pytest.fixture
def world() -> World:
    return build_world()


def answered(
    world: World, texts: list[str], *, post: str = PostKind.DIRECTOR, question: str = "changed"
) -> None:
    """Answers of as many people of Kent, in the world's round."""
    survey = getattr(world.round, "survey", None) or what.survey(world.round)
    for text in texts:
        what.response(
            what.invitation(survey, who.person(post=post, at=who.council("Kent"))), {question: text}
        )


def counted(world: World) -> FindingsRun:
    """The world's round, counted."""
    run = request_findings(world.round)
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    return run


def test_one_answer_may_affirm_and_deny(world: World) -> None:
    answered(world, [PACK])
    result = from_json(counted(world).result)
    told = {row.theme.code: (row.people, row.denied_people) for row in result.themes}
    assert told["D2"] == (1, 0)
    assert told["R1"] == (0, 1)
    assert sum(people + denied for people, denied in told.values()) == 2


def test_every_answer_is_accounted_for(world: World) -> None:
    answered(world, [PACK, "n/a", "Sunny weather.", "-"])
    sums = from_json(counted(world).result).reconciliation
    assert (sums.received, sums.coded, sums.none, sums.unusable, sums.waiting) == (4, 1, 1, 2, 0)


def test_coding_twice_codes_once(world: World) -> None:
    answered(world, [PACK, "We borrowed their audit form."])
    codebook = findings.newest_codebook()
    for _ in range(2):
        assert coding.code_answers_of(world.round, codebook, lambda done, whole: True)
    coding._code_batch(
        list(Answer.objects.values_list("pk", flat=True)), codebook, coding.engine_for(world.round, codebook)
    )
    assert Coding.objects.count() == 2
    assert CodeAssignment.objects.count() == len(
        set(CodeAssignment.objects.values_list("coding", "theme", "denied"))
    )


def themes() -> dict[str, Any]:
    from evaluation.models import Theme  # noqa: PLC0415 - only here

    return {theme.code: theme for theme in Theme.objects.all()}


def test_another_engine_codes_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(world, [PACK])
    before = counted(world)
    monkeypatch.setattr(engines, "rules_version", lambda: "rules-2.test")
    assert input_version(world.round) != before.input_version
    counted(world)
    assert set(Coding.objects.values_list("engine", flat=True)) == {before.engine, "rules-2.test"}


def test_a_run_is_asked_for_once_until_something_changes(world: World) -> None:
    answered(world, [PACK])
    assert refresh_stale_rounds() == 1
    assert refresh_stale_rounds() == 0
    assert FindingsRun.objects.count() == 1
    answered(world, ["More trust."])
    assert refresh_stale_rounds() == 1


def test_a_dead_workers_run_is_taken_over_and_its_late_write_does_not_count(world: World) -> None:
    answered(world, [PACK])
    dead = claim(FindingsRun, request_findings(world.round).pk)
    assert dead is not None
    assert claim(FindingsRun, dead.pk) is None
    FindingsRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep() == 1
    perform(FindingsRun, dead.pk, do_findings)
    assert finish(dead, result={"late": True}) is False
    run = FindingsRun.objects.get()
    assert (run.state, run.attempt, "late" in run.result) == (RunState.DONE, 2, False)


def test_a_fault_is_told_in_words_and_starts_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(world, [PACK])
    run = request_findings(world.round)

    def broken(run: FindingsRun) -> None:
        raise ZeroDivisionError

    perform(FindingsRun, run.pk, broken)
    run.refresh_from_db()
    assert (run.state, "on our side" in run.error) == (RunState.FAILED, True)
    assert counted(world).state == RunState.DONE


def test_a_small_group_is_hidden_on_page_and_in_the_file(world: World) -> None:
    answered(world, [PACK] * 6)
    answered(world, ["No budget for cover."] * 4, post=PostKind.CHIEF_EXECUTIVE, question="hard")
    counted(world)
    for name in ("findings", "findings_csv"):
        page = world.clients["own"].get(reverse(f"evaluation:{name}", args=[world.round.pk]))
        text = page.content.decode()
        assert page.status_code == 200
        assert "4 of 4" not in text
        assert "hidden" in text
    assert text.startswith("\ufeff")


def test_the_desk_marks_the_words_and_escapes_them(world: World) -> None:
    planted = "<script>alert(1)</script> the pack came late"
    answered(world, [PACK, planted])
    counted(world)
    page = (
        world.clients["national"].get(reverse("evaluation:answers", args=[world.round.pk])).content.decode()
    )
    assert '<mark title="D2 Timely, accurate data">pack came late</mark>' in page
    assert '<mark class="app-denied" title="R1 Funding denied">cost was no problem</mark>' in page
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;" in page


def test_pieces_join_to_the_text_whatever_overlaps(world: World) -> None:
    answered(world, [PACK])
    counted(world)
    codes = list(CodeAssignment.objects.select_related("theme"))
    assert "".join(piece.text for piece in pieces_of(PACK, codes)) == PACK


def test_the_desk_can_be_narrowed(world: World) -> None:
    answered(world, [PACK, "n/a", "Sunny weather."])
    counted(world)
    desk = reverse("evaluation:answers", args=[world.round.pk])
    shown = {
        query: world.clients["national"].get(f"{desk}?{query}").context["paged"].page.paginator.count
        for query in (
            "theme=D2",
            "outcome=unusable",
            "outcome=none",
            "outcome=waiting",
            "question=hard",
            "theme=X",
        )
    }
    assert shown == {
        "theme=D2": 1,
        "outcome=unusable": 1,
        "outcome=none": 1,
        "outcome=waiting": 0,
        "question=hard": 0,
        "theme=X": 0,
    }


@pytest.mark.parametrize("name", ["answers", "findings", "reports"])
def test_pages_cost_the_same_at_one_and_thirty(world: World, name: str) -> None:
    page = reverse(f"evaluation:{name}", args=[world.round.pk])
    counts = []
    for more in (1, 24):
        answered(world, [PACK] * more)
        for n in range(more):
            EvaluationReport.objects.create(round=world.round, audience="staff", input_version=f"{more} {n}")
        counted(world)
        world.clients["national"].get(page)
        with CaptureQueriesContext(connection) as queries:
            world.clients["national"].get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_quotes_are_exact_and_allowed(world: World) -> None:
    answered(world, [PACK])
    answer = Answer.objects.get()
    page = reverse("evaluation:answer_detail", args=[answer.pk])
    theme = str(themes()["D2"].pk)
    client = world.clients["national"]
    assert "does not want to be quoted" in client.post(page, {"words": PACK, "theme": theme}).content.decode()
    type(answer.response).objects.update(consent="role_only")
    assert (
        "Copy the words exactly"
        in client.post(page, {"words": "the pack was late", "theme": theme}).content.decode()
    )
    assert client.post(page, {"words": "the pack came late", "theme": theme}).status_code == 302
    assert [quote.text for quote in answer.quotes.all()] == ["the pack came late"]


def test_nobody_is_mailed_by_counting(world: World) -> None:
    answered(world, [PACK])
    counted(world)
    assert OutboxMessage.objects.count() == 0


def test_a_barrier_is_told_by_its_own_question_not_by_the_one_about_change(world: World) -> None:
    survey = what.survey(world.round)
    for extent, change in [("great", "less")] * 6 + [("not_at_all", "same")] * 3:
        invited = what.invitation(survey, who.person(at=who.council("Kent")))
        what.response(invited, {"hard": "No budget for cover.", "R1": extent, "R1_change": change})
    counted(world)
    page = world.clients["own"].get(reverse("evaluation:findings", args=[world.round.pk])).content.decode()
    assert "Most (6 of 9) of those who answered agreed to a great or moderate extent" in page
    assert "None (0 of 9) of those who answered agreed to a great or moderate extent" not in page


def test_who_wants_to_be_asked_first_is_not_quoted_and_line_ends_do_not_matter(world: World) -> None:
    answered(world, [f"{PACK}\nMore trust."])
    answer = Answer.objects.get()
    type(answer.response).objects.update(consent="contact_me")
    page = reverse("evaluation:answer_detail", args=[answer.pk])
    typed = {"words": f"{PACK}\r\nMore trust.", "theme": str(themes()["D2"].pk)}
    client = world.clients["national"]
    assert "The writer wants to be asked first" in client.post(page, typed).content.decode()
    assert answer.quotes.count() == 0
    type(answer.response).objects.update(consent="region_only")
    assert client.post(page, typed).status_code == 302
    assert [quote.text for quote in answer.quotes.all()] == [answer.text]
