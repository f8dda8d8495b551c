"""What a person does with a batch of mail: look at it, send it to themselves as a test, send it, or drop it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.outbox.models import MailBatch, OutboxMessage
from councils.outbox.services import queue_text, send_soon
from councils.signals import mail_released

State = OutboxMessage.State
LINK = re.compile(r"https?://\S+-[a-z2-7]{32}\S*")


@dataclass(frozen=True)
class BatchPicture:
    """A batch as its page shows it: how many messages, and the shortest and longest with links masked."""

    batch: MailBatch
    count: int
    shortest: OutboxMessage | None
    longest: OutboxMessage | None


def picture_of_batch(batch: MailBatch) -> BatchPicture:
    """What somebody looks at before they send a batch."""
    messages = batch.messages.annotate(length=Length("body")).order_by("length", "pk")
    shortest, longest = messages.first(), messages.last()
    for message in (shortest, longest):
        if message is not None:
            message.body = without_links(message.body)
    return BatchPicture(batch, messages.count(), shortest, longest if longest != shortest else None)


def without_links(text: str) -> str:
    """The text with every personal link masked: whoever has one can answer for somebody else."""
    return LINK.sub("(their personal link)", text)


@transaction.atomic
def release(batch: MailBatch, *, count: int, actor: Actor) -> int:
    """Send the batch: its messages go as pace and working hours allow. `count` is how many the person saw.

    Raises NotAllowed, or DomainError where it has gone already or holds another number by now."""
    locked = _locked(batch, actor)
    held = OutboxMessage.objects.filter(batch=locked, state=State.HELD)
    if held.count() != count:
        raise DomainError("The number of messages has changed since you looked. Look again.")
    held.update(state=State.WAITING, due_at=timezone.now())
    locked.released_at, locked.released_by = timezone.now(), actor.name[:200]
    locked.save(update_fields=["released_at", "released_by"])
    record(actor, "sent mail", locked, after={"messages": count}, region=locked.region)
    send_soon()
    mail_released.send(sender=MailBatch, batch=locked)
    return count


@transaction.atomic
def drop(batch: MailBatch, *, actor: Actor) -> None:
    """Delete a batch that nobody has sent. Raises NotAllowed, or DomainError where it has gone."""
    locked = _locked(batch, actor)
    record(actor, "dropped unsent mail", locked, region=locked.region)
    locked.delete()


@transaction.atomic
def send_test(batch: MailBatch, *, actor: Actor) -> int:
    """Send the shortest and the longest message to the actor alone, with links masked; how many.

    Raises DomainError where the actor has no account with an address."""
    if actor.user is None:
        raise DomainError("Sign in with an account, so that we know where to send the test.")
    _locked(batch, actor)
    picture = picture_of_batch(batch)
    shown = [message for message in (picture.shortest, picture.longest) if message is not None]
    for message in shown:
        queue_text(
            key=f"test:{batch.pk}:{message.pk}:{timezone.now().timestamp()}",
            to_email=actor.user.email,
            text=f"Test: {message.subject}\n\n{message.body}",
            region=batch.region,
        )
    return len(shown)


def _locked(batch: MailBatch, actor: Actor) -> MailBatch:
    if not MailBatch.objects.visible_to(actor).filter(pk=batch.pk).exists():
        raise NotAllowed("This mail is none of yours.")
    locked = MailBatch.objects.select_for_update().waiting().filter(pk=batch.pk).first()
    if locked is None:
        raise DomainError("This mail has been sent or dropped already.")
    return locked
