"""Keeping what a person types, and taking their answers in.

Submitting is one transaction that only inserts (and deletes the draft); the idempotency key makes a double click, a
retry or a second tab harmless. Changing answers later adds a revision: an unchanged answer keeps its row."""

from __future__ import annotations

import time
from functools import lru_cache
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.errors import DomainError
from councils.runs.services import publish
from evaluation.models import Answer, Draft, Invitation, Question, Receipt, Response, ResponseRevision
from evaluation.questionnaire.pages import questions_for
from evaluation.questionnaire.typed import Typed

DEBOUNCE_SECONDS = 3
_announced: dict[UUID, float] = {}


def typed_so_far(invitation: Invitation) -> Typed | None:
    """What the draft holds, or None where the person has not begun."""
    draft = getattr(invitation, "draft", None)
    return Typed.from_json(draft.answers) if draft else None


def keep(invitation: Invitation, typed: Typed) -> None:
    """Keep what has been typed on the server, so that it can go on from any device."""
    Draft.objects.update_or_create(invitation=invitation, defaults={"answers": typed.as_json()})


def begin_change(invitation: Invitation) -> None:
    """Fill a draft from the answers that count now, so that they can be changed until the survey closes."""
    response = invitation.response
    current = response.answers.filter(superseded_by__isnull=True).select_related("question")
    given = {answer.question.key: answer.text or answer.value for answer in current}
    keep(invitation, Typed(tuple(response.parts), response.involved_before, given))


def submit(invitation: Invitation, *, key: UUID, consent: str) -> None:
    """Take the draft in as the person's answers. Submitting again with nothing new changes nothing.

    Raises DomainError where there is nothing to submit or the survey is closed."""
    typed = typed_so_far(invitation)
    if typed is None:
        if Receipt.objects.filter(invitation=invitation).exists():
            return
        raise DomainError("There is nothing to send yet. Please answer at least one question.")
    if not typed.given:
        raise DomainError(
            "You have not answered anything yet. Please answer at least one question before you send."
        )
    if not invitation.is_open:
        raise DomainError("The survey has closed, so your answers could not be sent. They are still kept.")
    try:
        with transaction.atomic():
            _write(invitation, typed, key, consent)
    except IntegrityError:
        # Another tab or a retry was first; the unique keys of revision and response decided it.
        if not Receipt.objects.filter(invitation=invitation).exists():
            raise


def _write(invitation: Invitation, typed: Typed, key: UUID, consent: str) -> None:
    response = getattr(invitation, "response", None)
    first = response is None
    if response is None:
        response = _new_response(invitation, typed, consent)
    number = 1 if first else response.revisions.count() + 1
    revision = ResponseRevision.objects.create(
        response=response, number=number, idempotency_key=key, submitted_at=timezone.now()
    )
    if first:
        Receipt.objects.create(invitation=invitation, received_at=timezone.now())
    else:
        _change_response(response, typed, consent)
    _write_answers(invitation, response, revision, typed, first=first)
    Draft.objects.filter(invitation=invitation).delete()
    _announce(invitation)


def _announce(invitation: Invitation) -> None:
    """Ask for fresh findings a little later, once in that time for a round and process: what is asked for runs after
    everything that was submitted meanwhile. Should it be lost, the sweep asks again."""
    from evaluation.tasks import refresh_findings  # noqa: PLC0415 - tasks import services

    round, now = invitation.survey.round_id, time.monotonic()
    if now - _announced.get(round, -DEBOUNCE_SECONDS) >= DEBOUNCE_SECONDS - 1:
        _announced[round] = now
        publish(refresh_findings, str(round), countdown=DEBOUNCE_SECONDS)


def _new_response(invitation: Invitation, typed: Typed, consent: str) -> Response:
    return Response.objects.create(
        survey_id=invitation.survey_id,
        invitation=invitation,
        post=invitation.post,
        role_group=invitation.role_group,
        region_id=invitation.region_id,
        council_id=invitation.council_id,
        parts=list(typed.parts),
        involved_before=typed.involved_before,
        consent=consent,
    )


def _change_response(response: Response, typed: Typed, consent: str) -> None:
    response.parts, response.involved_before, response.consent = (
        list(typed.parts),
        typed.involved_before,
        consent,
    )
    response.save(update_fields=["parts", "involved_before", "consent"])


def _write_answers(
    invitation: Invitation, response: Response, revision: ResponseRevision, typed: Typed, *, first: bool
) -> None:
    """Insert what is new or changed, and supersede what it replaces."""
    asked = questions_for(
        kept_questions(invitation.survey.version_id),
        post=invitation.post,
        involved_before=typed.involved_before,
    )
    wanted = {question.pk: typed.given.get(question.key, "") for question in asked}
    standing = (
        {} if first else {a.question_id: a for a in response.answers.filter(superseded_by__isnull=True)}
    )
    gone = [a.pk for q, a in standing.items() if wanted.get(q, "") != (a.text or a.value)]
    if gone:
        Answer.objects.filter(pk__in=gone).update(superseded_by=revision)
    kept = {q for q, a in standing.items() if a.pk not in gone}
    Answer.objects.bulk_create(
        _answer(response, revision, question, wanted[question.pk])
        for question in asked
        if wanted[question.pk] and question.pk not in kept
    )


@lru_cache(maxsize=8)
def kept_questions(version: int) -> tuple[Question, ...]:
    """The questions of a published version, which never change: read once in each process."""
    return tuple(Question.objects.filter(version=version))


def _answer(response: Response, revision: ResponseRevision, question: Question, given: str) -> Answer:
    is_open = question.kind == Question.Kind.OPEN
    return Answer(
        response=response,
        question_id=question.pk,
        text=given if is_open else "",
        value="" if is_open else given,
        first_revision=revision,
    )
