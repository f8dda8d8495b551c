"""A round's own coder: taught by people's decisions, measured by its audit, stopped by whoever may, the same again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.runs.models import RunState
from councils.runs.services import claim, perform
from evaluation.models import Coding, FindingsRun, LearnedCoder, Standing
from evaluation.selectors.coding.acceptance import reliance_of
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import reconciled
from evaluation.selectors.coding.engines import decided, engine_of, usual_engine
from evaluation.selectors.coding.queue import Queue, queued
from evaluation.services.coding import desk, learning
from evaluation.services.coding.runs import code_answers_of
from evaluation.services.coding.samples import draw_sample
from evaluation.services.coding.standing import refresh_standing
from evaluation.services.findings.runs import do_findings, request_findings, stop_findings
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from evaluation.theming.acceptance import LADDER
from evaluation.theming.embedding import installed
from evaluation.theming.training import Decision
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
needs_learner = pytest.mark.skipif(installed() is None, reason="the learner's package does not run here")


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def learner(settings, monkeypatch):
    """The learning coder, with few seeds and learning anew every second decision."""
    settings.LEARNING_CODER = True
    few = [Decision("better services", "benefit", frozenset({"B1"})), Decision("thanks", "open", frozenset())]
    monkeypatch.setattr(learning, "seed_decisions", lambda: tuple(few))
    monkeypatch.setattr(learning, "STEP", 2)


def decide(answers, codes: str, ann) -> None:
    for answer in answers:
        desk.decide(
            answer=answer,
            outcome="coded" if codes else "none",
            codes=said(codes) if codes else [],
            seen=None,
            actor=ann,
        )


@needs_learner
def test_a_round_learns_from_its_decisions_and_comes_to_the_same_again(world: World, learner) -> None:
    answers = answered(world, [SUNNY, "Sunny days.", "A stormy week.", "It was sunny."])
    codebook = newest_codebook()
    counted(world)
    assert {row.engine for row in Coding.objects.all()} == {usual_engine()}
    assert usual_engine().startswith("learned-")
    decide(answers[:3], "B3", coder("Ann"))
    engine = counted(world).engine
    learnt = LearnedCoder.objects.get()
    assert (learnt.decisions, learnt.engine) == (2, engine)
    assert engine == engine_of(world.round.pk, codebook) != usual_engine()
    before = (learnt.model, sorted(Coding.objects.values_list("answer", "engine", "outcome", "score")))
    LearnedCoder.objects.all().delete()
    assert code_answers_of(world.round, codebook, lambda done, whole: True)
    after = LearnedCoder.objects.get()
    assert (after.model, sorted(Coding.objects.values_list("answer", "engine", "outcome", "score"))) == before
    assert standing_of(answers[0]) == ("coded", ["B3"], True)


@needs_learner
def test_where_decisions_are_taken_back_the_earlier_coder_counts_again(world: World, learner) -> None:
    answers = answered(world, [SUNNY, "Sunny days.", "It was sunny."])
    first, ann = counted(world).engine, coder("Ann")
    decide(answers[:2], "B3", ann)
    assert counted(world).engine != first
    for _ in range(2):
        desk.undo_last(world.round, ann)
    assert counted(world).engine == first
    assert set(Standing.objects.values_list("coding__engine", flat=True)) == {first}


@needs_learner
def test_learning_that_is_stopped_half_way_leaves_nothing(world: World, learner) -> None:
    decide(answered(world, [SUNNY, PACK]), "B3", coder("Ann"))
    assert code_answers_of(world.round, newest_codebook(), lambda done, whole: False) is False
    assert not LearnedCoder.objects.exists()
    assert Coding.objects.filter(purpose="engine").count() == 0


def test_what_was_drawn_into_a_sample_teaches_nothing(world: World) -> None:
    answers = answered(world, [PACK, SUNNY, "n/a"])
    ann = coder("Ann")
    decide(answers[:2], "B3", ann)
    desk.decide(answer=answers[2], outcome="unusable", codes=[], seen=None, actor=ann)
    assert [each.answer for each in decided(world.round, newest_codebook())] == [a.pk for a in answers[:2]]
    draw_sample(round=world.round, kind="audit", size=3, seed=1, coders=[], actor=ann)
    assert decided(world.round, newest_codebook()) == []


def test_the_audit_lets_codes_stand_from_a_lower_bound_of_95_percent_and_never_no_theme(world: World) -> None:
    answers = answered(world, ["No money for cover."] * 78 + [SUNNY], question="hard")
    ann = coder("Ann")
    counted(world)
    draw_sample(round=world.round, kind="audit", size=79, seed=1, coders=[], actor=ann)
    for answer in answers[:58]:
        desk.write_coding(answer, newest_codebook(), "desk", ann.user, "coded", said("R1"))
    counted(world)
    assert Standing.objects.filter(accepted=True).count() == 0  # 58 of 58: lower bound 0.9497
    decide(answers[58:59], "R1", ann)
    refresh_standing([answer.pk for answer in answers], newest_codebook(), usual_engine())
    counted(world)
    assert Standing.objects.filter(accepted=True).count() == 19
    assert set(queued(world.round, Queue(), ann.user)) == {answers[78]}
    assert not Standing.objects.get(answer=answers[78]).accepted
    reliance = reliance_of(world.round)
    assert (reliance.accepted, reliance.suggested) == (19, 0)
    assert (reliance.rung, reliance.measured) == (LADDER[-1], "100.0% of 59 (at least 95.0%)")
    assert reconciled(world.round).received == 79
    decide(answers[59:60], "B3", ann)
    counted(world)
    assert Standing.objects.filter(accepted=True).count() == 0


def test_stopping_keeps_what_was_read_and_counting_again_goes_on(world: World) -> None:
    answered(world, [PACK] * 3)
    run = request_findings(world.round)
    ann = coder("Ann")
    claimed = claim(FindingsRun, run.pk)
    stop_findings(run, ann)
    do_findings(claimed)
    run.refresh_from_db()
    assert (run.state, run.result) == (RunState.FAILED, None)
    assert run.error == "Ann stopped it. What was read so far is kept; count again to go on."
    assert Coding.objects.count() == 3
    assert AuditEvent.objects.filter(verb="stopped the counting").count() == 1
    with pytest.raises(DomainError, match="over already"):
        stop_findings(run, ann)
    again = request_findings(world.round)
    perform(FindingsRun, again.pk, do_findings)
    again.refresh_from_db()
    assert (again.pk, again.state) == (run.pk, RunState.DONE)


def test_who_may_stop_the_counting(world: World) -> None:
    answered(world, [PACK])
    run = request_findings(world.round)
    with pytest.raises(NotAllowed):
        stop_findings(run, world.actors["other"])
    client, address = world.clients["own"], reverse("evaluation:findings", args=[world.round.pk])
    assert "Stop the counting" in client.get(address).content.decode()
    client.post(reverse("evaluation:findings_stop", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert "Stop the counting" not in client.get(address).content.decode()
