"""Putting mail into the outbox and sending what is due."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.models.people import Person
from councils.models.places import Region
from councils.outbox.models import OutboxMessage

State = OutboxMessage.State
UNCERTAIN_AFTER = timedelta(minutes=2)
MAX_ATTEMPTS = 5
BATCH = 50
log = logging.getLogger(__name__)


def queue_mail(
    *, key: str, person: Person, template: str, context: dict[str, object], region: Region | None = None
) -> OutboxMessage | None:
    """Write a message to `person` into the outbox, in the caller's transaction; asking twice with one `key` keeps one.

    `template` names `emails/<template>.txt`, whose first line is the subject. None where the person has no address."""
    if not person.email:
        return None
    written = render_to_string(f"emails/{template}.txt", {"person": person, **context})
    return queue_text(key=key, to_email=person.email, text=written, person=person, region=region)


def queue_text(
    *, key: str, to_email: str, text: str, person: Person | None = None, region: Region | None = None
) -> OutboxMessage:
    """Write a message whose first line is its subject into the outbox; asking twice with one `key` keeps one.

    For accounts, which need no person: everything else goes through `queue_mail`."""
    subject, _, body = text.lstrip().partition("\n")
    message, _ = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "to_email": to_email,
            "person": person,
            "region": region,
            "subject": subject.strip()[:200],
            "body": body.strip() + "\n",
            "due_at": timezone.now(),
        },
    )
    return message


@transaction.atomic
def send_again(message: OutboxMessage, *, actor: Actor) -> OutboxMessage:
    """Put a message that failed, or whose outcome is unknown, back among those waiting.

    Raises NotAllowed where the message is none of the actor's, DomainError where it is not at a standstill."""
    if not OutboxMessage.objects.managed_by(actor).filter(pk=message.pk).exists():
        raise NotAllowed("You cannot send this message again.")
    stopped = OutboxMessage.objects.filter(pk=message.pk, state__in=[State.FAILED, State.UNKNOWN])
    if not stopped.update(state=State.WAITING, attempt=0, error="", due_at=timezone.now()):
        raise DomainError("This message is already on its way, or has been sent.")
    before = message.state
    message.refresh_from_db()
    record(actor, "sent the message again", message, before={"state": before}, region=message.region)
    return message


def send_due(limit: int = BATCH) -> int:
    """Send up to `limit` messages that are due; how many went. Each is claimed first, so no two workers send one."""
    _mark_uncertain()
    due = OutboxMessage.objects.filter(state=State.WAITING, due_at__lte=timezone.now()).order_by(
        "due_at", "id"
    )
    return sum(_send(pk) for pk in due.values_list("pk", flat=True)[:limit])


def _mark_uncertain() -> None:
    """A message whose worker died while sending may or may not have gone: a person decides."""
    stuck = OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - UNCERTAIN_AFTER)
    stuck.update(state=State.UNKNOWN, error="The worker stopped while sending: it may or may not have gone.")


def _send(pk: int) -> bool:
    claimed = OutboxMessage.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.SENDING, claimed_at=timezone.now(), attempt=F("attempt") + 1
    )
    if not claimed:
        return False
    message = OutboxMessage.objects.get(pk=pk)
    try:
        EmailMessage(
            message.subject, message.body, to=[message.to_email], headers={"X-Outbox-Key": message.key}
        ).send()
    except (smtplib.SMTPException, OSError) as error:
        _failed(message, error)
        return False
    OutboxMessage.objects.filter(pk=pk).update(state=State.SENT, sent_at=timezone.now(), error="")
    return True


def _failed(message: OutboxMessage, error: Exception) -> None:
    """Try again later with growing pauses; after `MAX_ATTEMPTS` a person sees it as failed."""
    log.warning("Mail %s not sent: %s", message.pk, type(error).__name__)
    again = message.attempt < MAX_ATTEMPTS
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=State.WAITING if again else State.FAILED,
        error=f"{type(error).__name__}: {error}"[:300],
        due_at=timezone.now() + timedelta(minutes=2**message.attempt),
    )
