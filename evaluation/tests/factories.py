"""Makes surveys, invitations and responses for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from challenges.models import ChallengeRound
from challenges.tests import factories as when
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.tokens import token_for
from councils.models import Person
from councils.roles import role_group
from councils.runs.models import RunState
from councils.runs.services import perform
from councils.tests import factories as who
from evaluation.models import (
    Answer,
    EvaluationReport,
    FindingsRun,
    Invitation,
    Question,
    QuestionnaireVersion,
    Receipt,
    Response,
    ResponseRevision,
    Survey,
)
from evaluation.reports.snapshot import build_snapshot, checksum
from evaluation.services.findings.runs import do_findings, request_findings


def survey(
    round: ChallengeRound | None = None, *, opens_on: date | None = None, closes_on: date | None = None
) -> Survey:
    """A survey on version 1, open today."""
    today = timezone.localdate()
    return Survey.objects.create(
        round=round or when.challenge_round(),
        version=QuestionnaireVersion.objects.get(number=1),
        opens_on=opens_on or today - timedelta(days=7),
        closes_on=closes_on or today + timedelta(days=21),
    )


def invitation(survey: Survey, person: Person | None = None, **fields: Any) -> Invitation:
    """An invitation of a person (a director of Kent) with its link."""
    person = person or who.person(at=who.council("Kent"))
    post = person.posts.get()
    made = Invitation.objects.create(
        survey=survey,
        person=person,
        post=post.kind,
        role_group=role_group(post.kind),
        council=post.council,
        region=post.region or post.council.region,
        **fields,
    )
    made.link = PersonalLink.objects.create(
        purpose=LinkPurpose.FEEDBACK, record_id=str(made.pk), person=person, region=made.region
    )
    made.save(update_fields=["link"])
    return made


def token(invitation: Invitation) -> str:
    """The token of an invitation's link."""
    return token_for(invitation.link)


def response(
    invitation: Invitation, answers: dict[str, str], *, consent: str = "none", **fields: Any
) -> Response:
    """What an invited person has answered, by question key."""
    made = Response.objects.create(
        survey=invitation.survey,
        invitation=invitation,
        post=invitation.post,
        role_group=invitation.role_group,
        region=invitation.region,
        council=invitation.council,
        consent=consent,
        **fields,
    )
    revision = ResponseRevision.objects.create(
        response=made, idempotency_key=uuid4(), submitted_at=timezone.now()
    )
    Receipt.objects.create(invitation=invitation, received_at=timezone.now())
    questions = {q.key: q for q in Question.objects.filter(version=invitation.survey.version)}
    Answer.objects.bulk_create(
        Answer(
            response=made,
            question=questions[key],
            text=given if questions[key].kind == "open" else "",
            value="" if questions[key].kind == "open" else given,
            first_revision=revision,
        )
        for key, given in answers.items()
    )
    return made


def frozen_report(round: ChallengeRound, version: str, audience: str = "staff") -> EvaluationReport:
    """A finished report with a snapshot of the round as it is, without a PDF."""
    if not Survey.objects.filter(round=round).exists():
        survey(round)
    run = request_findings(round)
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    snapshot = build_snapshot(round, audience, run)
    return EvaluationReport.objects.create(
        round=round,
        audience=audience,
        input_version=version,
        state=RunState.DONE,
        snapshot=snapshot,
        sha256=checksum(snapshot),
    )
