"""Coding a round's open answers by the engine: what is uncoded is coded once, however often and wherever this runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from challenges.models import ChallengeRound
from evaluation.models import Answer, CodeAssignment, CodebookVersion, Coding, Question, Theme
from evaluation.theming.codes import Code
from evaluation.theming.engine import ENGINE_VERSION, code, is_unusable

BATCH = 500
Tell = Callable[[int, int], bool]


def open_answers(round: ChallengeRound) -> QuerySet[Answer]:
    """The round's current open answers."""
    return Answer.objects.filter(
        response__survey__round=round, question__kind=Question.Kind.OPEN, superseded_by__isnull=True
    )


def code_answers_of(round: ChallengeRound, codebook: CodebookVersion, tell: Tell) -> bool:
    """Code every current open answer that this engine has not coded under `codebook`, batch by batch.

    `tell(done, all)` is called after each batch; where it says False (another worker has taken over) this stops and
    returns False. Each batch is one transaction."""
    waiting = list(_uncoded(round, codebook).values_list("pk", flat=True))
    themes = {theme.code: theme for theme in Theme.objects.all()}
    for done, batch in _batches(waiting):
        _code_batch(batch, codebook, themes)
        if not tell(done, len(waiting)):
            return False
    return True


def _uncoded(round: ChallengeRound, codebook: CodebookVersion) -> QuerySet[Answer]:
    by_engine = Coding.objects.filter(
        answer=OuterRef("pk"), purpose=Coding.Purpose.ENGINE, engine=ENGINE_VERSION, codebook=codebook
    )
    return open_answers(round).filter(~Exists(by_engine)).order_by("pk")


def _batches(keys: list[UUID]) -> Iterator[tuple[int, list[UUID]]]:
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        yield start + len(batch), batch


@transaction.atomic
def _code_batch(keys: list[UUID], codebook: CodebookVersion, themes: dict[str, Theme]) -> None:
    """Code these answers. Where another worker was first, its codings stand and ours are left out."""
    answers = Answer.objects.filter(pk__in=keys).select_related("question")
    codes = {answer.pk: code(answer.text, answer.question.about) for answer in answers}
    Coding.objects.bulk_create(
        [_coding(answer, codebook, codes[answer.pk]) for answer in answers], ignore_conflicts=True
    )
    mine = Coding.objects.filter(
        answer__in=keys, purpose=Coding.Purpose.ENGINE, engine=ENGINE_VERSION, codebook=codebook
    )
    CodeAssignment.objects.bulk_create(
        [
            CodeAssignment(
                coding_id=coding,
                theme=themes[found.theme],
                denied=found.denied,
                start=found.start,
                end=found.end,
            )
            for coding, answer in mine.values_list("pk", "answer")
            for found in codes[answer]
        ],
        ignore_conflicts=True,
    )


def _coding(answer: Answer, codebook: CodebookVersion, codes: tuple[Code, ...]) -> Coding:
    if codes:
        outcome = Coding.Outcome.CODED
    else:
        outcome = Coding.Outcome.UNUSABLE if is_unusable(answer.text) else Coding.Outcome.NONE
    return Coding(
        answer=answer,
        codebook=codebook,
        purpose=Coding.Purpose.ENGINE,
        engine=ENGINE_VERSION,
        outcome=outcome,
    )
