"""Giving answers alike the same codes, in one action that is taken back as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.models import User
from evaluation.models import Answer, CodebookVersion, Coding, Lease
from evaluation.selectors.coding.alike import twins_of
from evaluation.selectors.coding.codebook import SplitTheme, fates_until, newest_codebook
from evaluation.selectors.coding.effective import PEOPLE, Said, followed
from evaluation.selectors.coding.engines import engine_of
from evaluation.services.coding.desk import coder_of, told, write_coding
from evaluation.services.coding.standing import refresh_standing


@dataclass(frozen=True)
class Given:
    """What came of it: the codings written, and how many answers somebody else has decided on or has on the screen."""

    codings: list[Coding]
    left: int


@transaction.atomic
def give_to_alike(*, coding: Coding, answers: Iterable[UUID], actor: Actor) -> Given:
    """Give the outcome and codes of a person's decision to answers alike, each with a coding and a record of its own.

    Words that say so are found again in each answer, else the whole answer says so. What anybody has decided on, or
    somebody else has on the screen, is left as it is. Raises NotAllowed outside the desk; DomainError where the
    decision no longer counts, where its themes are no longer what they were, or where nothing was chosen."""
    coder, codebook = coder_of(actor), newest_codebook()
    round = coding.answer.response.survey.round
    said = _said(coding, codebook)
    chosen = set(answers) & {twin.answer for twin in twins_of(coding.answer, round, coder)}
    if not chosen:
        raise DomainError("Choose at least one answer.")
    free = _free(chosen, coder)
    written = [
        _written(coding, answer, codebook, coder, _found(said, coding.answer.text, answer.text))
        for answer in free
    ]
    Lease.objects.filter(answer__in=[answer.pk for answer in free]).delete()
    refresh_standing([each.answer_id for each in written], codebook, engine_of(round.pk, codebook))
    for each in written:
        record(actor, "gave an answer alike the same codes", each, after=told(coding.outcome, said))
    return Given(written, len(chosen) - len(written))


def _said(coding: Coding, codebook: CodebookVersion) -> list[Said]:
    latest = Coding.objects.filter(
        answer=coding.answer_id, purpose__in=PEOPLE, withdrawn_at__isnull=True
    ).order_by("-pk")
    if latest.values_list("pk", flat=True).first() != coding.pk:
        raise DomainError("That decision no longer counts: it was taken back, or somebody has decided since.")
    rows = coding.assignments.order_by("pk").values_list("theme__code", "denied", "start", "end")
    try:
        said = list(followed((Said(*row) for row in rows), fates_until(codebook), coding.codebook.number))
    except SplitTheme as error:
        raise DomainError(
            "A theme of that decision has become several since. Decide on the answer again first."
        ) from error
    if coding.outcome == Coding.Outcome.CODED and not said:
        raise DomainError("The themes of that decision are retired. Decide on the answer again first.")
    return said


def _free(keys: set[UUID], coder: User) -> list[Answer]:
    """The answers that nobody has decided on and nobody else has on the screen; locked."""
    locked = list(
        Answer.objects.select_for_update().filter(pk__in=keys, superseded_by__isnull=True).order_by("pk")
    )
    people = Coding.objects.filter(answer__in=keys, purpose__in=PEOPLE, withdrawn_at__isnull=True)
    held = Lease.objects.filter(answer__in=keys, until__gt=timezone.now()).exclude(coder=coder)
    taken = {*people.values_list("answer", flat=True), *held.values_list("answer", flat=True)}
    return [answer for answer in locked if answer.pk not in taken]


def _written(
    coding: Coding, answer: Answer, codebook: CodebookVersion, coder: User, said: list[Said]
) -> Coding:
    made = write_coding(answer, codebook, Coding.Purpose.DESK, coder, coding.outcome, said)
    made.alike_to = coding
    made.save(update_fields=["alike_to"])
    return made


def _found(said: list[Said], source: str, text: str) -> list[Said]:
    return [Said(each.theme, each.denied, *_span(source[each.start : each.end], text)) for each in said]


def _span(words: str, text: str) -> tuple[int, int]:
    flexible = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words))
    found = re.search(flexible, text, re.IGNORECASE) if flexible else None
    return found.span() if found else (0, len(text))
