"""Making responses of sent drafts: many at a time, each once, the draft deleted in the same transaction.

Changing answers later adds a revision: an unchanged answer keeps its row, hence its coding."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from evaluation.models import Answer, Draft, Invitation, Question, Receipt, Response, ResponseRevision
from evaluation.questionnaire.asking import asked_of
from evaluation.questionnaire.codes import code_for, digest_of
from evaluation.questionnaire.pages import questions_for
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.sealing import seal

TOGETHER = 100
log = logging.getLogger(__name__)


def take_in_all() -> int:
    """Take in every draft that has been sent; how many."""
    return take_in(Draft.objects.all())


def take_in(drafts: QuerySet[Draft]) -> int:
    """Take in those of `drafts` that have been sent; how many. Two workers at once take each draft once.

    Should one draft not go in, it is logged and stays, and holds up no other."""
    taken, size, faulty = 0, TOGETHER, set[int]()
    while True:
        some = drafts.exclude(pk__in=faulty)
        try:
            with transaction.atomic():
                batch = _take_some(some, size)
        except (DatabaseError, ValueError, KeyError):
            if size > 1:
                size = 1
                continue
            first = some.filter(sent_key__isnull=False).order_by("pk").first()
            log.exception("A sent draft cannot be taken in: %s", first and first.pk)
            faulty.add(first.pk if first else 0)
            continue
        if not batch:
            return taken
        taken += batch


def _take_some(drafts: QuerySet[Draft], size: int) -> int:
    sent = drafts.filter(sent_key__isnull=False).order_by("pk")
    locked = list(sent.select_for_update(skip_locked=True)[:size])
    if not locked:
        return 0
    invitations = Invitation.objects.select_related("survey", "response", "receipt")
    known = invitations.in_bulk([draft.invitation_id for draft in locked])
    for draft in locked:
        draft.invitation = known[draft.invitation_id]
    _renew_used_keys(locked)
    anonymous = [draft for draft in locked if draft.invitation.survey.anonymous]
    named = [draft for draft in locked if not draft.invitation.survey.anonymous]
    changes = [draft for draft in named if hasattr(draft.invitation, "response")]
    for draft in anonymous:
        _seal(draft)
    _first([draft for draft in named if draft not in changes])
    for draft in changes:
        _change(draft)
    Draft.objects.filter(pk__in=[draft.pk for draft in locked]).delete()
    return len(locked)


def _renew_used_keys(drafts: Sequence[Draft]) -> None:
    """A browser may send the key of a page that it kept from an earlier time: a draft that was sent counts all the
    same, under a key of its own."""
    used = set(
        ResponseRevision.objects.filter(idempotency_key__in=[draft.sent_key for draft in drafts]).values_list(
            "idempotency_key", flat=True
        )
    )
    for draft in drafts:
        if draft.sent_key in used:
            draft.sent_key = uuid4()


def _seal(draft: Draft) -> None:
    typed = Typed.from_json(draft.answers)
    asked = {question.key for question in _asked(draft.invitation, typed)}
    given = {key: answer for key, answer in typed.given.items() if key in asked}
    digest = digest_of(code_for(_key(draft), settings.SECRET_KEY))
    seal(draft.invitation, given, consent=draft.consent, digest=digest, replaces=typed.replaces)


def _key(draft: Draft) -> UUID:
    """The key with which the draft was sent. Raises ValueError for one that was not."""
    if draft.sent_key is None:
        raise ValueError(f"{draft} has not been sent.")
    return draft.sent_key


def _first(drafts: Sequence[Draft]) -> None:
    """Responses of people who had not answered before: four inserts for all of them."""
    rows = [
        (draft, typed, _response(draft, typed))
        for draft in drafts
        for typed in [Typed.from_json(draft.answers)]
    ]
    Response.objects.bulk_create([response for _, _, response in rows])
    revisions = {
        draft.pk: ResponseRevision(
            response=response, number=1, idempotency_key=_key(draft), submitted_at=draft.sent_at
        )
        for draft, _, response in rows
    }
    ResponseRevision.objects.bulk_create(revisions.values())
    Receipt.objects.bulk_create(
        [Receipt(invitation=draft.invitation, received_at=draft.sent_at) for draft, _, _ in rows]
    )
    Answer.objects.bulk_create(
        [
            _answer(response, revisions[draft.pk], question, typed.given[question.key])
            for draft, typed, response in rows
            for question in _asked(draft.invitation, typed)
            if typed.given.get(question.key)
        ],
        batch_size=500,
    )


def _response(draft: Draft, typed: Typed) -> Response:
    invitation = draft.invitation
    return Response(
        survey_id=invitation.survey_id,
        invitation=invitation,
        post=invitation.post,
        role_group=invitation.role_group,
        region_id=invitation.region_id,
        council_id=invitation.council_id,
        entered_by_id=draft.entered_by_id,
        parts=list(typed.parts),
        involved_before=typed.involved_before,
        consent=draft.consent,
    )


def _change(draft: Draft) -> None:
    """A further revision: insert what is new or changed, and supersede what it replaces."""
    typed, response = Typed.from_json(draft.answers), draft.invitation.response
    revision = ResponseRevision.objects.create(
        response=response,
        number=response.revisions.count() + 1,
        idempotency_key=_key(draft),
        submitted_at=draft.sent_at,
    )
    response.parts, response.involved_before, response.consent = (
        list(typed.parts),
        typed.involved_before,
        draft.consent,
    )
    response.save(update_fields=["parts", "involved_before", "consent"])
    _replace(response, revision, typed, _asked(draft.invitation, typed))


def _replace(response: Response, revision: ResponseRevision, typed: Typed, asked: Sequence[Question]) -> None:
    wanted = {question.pk: typed.given.get(question.key, "") for question in asked}
    standing = {a.question_id: a for a in response.answers.filter(superseded_by__isnull=True)}
    gone = [a.pk for q, a in standing.items() if wanted.get(q, "") != (a.text or a.value)]
    if gone:
        Answer.objects.filter(pk__in=gone).update(superseded_by=revision)
    kept = {q for q, a in standing.items() if a.pk not in gone}
    Answer.objects.bulk_create(
        _answer(response, revision, question, wanted[question.pk])
        for question in asked
        if wanted[question.pk] and question.pk not in kept
    )


def _asked(invitation: Invitation, typed: Typed) -> list[Question]:
    survey = invitation.survey
    asked = asked_of(
        post=invitation.post,
        role_group=invitation.role_group,
        anonymous=survey.anonymous,
        involved_before=typed.involved_before,
    )
    return questions_for(kept_questions(survey.version_id), asked)


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
