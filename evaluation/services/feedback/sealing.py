"""Anonymous answers: sealed apart from receipts, rewritten among others, and opened once the survey has closed.

What could join a receipt to the answers sent with it is where and when a database wrote both: the order of rows, and
the transaction that made them. So the sealed answers and the receipts of a role group and region are deleted and
written again, all in one transaction and each in a random order, whenever five more have come (architecture.md,
"Responses"). Answers become responses, and are coded and counted, only after the last day: what is made of them along
the way could be laid beside who had been reminded by then."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from councils.roles import RoleGroup
from evaluation.models import (
    Answer,
    Invitation,
    Question,
    Receipt,
    Response,
    ResponseRevision,
    SealedResponse,
    Survey,
)
from evaluation.questionnaire.asking import sealed_group

AT_LEAST = 5
T = TypeVar("T")


def seal(
    invitation: Invitation, given: dict[str, str], *, consent: str, digest: str, replaces: str = ""
) -> None:
    """Keep answers apart from the receipt of the invitation, in the caller's transaction. Changed answers take the
    place of those with the digest that they replace, and keep it."""
    if replaces:
        changed = SealedResponse.objects.filter(survey=invitation.survey_id, code_digest=replaces)
        changed.update(given=given, consent=consent, fresh=True)
        return
    if hasattr(invitation, "receipt"):
        return
    if SealedResponse.objects.filter(code_digest=digest).exists():
        # The key of an old page sent again by somebody else: no code can be shown twice.
        digest = secrets.token_hex(32)
    SealedResponse.objects.create(
        survey_id=invitation.survey_id,
        role_group=sealed_group(invitation.role_group),
        region_id=invitation.region_id,
        consent=consent,
        given=given,
        code_digest=digest,
    )
    Receipt.objects.create(invitation=invitation)


def shuffle_due() -> int:
    """Rewrite every role group and region in which `AT_LEAST` sealed answers have come since it was last rewritten, or
    whose survey has closed; and open the sealed answers of closed surveys. How many were opened."""
    fresh = SealedResponse.objects.filter(fresh=True).values("survey", "role_group", "region")
    for cell in fresh.annotate(number=Count("pk")):
        if cell["number"] >= AT_LEAST:
            shuffle(cell["survey"], cell["role_group"], cell["region"])
    return sum(_open(survey) for survey in Survey.objects.filter(sealed__isnull=False).distinct())


@transaction.atomic
def shuffle(survey: int, role_group: str, region: int) -> None:
    """Write the sealed answers and the receipts of a role group and region again, each in a random order."""
    sealed = SealedResponse.objects.select_for_update().filter(
        survey=survey, role_group=role_group, region=region
    )
    _rewrite(SealedResponse, sealed, fresh=False)
    groups = _groups_sealed_as(role_group)
    receipts = Receipt.objects.select_for_update().filter(
        invitation__survey=survey, invitation__role_group__in=groups, invitation__region=region
    )
    _rewrite(Receipt, receipts)


def _groups_sealed_as(role_group: str) -> list[str]:
    return [group for group in RoleGroup.values if sealed_group(group) == role_group]


def _rewrite(model: type[Any], rows: QuerySet[Any], **changed: object) -> None:
    """Delete these rows and insert them again in a random order. A number that counts up is given anew."""
    kept = shuffled(list(rows))
    model.objects.filter(pk__in=[row.pk for row in kept]).delete()
    for row in kept:
        row.pk = None if model is Receipt else row.pk
        for name, value in changed.items():
            setattr(row, name, value)
    model.objects.bulk_create(kept)


def shuffled(rows: Sequence[T]) -> list[T]:
    """The rows in an order that nobody can foretell."""
    return secrets.SystemRandom().sample(list(rows), len(rows))


def last_day_of_all(survey: Survey) -> date:
    """The last day on which anybody can answer, those with longer included."""
    longest = survey.invitations.aggregate(day=Max("closes_on"))["day"]
    return max(survey.closes_on, longest) if longest else survey.closes_on


def _open(survey: Survey) -> int:
    """Make responses of the sealed answers of a survey that has closed, all at once in a random order."""
    if timezone.localdate() <= last_day_of_all(survey):
        return 0
    with transaction.atomic():
        for cell in survey.sealed.values_list("role_group", "region").distinct():
            shuffle(survey.pk, *cell)
        sealed = shuffled(list(survey.sealed.select_for_update()))
        _respond(survey, sealed)
        SealedResponse.objects.filter(pk__in=[each.pk for each in sealed]).delete()
    return len(sealed)


def _respond(survey: Survey, sealed: Sequence[SealedResponse]) -> None:
    questions = {question.key: question for question in Question.objects.filter(version=survey.version_id)}
    responses = [(each, _response(survey, each)) for each in sealed]
    Response.objects.bulk_create([response for _, response in responses])
    revisions = [ResponseRevision(response=response, idempotency_key=uuid4()) for _, response in responses]
    ResponseRevision.objects.bulk_create(revisions)
    answers = [
        _answer(revision, questions[key], text)
        for (each, _), revision in zip(responses, revisions, strict=True)
        for key, text in each.given.items()
        if key in questions
    ]
    Answer.objects.bulk_create(shuffled(answers), batch_size=500)


def _response(survey: Survey, sealed: SealedResponse) -> Response:
    return Response(
        id=uuid4(),
        survey=survey,
        anonymous=True,
        role_group=sealed.role_group,
        region_id=sealed.region_id,
        consent=sealed.consent,
    )


def _answer(revision: ResponseRevision, question: Question, given: str) -> Answer:
    is_open = question.kind == Question.Kind.OPEN
    return Answer(
        response=revision.response,
        question=question,
        text=given if is_open else "",
        value="" if is_open else given,
        first_revision=revision,
    )


def few_in_group(invitation: Invitation) -> int:
    """How many people of the invitation's role group and region are asked, for a warning where they are few."""
    group = sealed_group(invitation.role_group)
    return (
        Invitation.objects.standing()
        .filter(
            survey=invitation.survey_id,
            region=invitation.region_id,
            role_group__in=_groups_sealed_as(group),
        )
        .count()
    )
