"""Codebook versions: edited as a draft, undone, published for good; what people decided follows its themes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from evaluation.findings.documents import from_json
from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.models import Answer, CodebookVersion, Coding, FindingsRun, Theme, ThemeMove
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import reconciled
from evaluation.selectors.coding.queue import Queue
from evaluation.selectors.coding.versions import as_of, differences, preview_of
from evaluation.services.coding import codebook, desk
from evaluation.services.coding.runs import code_answers_of, rules_of
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted, said, standing_of
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def keeper(world: World) -> Actor:
    """National staff, with a draft begun."""
    codebook.begin_draft(world.actors["national"])
    return world.actors["national"]


def codes(version: CodebookVersion | None) -> list[str]:
    """The themes of a version."""
    assert version is not None
    return list(version.cards.values_list("theme__code", flat=True))


def decide(answer: Answer, *themes: str, by: str = "Ann") -> None:
    """A person's decision."""
    desk.decide(answer=answer, outcome="coded", codes=said(*themes), seen=None, actor=coder(by))


def publish(world: World, keeper: Actor) -> CodebookVersion:
    """Publish the draft and code and count the round under it."""
    version = codebook.publish_draft(note="A test.", actor=keeper)
    counted(world)
    return version


def test_a_draft_holds_the_cards_of_what_is_published_and_counts_nothing(world: World, keeper: Actor) -> None:
    draft = codebook.draft_codebook()
    assert draft is not None
    assert (draft.number, codes(draft)) == (2, codes(newest_codebook()))
    assert newest_codebook().number == 1
    assert codebook.begin_draft(keeper) == draft
    with pytest.raises(IntegrityError), transaction.atomic():
        CodebookVersion.objects.create(number=3, draft=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CodebookVersion.objects.filter(pk=draft.pk).update(published_on=timezone.localdate())


@pytest.mark.parametrize("persona", ["evaluator", "own", "administrator"])
def test_only_keepers_change_the_codebook(world: World, keeper: Actor, persona: str) -> None:
    actor = world.actors[persona]
    for act in (
        lambda: codebook.begin_draft(actor),
        lambda: codebook.add_theme(heading="benefit", title="New", definition="N", actor=actor),
        lambda: codebook.retire_theme(code="B3", actor=actor),
        lambda: codebook.undo_step(actor),
        lambda: codebook.discard_draft(actor),
        lambda: codebook.publish_draft(note="N", actor=actor),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_themes_keep_their_codes_whatever_they_are_called(world: World, keeper: Actor) -> None:
    card = codebook.add_theme(
        heading="benefit", title="Voice of the child", definition="Heard.", actor=keeper
    )
    assert card.theme.code == "B7"
    codebook.change_card(code="B3", fields={"title": "Ties", "nearest": ["B6"]}, actor=keeper)
    publish(world, keeper)
    assert {card.theme.code: card.title for card in newest_codebook().cards.all()}["B3"] == "Ties"
    old = CodebookVersion.objects.get(number=1)
    assert [(d.theme, d.what, d.new) for d in differences(old, newest_codebook())] == [
        ("B7", "Added", "Voice of the child"),
        ("B3", "Title", "Ties"),
        ("B3", "Nearest themes", "B6"),
    ]
    codebook.begin_draft(keeper)
    codebook.retire_theme(code="B7", actor=keeper)
    added = codebook.add_theme(heading="benefit", title="Another", definition="A.", actor=keeper)
    assert added.theme.code == "B8"


def test_every_edit_can_be_undone_before_publishing(world: World, keeper: Actor) -> None:
    before = codebook._snapshot(codebook.draft_codebook())  # type: ignore[arg-type]
    codebook.change_card(code="B3", fields={"title": "Ties"}, actor=keeper)
    codebook.add_theme(heading="barrier", title="Politics", definition="P.", actor=keeper)
    codebook.merge_theme(code="B3", into="B6", actor=keeper)
    codebook.split_theme(code="B1", titles=["Practice", "Provision"], actor=keeper)
    codebook.retire_theme(code="D5", actor=keeper)
    assert codes(codebook.draft_codebook()) == ["B2", "B4", "B5", "B6", "B7", "B8", "D1", "D2", "D3", "D4", "R1", "R2",
                                               "R3", "R4", "R5"]  # fmt: skip
    undone = [codebook.undo_step(keeper) for _ in range(5)]
    assert undone[0] == "Retired D5"
    assert codebook._snapshot(codebook.draft_codebook()) == before  # type: ignore[arg-type]
    assert not Theme.objects.filter(code__in=["B7", "B8", "R5"]).exists()
    with pytest.raises(DomainError, match="There is no edit to take back"):
        codebook.undo_step(keeper)
    assert AuditEvent.objects.filter(verb="took back a codebook edit").count() == 5


def test_a_discarded_draft_leaves_nothing(world: World, keeper: Actor) -> None:
    codebook.add_theme(heading="benefit", title="New", definition="N.", actor=keeper)
    codebook.discard_draft(keeper)
    assert (CodebookVersion.objects.count(), Theme.objects.count(), ThemeMove.objects.count()) == (1, 15, 0)
    with pytest.raises(DomainError, match="There is no draft"):
        codebook.publish_draft(note="N", actor=keeper)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda k: codebook.merge_theme(code="B3", into="R1", actor=k), "same heading"),
        (lambda k: codebook.merge_theme(code="B3", into="B3", actor=k), "Choose another theme"),
        (lambda k: codebook.merge_theme(code="B9", into="B3", actor=k), "no theme B9"),
        (lambda k: codebook.split_theme(code="B3", titles=["One"], actor=k), "two titles or more"),
        (lambda k: codebook.split_theme(code="B3", titles=["One", "one"], actor=k), "two titles or more"),
        (
            lambda k: codebook.split_theme(code="B3", titles=["One", "Funding"], actor=k),
            "Another theme is called",
        ),
        (
            lambda k: codebook.change_card(code="B3", fields={"title": "funding"}, actor=k),
            "Another theme has",
        ),
        (
            lambda k: codebook.change_card(code="B3", fields={"seeds": ["@nothing here"]}, actor=k),
            "defined nowhere",
        ),
        (lambda k: codebook.publish_draft(note="N", actor=k), "Nothing is changed"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    world: World, keeper: Actor, act: object, why: str
) -> None:
    before = codebook._snapshot(codebook.draft_codebook())  # type: ignore[arg-type]
    with pytest.raises(DomainError, match=why):
        act(keeper)  # type: ignore[operator]
    assert codebook._snapshot(codebook.draft_codebook()) == before  # type: ignore[arg-type]
    assert not codebook.draft_codebook().steps.exists()  # type: ignore[union-attr]


def test_a_theme_without_a_definition_is_not_published(world: World, keeper: Actor) -> None:
    codebook.split_theme(code="B1", titles=["Practice", "Provision"], actor=keeper)
    with pytest.raises(DomainError, match="Write a definition first: B7, B8"):
        codebook.publish_draft(note="N", actor=keeper)
    with pytest.raises(DomainError, match="Undo the split instead"):
        codebook.retire_theme(code="B8", actor=keeper)


def test_what_people_decided_follows_a_merge_and_loses_what_is_retired(world: World, keeper: Actor) -> None:
    merged, retired, both, engine = answered(world, [SUNNY, SUNNY, SUNNY, PACK])
    counted(world)
    decide(merged, "B3", "B6")
    decide(retired, "D5", by="Ben")
    decide(both, "D5", "B3 denied", by="Cat")
    codebook.merge_theme(code="B3", into="B6", actor=keeper)
    codebook.retire_theme(code="D5", actor=keeper)
    codebook.merge_theme(code="D2", into="D1", actor=keeper)
    publish(world, keeper)
    assert standing_of(merged) == ("coded", ["B6"], True)
    assert standing_of(retired) == ("waiting", [], False)
    assert standing_of(both) == ("coded", ["B6 denied"], True)
    assert standing_of(engine) == ("coded", ["D1", "R1 denied"], False)
    assert (reconciled(world.round).waiting, Coding.objects.filter(purpose="desk").count()) == (1, 3)
    assert desk.take_next(world.round, Queue(), coder("Dan")) == retired
    run = FindingsRun.objects.latest("created_at")
    told = {row.theme.code: row.people for row in from_json(run.result).themes}
    assert (told["B6"], told["D1"], "B3" in told) == (1, 1, False)


def test_what_is_split_waits_for_a_person_and_no_engine_decides_it(world: World, keeper: Actor) -> None:
    (answer,) = answered(world, [PACK])
    decide(answer, "D2", "B3")
    codebook.split_theme(code="D2", titles=["Late data", "Wrong data"], actor=keeper)
    for code in ("D6", "D7"):
        codebook.change_card(code=code, fields={"definition": "Split."}, actor=keeper)
    publish(world, keeper)
    assert standing_of(answer) == ("waiting", [], False)
    earlier = Coding.objects.get(purpose="desk").pk
    desk.decide(answer=answer, outcome="coded", codes=said("D6", "B3"), seen=earlier, actor=coder("Ben"))
    assert standing_of(answer) == ("coded", ["B3", "D6"], True)


def test_themes_merged_into_one_that_ends_later_in_the_draft_go_on_with_it(
    world: World, keeper: Actor
) -> None:
    first, second = answered(world, [SUNNY, SUNNY])
    decide(first, "B3")
    decide(second, "B4", by="Ben")
    codebook.merge_theme(code="B3", into="B4", actor=keeper)
    codebook.merge_theme(code="B4", into="B5", actor=keeper)
    publish(world, keeper)
    assert standing_of(first) == standing_of(second) == ("coded", ["B5"], True)
    codebook.begin_draft(keeper)
    codebook.retire_theme(code="B5", actor=keeper)
    publish(world, keeper)
    assert standing_of(first) == ("waiting", [], False)


def test_seed_phrases_of_a_new_theme_are_coded_by_the_engine(world: World, keeper: Actor) -> None:
    (answer,) = answered(world, ["The children's voice was heard at last."])
    counted(world)
    assert standing_of(answer)[1] == []
    assert rules_of(newest_codebook()) is CODEBOOK_V1
    codebook.add_theme(heading="benefit", title="Voice", definition="Heard.", actor=keeper)
    codebook.change_card(code="B7", fields={"seeds": ["voice was heard"]}, actor=keeper)
    shown = preview_of(codebook.draft_codebook())  # type: ignore[arg-type]
    assert {code: (now, then) for code, _, now, then in shown.rows}["B7"] == (0, 1)
    assert (shown.read, shown.changed, shown.changes[0][1:]) == (1, 1, ("No theme", "B7"))
    assert standing_of(answer)[1] == []
    publish(world, keeper)
    assert standing_of(answer) == ("coded", ["B7"], False)


def test_the_preview_says_what_publishing_then_does(world: World, keeper: Actor) -> None:
    answers = answered(world, [PACK, PACK, SUNNY, "n/a"])
    counted(world)
    decide(answers[0], "D2", "B3")
    decide(answers[2], "D5", by="Ben")
    codebook.merge_theme(code="B3", into="B6", actor=keeper)
    codebook.retire_theme(code="D5", actor=keeper)
    shown = preview_of(codebook.draft_codebook())  # type: ignore[arg-type]
    told = {code: (now, then) for code, _, now, then in shown.rows}
    assert (told["B3"], told["B6"], told["D5"], told["D2"]) == ((1, 0), (0, 1), (1, 0), (2, 2))
    assert (shown.waiting, shown.changed) == ((0, 1), 2)
    publish(world, keeper)
    for code, (_, then) in told.items():
        assert sum(code in {c.split()[0] for c in standing_of(answer)[1]} for answer in answers) == then, code
    assert reconciled(world.round).waiting == 1


def test_a_run_that_began_under_the_version_before_does_not_undo_the_new_one(
    world: World, keeper: Actor
) -> None:
    (answer,) = answered(world, [SUNNY])
    decide(answer, "B3")
    old = newest_codebook()
    codebook.merge_theme(code="B3", into="B6", actor=keeper)
    publish(world, keeper)
    code_answers_of(world.round, old, lambda done, whole: True)
    assert standing_of(answer) == ("coded", ["B6"], True)


def test_results_can_be_seen_as_of_a_version_and_a_day(world: World, keeper: Actor) -> None:
    first, second = answered(world, [PACK, SUNNY])
    counted(world)
    decide(first, "B3")
    yesterday = timezone.now() - timedelta(days=1)
    Coding.objects.update(created_at=yesterday)
    type(first.first_revision).objects.update(submitted_at=yesterday)
    decide(second, "B3 denied", by="Ben")
    codebook.merge_theme(code="B3", into="B6", actor=keeper)
    new, old = publish(world, keeper), CodebookVersion.objects.get(number=1)
    today = timezone.localdate()

    def told(
        version: CodebookVersion, back: int
    ) -> tuple[dict[str, tuple[int, int]], tuple[int, int, int, int]]:
        shown = as_of(world.round, version, today - timedelta(days=back))
        sums = shown.reconciliation
        rows = {code: (yes, no) for code, _, yes, no in shown.rows if yes or no}
        return rows, (sums.received, sums.coded, sums.none, sums.waiting)

    assert told(new, 0) == ({"B6": (1, 1)}, (2, 2, 0, 0))
    assert told(old, 0) == ({"B3": (1, 1)}, (2, 2, 0, 0))
    assert told(old, 1) == ({"B3": (1, 0)}, (2, 1, 1, 0))
    assert told(new, 1) == ({"B6": (1, 0)}, (2, 1, 0, 1))
    assert told(old, 9) == ({}, (0, 0, 0, 0))
    desk.undo_last(world.round, _of("Ben"))
    assert told(old, 0) == ({"B3": (1, 0)}, (2, 1, 1, 0))


def _of(name: str) -> Actor:
    from councils.actor import actor_for  # noqa: PLC0415 - only here
    from councils.models import User  # noqa: PLC0415

    return actor_for(User.objects.get(name=name))
