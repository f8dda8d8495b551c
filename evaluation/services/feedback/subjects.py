"""What the service holds about one person, and erasing it (UK GDPR, articles 15 and 17)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.models import AuditEvent, OutboxMessage, Person
from evaluation.models import Draft, Invitation, Response
from evaluation.services.feedback.intake import take_in

ERASED = "Erased person"


def _require(actor: Actor) -> None:
    if not actor.is_administrator:
        raise NotAllowed("Only administrators see and erase what is held about a person.")


@transaction.atomic
def everything_about(person: Person, *, actor: Actor) -> dict[str, Any]:
    """All that is held about a person, as JSON values; the log says who took it. Raises NotAllowed.

    Answers of anonymous rounds cannot be found, so they are not in it; links are left out, since they open forms."""
    _require(actor)
    take_in(Draft.objects.filter(Q(invitation__person=person) | Q(invitation__deputy=person)))
    asked = Invitation.objects.filter(Q(person=person) | Q(deputy=person))
    asked = asked.select_related("survey__round", "council", "region", "person", "deputy")
    held = {
        "person": {name: getattr(person, name) for name in ("reference", "name", "email", "phone")},
        "posts": [
            {"post": str(post), "from": _day(post.starts_on), "to": _day(post.ends_on)}
            for post in person.posts.select_related("council", "region")
        ],
        "invitations": [
            _invitation(invitation, person) for invitation in asked.select_related("draft", "receipt")
        ],
        "answers": [_response(response) for response in _responses(person)],
        "messages": [
            {"subject": message.subject, "to": message.to_email, "state": message.get_state_display()}
            for message in OutboxMessage.objects.filter(person=person).defer("body")
        ],
        "log": [
            {"at": event.at.isoformat(), "what": event.verb, "record": event.record}
            for event in AuditEvent.objects.filter(person=person)
        ],
    }
    record(actor, "took out what is held about the person", person)
    return held


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _responses(person: Person) -> list[Response]:
    """What the person typed themselves: of a form that was handed over it is the deputy's, whom nobody reads."""
    typed = Q(invitation__person=person, invitation__deputy=None) | Q(invitation__deputy=person)
    theirs = Response.objects.filter(typed).select_related("survey__round")
    return list(theirs.prefetch_related("answers__question"))


def _invitation(invitation: Invitation, person: Person) -> dict[str, Any]:
    draft = getattr(invitation, "draft", None) if invitation.recipient == person else None
    return {
        "round": str(invitation.survey.round),
        "asked_as": invitation.get_post_display(),
        "in_place_of": str(invitation.person) if invitation.person != person else "",
        "handed_over_to": str(invitation.deputy) if invitation.deputy not in (None, person) else "",
        "place": str(invitation.council or invitation.region),
        "answered": hasattr(invitation, "receipt"),
        "begun": draft.answers["given"] if draft else {},
    }


def _response(response: Response) -> dict[str, Any]:
    return {
        "round": str(response.survey.round),
        "consent": response.get_consent_display(),
        "answers": [
            {
                "question": answer.question.text,
                "answer": answer.text or answer.value,
                "stands": answer.superseded_by_id is None,
            }
            for answer in response.answers.all()
        ],
    }


@transaction.atomic
def erase(person: Person, *, reference: str, actor: Actor) -> dict[str, int]:
    """Delete a person's answers and drafts, and whatever names them; how many of each. What has been printed in a
    report stays, as it names nobody, and so does the log, which the law asks us to keep.

    Raises NotAllowed, or DomainError where the typed reference is another's or the person has an account."""
    _require(actor)
    if reference.strip().upper() != person.reference.upper():
        raise DomainError(
            "This is not the person’s reference.", {"reference": "Type the reference of this person."}
        )
    if person.user_id is not None:
        raise DomainError("This person has an account. End its roles and take it away from the person first.")
    responses = Response.objects.filter(invitation__person=person)
    counts = {
        "responses": responses.count(),
        "drafts": Draft.objects.filter(invitation__person=person).count(),
        "messages": OutboxMessage.objects.filter(person=person).count(),
    }
    responses.delete()
    Draft.objects.filter(invitation__person=person).delete()
    OutboxMessage.objects.filter(person=person).delete()
    Person.objects.filter(pk=person.pk).update(name=ERASED, email="", phone="")
    person.refresh_from_db()
    record(actor, "erased the person", person, after=counts)
    return counts
