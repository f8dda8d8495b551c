"""Samples: anybody can draw them again, the second coder is shown nothing, what is frozen stays."""

from __future__ import annotations

import csv
import io
import random

import pytest

from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from evaluation.exports.gold import as_gold
from evaluation.models import Answer, Coding, CodingSample, ResponseRevision
from evaluation.selectors.coding.agreement import (
    BLIND_ENGINE,
    BOTH_BLIND,
    ONE_BLIND,
    SHOWN_ENGINE,
    Judged,
    Pair,
    by_kind,
    measured,
    pairs_of,
)
from evaluation.selectors.coding.desk import desk_answers
from evaluation.selectors.coding.queue import Queue, QueueKind
from evaluation.selectors.coding.samples import item_states, next_blind, progress_of
from evaluation.services.coding import desk, samples
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def drawn(world: World, *coders: Actor, size: int = 2, seed: int = 7) -> CodingSample:
    """A sample: blind where coders are given, else an audit."""
    users = [each.user for each in coders if each.user]
    kind = "blind" if users else "audit"
    actor = world.actors["national"]
    return samples.draw_sample(round=world.round, kind=kind, size=size, seed=seed, coders=users, actor=actor)


def blind(sample: CodingSample, actor: Actor, *codes: str) -> Answer:
    """Code the actor's next answer blind; no codes mean that none of the themes fits."""
    answer = next_blind(sample, actor.user)
    assert answer is not None
    outcome = "coded" if codes else "none"
    samples.code_blind(sample=sample, answer=answer, outcome=outcome, codes=said(*codes), actor=actor)
    return answer


def at_desk(answer: Answer, actor: Actor, *codes: str) -> None:
    """Decide on the answer at the desk."""
    outcome = "coded" if codes else "none"
    desk.decide(answer=answer, outcome=outcome, codes=said(*codes), seen=None, actor=actor)


def test_the_same_seed_draws_the_same_answers(world: World) -> None:
    answered(world, [PACK] * 20)
    first, again, other = (drawn(world, size=5, seed=seed) for seed in (3, 3, 4))
    keys = [list(each.items.values_list("answer", flat=True)) for each in (first, again, other)]
    assert keys[0] == keys[1] != keys[2]
    everything = sorted(Answer.objects.values_list("pk", flat=True))
    assert keys[0] == random.Random(3).sample(everything, 5)
    assert (first.size, first.population) == (5, 20)


@pytest.mark.parametrize("size", [0, 3])
def test_no_more_is_drawn_than_there_is(world: World, size: int) -> None:
    answered(world, [PACK] * 2)
    with pytest.raises(DomainError, match="There are 2 answers to draw from"):
        drawn(world, size=size)


def test_a_blind_sample_needs_coders_who_may_code_and_have_not(world: World) -> None:
    mine, other = answered(world, [PACK, PACK])
    national = world.actors["national"]
    for kind, users in (("blind", []), ("audit", [national.user]), ("blind", [world.actors["own"].user])):
        with pytest.raises(DomainError):
            samples.draw_sample(round=world.round, kind=kind, size=1, seed=1, coders=users, actor=national)
    with pytest.raises(NotAllowed):
        samples.draw_sample(
            round=world.round, kind="audit", size=1, seed=1, coders=[], actor=world.actors["own"]
        )
    assert {user.name for user in samples.possible_coders()} == {
        national.user.name,
        world.actors["evaluator"].user.name,
    }
    ben = coder("Ben")
    at_desk(mine, ben)
    assert list(drawn(world, ben, size=1).items.values_list("answer", flat=True)) == [other.pk]


def test_the_second_coder_is_shown_nothing_anywhere_until_they_have_finished(world: World) -> None:
    answers = answered(world, [PACK, PACK, SUNNY])
    counted(world)
    ben = coder("Ben")
    sample = drawn(world, ben)
    theirs = set(sample.items.values_list("answer", flat=True))
    (free,) = {answer.pk for answer in answers} - theirs
    assert set(desk_answers(world.round, {}, ben.user).values_list("pk", flat=True)) == {free}
    assert desk.take_next(world.round, Queue(), ben).pk == free
    with pytest.raises(NotAllowed, match="Finish coding blind first"):
        samples.require_open_eyes(sample, ben)
    for _ in theirs:
        blind(sample, ben)
    assert desk_answers(world.round, {}, ben.user).count() == 3
    samples.require_open_eyes(sample, ben)


def test_blind_coding_never_counts_and_is_written_once(world: World) -> None:
    answered(world, [PACK])
    counted(world)
    ben = coder("Ben")
    sample = drawn(world, ben, size=1)
    answer = blind(sample, ben, "B3")
    assert standing_of(answer) == ("coded", ["D2", "R1 denied"], False)
    with pytest.raises(DomainError, match="You have coded this answer already"):
        samples.code_blind(sample=sample, answer=answer, outcome="none", codes=[], actor=ben)
    with pytest.raises(NotAllowed, match="Only the coders of this sample"):
        samples.code_blind(sample=sample, answer=answer, outcome="none", codes=[], actor=coder("Cat"))
    assert [row.done for row in progress_of(sample)] == [0, 1]


def test_people_who_differ_are_adjudicated_and_the_gold_set_is_frozen(world: World) -> None:
    answered(world, [PACK] * 3)
    ann, ben, cat = coder("Ann"), coder("Ben"), coder("Cat")
    sample = drawn(world, ben, size=3)
    one, two, three = (item.answer for item in sample.items.select_related("answer"))
    assert [blind(sample, ben, *codes) for codes in (("B3",), ("B3",), ())] == [one, two, three]
    at_desk(one, ann, "B3")
    at_desk(two, ann, "B3", "D1 denied")
    item = sample.items.get(answer=three)
    with pytest.raises(DomainError, match="Not everybody has coded this answer yet"):
        samples.adjudicate(item=item, outcome="none", codes=[], actor=cat)
    at_desk(three, ann)
    assert [(state.complete, state.differs, state.open) for state in item_states(sample)] == [
        (True, False, False),
        (True, True, True),
        (True, False, False),
    ]
    with pytest.raises(DomainError, match="1 answers are not settled yet"):
        samples.freeze(sample=sample, actor=cat)
    item = sample.items.get(answer=two)
    samples.adjudicate(item=item, outcome="coded", codes=said("D1 denied"), actor=cat)
    assert standing_of(two) == ("coded", ["D1 denied"], True)
    samples.freeze(sample=sample, actor=cat)
    rows = list(csv.DictReader(io.StringIO(as_gold(CodingSample.objects.get()))))
    assert [(row["themes"], row["denied"], row["question"]) for row in rows] == [
        ("B3", "", "benefit"), ("", "D1", "benefit"), ("", "", "benefit")
    ]  # fmt: skip
    assert AuditEvent.objects.filter(verb="froze a gold set").count() == 1


def test_what_is_frozen_stays_as_it_was(world: World) -> None:
    answered(world, [PACK])
    ann, ben = coder("Ann"), coder("Ben")
    sample = drawn(world, ben, size=1)
    answer = blind(sample, ben, "B3")
    at_desk(answer, ann, "B3")
    samples.freeze(sample=sample, actor=ann)
    gold = as_gold(sample)
    with pytest.raises(DomainError, match="A frozen gold set holds that decision"):
        desk.undo_last(world.round, ann)
    with pytest.raises(DomainError, match="This gold set is frozen"):
        samples.adjudicate(item=sample.items.get(), outcome="none", codes=[], actor=ann)
    with pytest.raises(DomainError, match="Only a blind sample that is not frozen yet"):
        samples.freeze(sample=sample, actor=ann)
    with pytest.raises(DomainError, match="no longer to be coded here"):
        samples.code_blind(sample=sample, answer=answer, outcome="none", codes=[], actor=ben)
    seen = Coding.objects.get(purpose="desk").pk
    desk.decide(answer=answer, outcome="none", codes=[], seen=seen, actor=ben)
    assert as_gold(sample) == gold


def test_an_answer_that_its_writer_changed_leaves_the_sample(world: World) -> None:
    answered(world, [PACK, PACK])
    ann, ben = coder("Ann"), coder("Ben")
    sample = drawn(world, ben)
    answer = blind(sample, ben)
    at_desk(answer, ann)
    Answer.objects.exclude(pk=answer.pk).update(superseded_by=ResponseRevision.objects.first())
    assert next_blind(sample, ben.user) is None
    assert [(row.done, row.size) for row in progress_of(sample)] == [(1, 1), (1, 1)]
    samples.freeze(sample=sample, actor=ann)
    assert sample.items.filter(gold__isnull=False).count() == 1


def test_the_audit_queue_goes_through_the_sample_in_its_order(world: World) -> None:
    answered(world, [PACK] * 6)
    counted(world)
    sample = drawn(world, size=3)
    ann, order = coder("Ann"), []
    while answer := desk.take_next(world.round, Queue(QueueKind.SAMPLES), ann):
        order.append(answer.pk)
        desk.decide(answer=answer, outcome="none", codes=[], seen=None, actor=ann)
    assert order == list(sample.items.values_list("answer", flat=True))


def test_who_coded_blind_leaves_the_desk_to_others_until_the_sample_is_frozen(world: World) -> None:
    answered(world, [PACK])
    ann, ben = coder("Ann"), coder("Ben")
    sample = drawn(world, ben, size=1)
    answer = blind(sample, ben)
    assert desk.take_next(world.round, Queue(), ben) is None
    with pytest.raises(DomainError, match="You code this answer blind"):
        at_desk(answer, ben)
    assert desk.take_next(world.round, Queue(QueueKind.SAMPLES), ann) == answer
    at_desk(answer, ann)
    samples.freeze(sample=sample, actor=ann)
    assert sample.items.get().gold is not None


def test_agreement_keeps_blind_and_shown_first_apart(world: World) -> None:
    answered(world, [PACK] * 2)
    counted(world)
    ann, ben, cat = coder("Ann"), coder("Ben"), coder("Cat")
    sample = drawn(world, ben, cat)
    for codes in (("D2",), ("D2", "B3")):
        blind(sample, ben, *codes)
    for codes in (("D2",), ("B3",)):
        answer = blind(sample, cat, *codes)
    at_desk(answer, ann, "D2")
    told = {
        kind: {row.of: (row.units, row.both, row.first_only, row.second_only) for row in rows}
        for kind, rows in by_kind(pairs_of(world.round))
    }
    assert told[BOTH_BLIND] == {"All themes": (2, 2, 1, 0), "B3": (2, 1, 0, 0), "D2": (2, 1, 1, 0)}
    assert told[ONE_BLIND]["D2"][0] == 2
    assert told[SHOWN_ENGINE] == {"All themes": (1, 1, 0, 1), "D2": (1, 1, 0, 0), "R1 denied": (1, 0, 0, 1)}
    assert told[BLIND_ENGINE]["D2"] == (4, 3, 0, 1)


def test_figures_with_intervals_and_a_kappa_only_where_enough_stands_behind_it() -> None:
    def pairs(n: int, both: int, first: int, second: int) -> list[Pair]:
        code = frozenset({("B3", False)})
        given = [(code, code)] * both + [(code, frozenset())] * first + [(frozenset(), code)] * second
        given += [(frozenset(), frozenset())] * (n - len(given))
        return [
            Pair(BOTH_BLIND, Judged(str(at), "Ann", one), Judged(str(at), "Ben", other))
            for at, (one, other) in enumerate(given)
        ]

    assert [row.kappa for row in measured(pairs(29, 10, 0, 0))] == [None, None]
    assert [row.kappa for row in measured(pairs(100, 4, 0, 9))] == [None, None]
    assert [(row.kappa, row.alpha) for row in measured(pairs(40, 40, 0, 0))] == [(None, None), (None, None)]
    # Cohen (1960): 50 units, 20 yes by both, 5 and 10 by one: (0.7 - 0.5) / (1 - 0.5).
    row = measured(pairs(50, 20, 5, 10))[1]
    assert row.kappa.value == pytest.approx(0.4)
    assert row.f1.value == pytest.approx(40 / 55)
    # Alpha by hand: 55 of 100 values are yes; 1 - 30 * 99 / (2 * 55 * 45).
    assert row.alpha.value == pytest.approx(1 - 30 * 99 / (2 * 55 * 45))
    for figure in (row.kappa, row.f1, row.alpha):
        assert figure.low < figure.value < figure.high
        assert figure.n == 50
    assert measured(pairs(50, 20, 5, 10)) == measured(pairs(50, 20, 5, 10))
