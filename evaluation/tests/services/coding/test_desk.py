"""Coders at work: what they decide counts and is never overwritten, nobody gets another's answer, undo is honest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from evaluation.findings.documents import from_json
from evaluation.models import Answer, Coding, Lease, ResponseRevision, Standing, StandingCode
from evaluation.selectors.coding import engines
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import desk_answers, none_shares, reconciled
from evaluation.selectors.coding.effective import Said
from evaluation.selectors.coding.queue import Queue, QueueKind
from evaluation.services.coding import desk
from evaluation.services.coding import runs as engine
from evaluation.services.findings.runs import input_version
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def test_a_persons_decision_counts_whole_before_the_engines(world: World) -> None:
    (answer,) = answered(world, [PACK])
    counted(world)
    assert standing_of(answer) == ("coded", ["D2", "R1 denied"], False)
    desk.decide(answer=answer, outcome="coded", codes=said("B3"), seen=None, actor=coder("Ann"))
    assert standing_of(answer) == ("coded", ["B3"], True)
    told = {row.theme.code: row.people for row in from_json(counted(world).result).themes}
    assert (told["B3"], told["D2"], told["R1"]) == (1, 0, 0)


def test_no_rerun_overwrites_what_people_decided(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    (answer, other) = answered(world, [PACK, PACK])
    counted(world)
    desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=coder("Ann"))
    before = list(Coding.objects.filter(purpose="desk").values())
    monkeypatch.setattr(engines, "rules_version", lambda: "rules-2.test")
    counted(world)
    engine._code_batch(
        [answer.pk, other.pk], newest_codebook(), engine.engine_for(world.round, newest_codebook())
    )
    assert standing_of(answer) == ("none", [], True)
    assert standing_of(other) == ("coded", ["D2", "R1 denied"], False)
    assert list(Coding.objects.filter(purpose="desk").values()) == before


def test_a_run_that_was_killed_half_way_and_one_that_runs_twice_lose_and_double_nothing(world: World) -> None:
    answers = answered(world, [PACK] * 6)
    desk.decide(answer=answers[0], outcome="coded", codes=said("B1"), seen=None, actor=coder("Ann"))
    codebook = newest_codebook()
    engine.BATCH, kept = 2, engine.BATCH
    try:
        assert engine.code_answers_of(world.round, codebook, lambda done, whole: done < 4) is False
        assert Coding.objects.filter(purpose="engine").count() == 4
        for _ in range(2):
            assert engine.code_answers_of(world.round, codebook, lambda done, whole: True)
    finally:
        engine.BATCH = kept
    engine._code_batch([answer.pk for answer in answers], codebook, engine.engine_for(world.round, codebook))
    assert Coding.objects.filter(purpose="engine").count() == 6
    assert standing_of(answers[0]) == ("coded", ["B1"], True)
    assert StandingCode.objects.count() == 1 + 5 * 2
    assert reconciled(world.round) == from_json(counted(world).result).reconciliation


def test_two_coders_never_have_the_same_answer(world: World) -> None:
    answered(world, [SUNNY] * 5)
    coders = [coder(name) for name in ("Ann", "Ben", "Cat")]
    taken = [desk.take_next(world.round, Queue(), each) for each in coders]
    assert len({answer.pk for answer in taken if answer}) == 3
    again = [desk.take_next(world.round, Queue(), each) for each in coders]
    assert [a.pk for a in again if a] == [a.pk for a in taken if a]
    assert not desk.take(taken[0].pk, coders[1])
    assert Lease.objects.get(answer=taken[0].pk).coder == coders[0].user


def test_the_last_answer_is_not_given_twice_until_its_lease_runs_out(world: World) -> None:
    answered(world, [SUNNY])
    ann, ben = coder("Ann"), coder("Ben")
    first = desk.take_next(world.round, Queue(), ann)
    assert first is not None
    assert desk.take_next(world.round, Queue(), ben) is None
    Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
    second = desk.take_next(world.round, Queue(), ben)
    assert second is not None
    assert second.pk == first.pk
    with pytest.raises(DomainError, match="Ben has this answer on the screen now"):
        desk.decide(answer=first, outcome="none", codes=[], seen=None, actor=ann)
    desk.decide(answer=second, outcome="unusable", codes=[], seen=None, actor=ben)
    with pytest.raises(DomainError, match="Ben decided on this answer after you opened it: unusable"):
        desk.decide(answer=first, outcome="none", codes=[], seen=None, actor=ann)
    seen = Coding.objects.get().pk
    desk.decide(answer=first, outcome="none", codes=[], seen=seen, actor=ann)
    assert standing_of(first) == ("none", [], True)


def test_a_coder_holds_one_answer_and_gives_it_back(world: World) -> None:
    answers = answered(world, [SUNNY] * 2)
    ann = coder("Ann")
    for answer in answers:
        assert desk.take(answer.pk, ann)
    assert list(Lease.objects.values_list("answer", flat=True)) == [answers[1].pk]
    desk.put_back(ann)
    assert Lease.objects.count() == 0


def test_what_was_skipped_is_left_out(world: World) -> None:
    (answer,) = answered(world, [SUNNY])
    assert desk.take_next(world.round, Queue(), coder("Ann"), without=[answer.pk]) is None


def test_the_queue_begins_with_what_waits_then_none_then_the_least_sure(world: World) -> None:
    sure, none, unsure = answered(world, [PACK, SUNNY, PACK])
    counted(world)
    (waiting,) = answered(world, [SUNNY])
    Standing.objects.filter(pk=sure.pk).update(score=0.9)
    Standing.objects.filter(pk=unsure.pk).update(score=0.2)
    ann, order = coder("Ann"), []
    while answer := desk.take_next(world.round, Queue(), ann):
        order.append(answer.pk)
        desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=ann)
    assert order == [waiting.pk, none.pk, unsure.pk, sure.pk]


def test_the_queue_can_be_narrowed(world: World) -> None:
    pack, sunny = answered(world, [PACK, SUNNY])
    answered(world, [SUNNY], question="hard")
    counted(world)
    ann = coder("Ann")
    assert desk.take_next(world.round, Queue(theme="D2"), ann) == pack
    desk.put_back(ann)
    assert desk.take_next(world.round, Queue(question="changed"), ann) == sunny
    assert desk.take_next(world.round, Queue(QueueKind.UNSURE, question="hard"), ann) is None
    assert desk.take_next(world.round, Queue(QueueKind.SAMPLES), ann) is None


def test_where_a_person_and_the_engine_differ_somebody_else_looks(world: World) -> None:
    same, other = answered(world, [PACK, PACK])
    counted(world)
    ann, ben = coder("Ann"), coder("Ben")
    desk.decide(answer=same, outcome="coded", codes=said("D2", "R1 denied"), seen=None, actor=ann)
    desk.decide(answer=other, outcome="coded", codes=said("B3"), seen=None, actor=ann)
    assert desk.take_next(world.round, Queue(QueueKind.DISPUTED), ann) is None
    assert desk.take_next(world.round, Queue(QueueKind.DISPUTED), ben) == other


def test_undo_takes_back_the_last_decision_and_says_so(world: World) -> None:
    first, second = answered(world, [PACK, SUNNY])
    counted(world)
    ann = coder("Ann")
    desk.decide(answer=first, outcome="coded", codes=said("B3"), seen=None, actor=ann)
    desk.decide(answer=second, outcome="coded", codes=said("B1"), seen=None, actor=ann)
    known = input_version(world.round)
    assert desk.undo_last(world.round, ann).answer_id == second.pk
    assert standing_of(second) == ("none", [], False)
    assert standing_of(first) == ("coded", ["B3"], True)
    assert input_version(world.round) != known
    assert desk.undo_last(world.round, ann).answer_id == first.pk
    assert standing_of(first) == ("coded", ["D2", "R1 denied"], False)
    with pytest.raises(DomainError, match="There is no decision of yours"):
        desk.undo_last(world.round, ann)
    assert Coding.objects.filter(purpose="desk", withdrawn_at__isnull=False).count() == 2
    assert AuditEvent.objects.filter(verb="took a coding back").count() == 2


def test_undo_brings_back_what_the_person_before_decided(world: World) -> None:
    (answer,) = answered(world, [PACK])
    ann, ben = coder("Ann"), coder("Ben")
    before = desk.decide(answer=answer, outcome="coded", codes=said("B3"), seen=None, actor=ann)
    desk.decide(answer=answer, outcome="none", codes=[], seen=before.pk, actor=ben)
    with pytest.raises(DomainError, match="Somebody has decided on that answer since"):
        desk.undo_last(world.round, ann)
    desk.undo_last(world.round, ben)
    assert standing_of(answer) == ("coded", ["B3"], True)


def test_the_audit_log_holds_themes_but_no_words(world: World) -> None:
    (answer,) = answered(world, [PACK])
    desk.decide(answer=answer, outcome="coded", codes=said("R1 denied"), seen=None, actor=coder("Ann"))
    event = AuditEvent.objects.get(verb="coded an answer")
    assert event.after == {"outcome": "coded", "themes": ["R1 denied"]}
    assert PACK not in f"{event.record}{event.before}{event.after}"


@pytest.mark.parametrize(
    ("outcome", "codes", "why"),
    [
        ("coded", [], "Choose at least one theme"),
        ("none", said("B3"), "Choose at least one theme"),
        ("coded", [Said("Z9", False, 0, 2)], "The codebook has changed since"),
    ],
)
def test_a_decision_that_is_none_is_refused(world: World, outcome: str, codes: list[Said], why: str) -> None:
    (answer,) = answered(world, [PACK])
    with pytest.raises(DomainError, match=why):
        desk.decide(answer=answer, outcome=outcome, codes=codes, seen=None, actor=coder("Ann"))
    assert Coding.objects.count() == 0


def test_an_answer_that_was_changed_is_not_coded(world: World) -> None:
    (answer,) = answered(world, [PACK])
    Answer.objects.update(superseded_by=ResponseRevision.objects.get())
    with pytest.raises(DomainError, match="The writer has changed this answer since"):
        desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=coder("Ann"))


@pytest.mark.parametrize("persona", ["own", "administrator"])
def test_only_the_desk_codes(world: World, persona: str) -> None:
    (answer,) = answered(world, [PACK])
    actor = world.actors[persona]
    with pytest.raises(NotAllowed):
        desk.take_next(world.round, Queue(), actor)
    with pytest.raises(NotAllowed):
        desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=actor)
    with pytest.raises(NotAllowed):
        desk.undo_last(world.round, actor)


def test_none_of_these_raises_the_alarm_above_five_per_cent_of_what_people_decided(world: World) -> None:
    letters = answered(world, [PACK] * 19 + [SUNNY])
    hard = answered(world, [SUNNY] * 2 + ["No comment, sorry", "n/a"], question="hard")
    counted(world)
    by_question, _ = none_shares(world.round)
    told = [(share.none, share.decided, share.alarm, share.engine) for share in by_question]
    assert told == [(0, 0, False, 1), (0, 0, False, 2)]
    ann = coder("Ann")
    for answer in letters[:19]:
        desk.decide(answer=answer, outcome="coded", codes=said("D2"), seen=None, actor=ann)
    for answer in (letters[19], *hard[1:3]):
        desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=ann)
    by_question, by_role = none_shares(world.round)
    told = [(share.none, share.decided, share.alarm, share.engine) for share in by_question]
    assert told == [(1, 20, False, 0), (1, 1, True, 1)]
    assert [(share.of, share.none, share.decided, share.alarm, share.engine) for share in by_role] == [
        ("childrens_services", 2, 21, True, 1)
    ]


def test_the_list_is_narrowed_by_council_polarity_and_coder(world: World) -> None:
    kent, other = answered(world, [PACK, PACK])
    (surrey,) = answered(world, [PACK], at="Surrey")
    counted(world)
    desk.decide(answer=kent, outcome="coded", codes=said("D2 denied"), seen=None, actor=coder("Ann"))

    def left(**asked: str) -> set[object]:
        return set(desk_answers(world.round, asked).values_list("pk", flat=True))

    assert left(theme="D2", denied="yes") == {kent.pk}
    assert left(theme="D2", denied="no", council=str(kent.response.council_id)) == {other.pk}
    assert left(council=str(surrey.response.council_id)) == {surrey.pk}
    assert left(council="none") == set()
    assert left(council="nonsense") == left(council="²") == left(council="9" * 5_000) == set()
    assert left(by="person") == {kent.pk}
    assert left(by="engine") == {other.pk, surrey.pk}
