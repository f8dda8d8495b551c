"""One decision for answers alike: what it touches, what it leaves, one undo, a record each."""

from __future__ import annotations

import pytest

from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from evaluation.models import CodeAssignment, Coding
from evaluation.selectors.coding.alike import offer_after, twins_of
from evaluation.selectors.coding.effective import Said
from evaluation.services.coding import desk
from evaluation.services.coding.alike import give_to_alike
from evaluation.tests.desk import answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
CALL = "We call on the region to fund a permanent pool of independent reviewers for every council in the land"
NEAR = CALL.replace("every council", "each council")


@pytest.fixture
def world() -> World:
    return build_world()


def test_the_same_words_and_nearly_the_same_are_found(world: World) -> None:
    first, same, near, other, short = answered(
        world, [CALL, CALL.upper() + ".", NEAR, "Nothing like it at all.", "Call."]
    )
    elsewhere = answered(world, [CALL], question="improve")
    found = {twin.answer: twin.same for twin in twins_of(first, world.round, coder("Ann").user)}
    assert found == {same.pk: True, near.pk: False}
    assert elsewhere[0].pk not in found
    (no_words,) = answered(world, ["…"])
    assert twins_of(no_words, world.round, coder("Ben").user) == []
    assert twins_of(short, world.round, coder("Cat").user) == []


def test_one_decision_is_given_to_answers_alike_and_taken_back_as_one(world: World) -> None:
    answers = answered(world, [CALL, f"Indeed. {CALL}", NEAR])
    counted(world)
    before = [standing_of(answer) for answer in answers]
    ann = coder("Ann")
    start = CALL.index("permanent pool")
    codes = [Said("R1", False, start, start + len("permanent pool"))]
    source = desk.decide(answer=answers[0], outcome="coded", codes=codes, seen=None, actor=ann)
    offer = offer_after(world.round, ann.user)
    assert offer is not None
    assert offer.words == "2 answers are nearly"
    given = give_to_alike(coding=source, answers=[a.pk for a in answers[1:]], actor=ann)
    assert (len(given.codings), given.left) == (2, 0)
    assert [standing_of(answer) for answer in answers] == [("coded", ["R1"], True)] * 3
    evidence = CodeAssignment.objects.filter(coding__alike_to=source).select_related("coding__answer")
    assert {code.coding.answer.text[code.start : code.end] for code in evidence} == {"permanent pool"}
    records = AuditEvent.objects.filter(verb="gave an answer alike the same codes")
    assert [event.after for event in records] == [{"outcome": "coded", "themes": ["R1"]}] * 2
    assert offer_after(world.round, ann.user) is None
    desk.undo_last(world.round, ann)
    assert [standing_of(answer) for answer in answers] == [("coded", ["R1"], True), *before[1:]]
    assert AuditEvent.objects.filter(verb="took a coding back").count() == 2
    assert desk.undo_last(world.round, ann).pk == source.pk
    assert standing_of(answers[0]) == before[0]


def test_what_others_decided_or_look_at_is_left(world: World) -> None:
    answers = answered(world, [CALL] * 5)
    ann, ben = coder("Ann"), coder("Ben")
    source = desk.decide(answer=answers[0], outcome="none", codes=[], seen=None, actor=ann)
    desk.decide(answer=answers[1], outcome="coded", codes=said("B3"), seen=None, actor=ben)
    assert desk.take(answers[2].pk, ben)
    given = give_to_alike(coding=source, answers=[a.pk for a in answers[1:]], actor=ann)
    assert ({each.answer_id for each in given.codings}, given.left) == ({answers[3].pk, answers[4].pk}, 2)
    assert standing_of(answers[1]) == ("coded", ["B3"], True)
    assert not Coding.objects.filter(answer=answers[2]).exists()
    again = give_to_alike(coding=source, answers=[a.pk for a in answers[1:]], actor=ann)
    assert (again.codings, again.left) == ([], 4)


def test_undo_keeps_what_somebody_has_decided_since(world: World) -> None:
    answers = answered(world, [CALL] * 3)
    ann, ben = coder("Ann"), coder("Ben")
    source = desk.decide(answer=answers[0], outcome="unusable", codes=[], seen=None, actor=ann)
    given = give_to_alike(coding=source, answers=[a.pk for a in answers[1:]], actor=ann)
    first, last = given.codings
    desk.decide(answer=first.answer, outcome="none", codes=[], seen=first.pk, actor=ben)
    desk.undo_last(world.round, ann)
    assert standing_of(first.answer) == ("none", [], True)
    assert standing_of(last.answer) == ("waiting", [], False)


def test_what_is_refused(world: World) -> None:
    answers = answered(world, [CALL, CALL, "Something else."])
    ann, ben = coder("Ann"), coder("Ben")
    source = desk.decide(answer=answers[0], outcome="none", codes=[], seen=None, actor=ann)
    with pytest.raises(DomainError, match="Choose at least one answer"):
        give_to_alike(coding=source, answers=[answers[2].pk], actor=ann)
    with pytest.raises(NotAllowed):
        give_to_alike(coding=source, answers=[answers[1].pk], actor=world.actors["own"])
    desk.decide(answer=answers[0], outcome="unusable", codes=[], seen=source.pk, actor=ben)
    with pytest.raises(DomainError, match="no longer counts"):
        give_to_alike(coding=source, answers=[answers[1].pk], actor=ann)
    assert not Coding.objects.filter(answer=answers[1]).exists()
