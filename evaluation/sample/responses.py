"""The sample's survey: who was asked, and what 120 of them answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from challenges.models import ChallengeRound
from councils.links.models import LinkPurpose, PersonalLink
from councils.models import Person, Region, User
from councils.roles import role_group
from evaluation.models import (
    Answer,
    Invitation,
    Question,
    QuestionnaireVersion,
    Quote,
    Receipt,
    Response,
    ResponseRevision,
    Survey,
    Theme,
)
from evaluation.sample.content import must
from evaluation.sample.rounds import noon

Content = dict[str, Any]
NAMESPACE = UUID("6f0d2f0e-5b7c-4d7e-9a43-0a2b8f6a1c55")
STAYS_OPEN = timedelta(days=28)


def load_survey(
    round: ChallengeRound, content: Content, days: Content, people: dict[str, Person], region: Region
) -> None:
    """Open the survey, invite everybody and record what came back. It stays open for four weeks from today at least,
    so that there is something to answer."""
    survey = Survey.objects.create(
        round=round,
        version=QuestionnaireVersion.objects.get(number=1),
        opens_on=must(days["opens_on"]),
        closes_on=max(must(days["closes_on"]), timezone.localdate() + STAYS_OPEN),
    )
    invitations = {
        row["person"]: _invite(survey, people[row["person"]], row["parts"], region)
        for row in content["invited"]
    }
    questions = {question.key: question for question in survey.version.questions.all()}
    for row in content["responses"]:
        _respond(invitations[row["person"]], row, questions)


def _invite(survey: Survey, person: Person, parts: list[str], region: Region) -> Invitation:
    post = person.posts.get()
    invitation = Invitation.objects.create(
        id=uuid5(NAMESPACE, f"invitation {person.reference}"),
        survey=survey,
        person=person,
        post=post.kind,
        role_group=role_group(post.kind),
        council=post.council,
        region=region,
        parts=parts,
        sent_at=noon(survey.opens_on),
    )
    invitation.link = PersonalLink.objects.create(
        purpose=LinkPurpose.FEEDBACK, record_id=str(invitation.pk), person=person, region=region
    )
    invitation.save(update_fields=["link"])
    return invitation


def _respond(invitation: Invitation, content: Content, questions: dict[str, Question]) -> None:
    at = noon(must(content["submitted_on"]))
    key = uuid5(NAMESPACE, f"submission {invitation.pk}")
    response = Response.objects.create(
        id=uuid5(NAMESPACE, f"response {invitation.pk}"),
        survey=invitation.survey,
        invitation=invitation,
        post=invitation.post,
        role_group=invitation.role_group,
        region=invitation.region,
        council=invitation.council,
        parts=content["parts"],
        involved_before=content["involved_last_time"],
        consent=content["consent"],
    )
    revision = ResponseRevision.objects.create(
        id=key, response=response, idempotency_key=key, submitted_at=at
    )
    Receipt.objects.create(invitation=invitation, received_at=at)
    Answer.objects.bulk_create(
        _answer(response, revision, questions[question], given)
        for question, given in content["answers"].items()
        if given
    )


def _answer(response: Response, revision: ResponseRevision, question: Question, given: str) -> Answer:
    is_open = question.kind == Question.Kind.OPEN
    return Answer(
        id=uuid5(NAMESPACE, f"answer {response.pk} {question.key}"),
        response=response,
        question=question,
        text=given if is_open else "",
        value="" if is_open else given,
        first_revision=revision,
    )


def load_quotes(round: ChallengeRound, content: list[Content], approver: User) -> None:
    """The quotes that a member of the national staff has approved."""
    for row in content:
        answer = Answer.objects.get(
            response__survey__round=round,
            response__invitation__person__reference=row["person"],
            question__key=row["question"],
        )
        start = answer.text.index(row["text"])
        Quote.objects.create(
            answer=answer,
            theme=Theme.objects.get(code=row["theme"]),
            start=start,
            end=start + len(row["text"]),
            approved_by=approver,
        )
