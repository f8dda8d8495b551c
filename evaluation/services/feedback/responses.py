"""Keeping what a person types, and sending it.

Sending is one statement that marks the draft as sent: once it has been acknowledged nothing can lose it, and a double
click, a retry or a second tab finds it marked. services/intake.py makes the response of it."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from evaluation.models import Draft, Invitation, SealedResponse
from evaluation.models.responses import Consent
from evaluation.questionnaire.codes import code_for, digest_of
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.intake import take_in
from evaluation.services.feedback.sending import announce
from evaluation.services.feedback.surveys import require_manager


def typed_so_far(invitation: Invitation) -> Typed | None:
    """What the draft holds, or None where the person has not begun, or has sent it."""
    draft = getattr(invitation, "draft", None)
    return Typed.from_json(draft.answers) if draft and draft.sent_key is None else None


def has_answered(invitation: Invitation) -> bool:
    """Whether answers have been received: they are in, or on their way in."""
    draft = getattr(invitation, "draft", None)
    return hasattr(invitation, "receipt") or (draft is not None and draft.sent_key is not None)


def keep(invitation: Invitation, typed: Typed) -> None:
    """Keep what has been typed on the server, so that it can go on from any device. What has been sent stays."""
    open_draft = Draft.objects.filter(invitation=invitation, sent_key__isnull=True)
    kept = {"answers": typed.as_json(), "updated_at": timezone.now()}
    if open_draft.update(**kept):
        return
    try:
        with transaction.atomic():
            Draft.objects.create(invitation=invitation, answers=typed.as_json())
    except IntegrityError:
        # Another tab was first: its draft takes these answers as well, unless it has been sent.
        open_draft.update(**kept)


@transaction.atomic
def keep_answers(invitation: Invitation, answers: dict[str, str]) -> bool:
    """Put these answers into the draft, whatever another tab has put there meanwhile; whether there is a draft."""
    draft = Draft.objects.select_for_update().filter(invitation=invitation, sent_key__isnull=True).first()
    if draft is None:
        return False
    draft.answers = Typed.from_json(draft.answers).with_answers(answers).as_json()
    draft.save(update_fields=["answers", "updated_at"])
    return True


def begin_change(invitation: Invitation) -> None:
    """Fill a draft from the answers that count now, so that they can be changed until the survey closes.

    Raises DomainError in an anonymous round, where only the code finds the answers."""
    if invitation.survey.anonymous:
        raise DomainError("This round is anonymous: only your code finds your answers.")
    take_in(Draft.objects.filter(invitation=invitation))
    response = Invitation.objects.get(pk=invitation.pk).response
    current = response.answers.filter(superseded_by__isnull=True).select_related("question")
    given = {answer.question.key: answer.text or answer.value for answer in current}
    keep(invitation, Typed(tuple(response.parts), response.involved_before, given))


def begin_sealed_change(invitation: Invitation, code: str) -> None:
    """Fill a draft from the sealed answers that `code` opens.

    Raises DomainError where no answers of this survey have the code."""
    take_in(Draft.objects.filter(invitation=invitation))
    sealed = SealedResponse.objects.filter(
        survey=invitation.survey_id, code_digest=digest_of(code), region=invitation.region_id
    ).first()
    if sealed is None:
        sentence = "No answers have this code. Check it against what you noted down."
        raise DomainError(sentence, {"code": sentence})
    keep(invitation, Typed(given=dict(sealed.given), replaces=sealed.code_digest))


def submit(invitation: Invitation, *, key: UUID, consent: str) -> None:
    """Send the draft. Sending again with nothing new changes nothing.

    Raises DomainError where there is nothing to send or the form is closed."""
    typed = typed_so_far(invitation)
    if typed is None:
        if has_answered(invitation):
            return
        raise DomainError("There is nothing to send yet. Please answer at least one question.")
    if not typed.given:
        raise DomainError(
            "You have not answered anything yet. Please answer at least one question before you send."
        )
    if not invitation.is_open:
        raise DomainError("The survey has closed, so your answers could not be sent. They are still kept.")
    _mark_sent(invitation, key=key, consent=consent)


def _mark_sent(invitation: Invitation, *, key: UUID, consent: str) -> None:
    """Mark the draft as sent, in one statement. An anonymous one gets no time, and cannot be asked first."""
    anonymous = invitation.survey.anonymous
    if anonymous and consent == Consent.CONTACT_ME:
        consent = Consent.NONE
    at = None if anonymous else timezone.now()
    waiting = Draft.objects.filter(invitation=invitation, sent_key__isnull=True)
    with suppress(IntegrityError):
        if waiting.update(sent_key=key, sent_at=at, consent=consent):
            announce()


@transaction.atomic
def enter_by_phone(*, invitation: Invitation, typed: Typed, consent: str, actor: Actor) -> None:
    """Send answers that a member of staff took down by phone, marked with who did.

    Raises DomainError where the round is anonymous, the form is closed, the person has begun or answered, or nothing
    was answered."""
    require_manager(actor, invitation.survey.round)
    refusals = (
        (invitation.survey.anonymous, "This round is anonymous, so nobody can answer by phone."),
        (not invitation.is_open, "This person’s form is not open."),
        (invitation.withdrawn_at is not None, "This invitation has been withdrawn."),
        (has_answered(invitation), "This person has answered already."),
        (typed_so_far(invitation) is not None, "This person has begun to answer by their own link."),
        (not typed.given, "Enter the answer to at least one question."),
    )
    for refused, sentence in refusals:
        if refused:
            raise DomainError(sentence)
    if actor.user is None:
        raise DomainError("Sign in with an account to take answers by phone.")
    Draft.objects.create(
        invitation=invitation,
        answers=typed.as_json(),
        sent_key=uuid4(),
        sent_at=timezone.now(),
        consent=consent,
        entered_by=actor.user,
    )
    record(actor, "took answers by phone", invitation, acting_for=invitation.person, region=invitation.region)
    announce()


def receipt_code(invitation: Invitation) -> str:
    """The code of a confidential response, from the key of its first submission; empty where there is none."""
    draft = getattr(invitation, "draft", None)
    if hasattr(invitation, "response"):
        first = invitation.response.revisions.order_by("number").first()
        return code_for(first.idempotency_key, settings.SECRET_KEY) if first else ""
    return code_for(draft.sent_key, settings.SECRET_KEY) if draft and draft.sent_key else ""


def sealed_code(invitation: Invitation, key: UUID) -> str:
    """The code of answers just sent with `key` in an anonymous round, to be shown once; empty where `key` sent none.

    Of changed answers the code stays what it was, and is not shown again."""
    code = code_for(key, settings.SECRET_KEY)
    sent = Draft.objects.filter(invitation=invitation, sent_key=key).first()
    if sent is not None:
        return "" if Typed.from_json(sent.answers).replaces else code
    sealed = SealedResponse.objects.filter(survey=invitation.survey_id, code_digest=digest_of(code))
    return code if sealed.exists() else ""
