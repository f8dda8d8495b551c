"""Putting mail into the outbox, alone or as a batch that waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.models.people import Person
from councils.models.places import Region
from councils.outbox.models import MailBatch, OutboxMessage
from councils.runs.services import publish

State = OutboxMessage.State
WRITTEN_AT_ONCE = 500


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
    subject, body = _parts(text)
    message, _ = OutboxMessage.objects.get_or_create(
        key=key,
        defaults={
            "to_email": to_email,
            "person": person,
            "region": region,
            "subject": subject,
            "body": body,
            "due_at": timezone.now(),
        },
    )
    return message


def _parts(text: str) -> tuple[str, str]:
    subject, _, body = text.lstrip().partition("\n")
    return subject.strip()[:200], body.strip() + "\n"


@dataclass(frozen=True)
class Letter:
    """One message of many: to whom, from which template, and the records that it asks about."""

    key: str
    person: Person
    template: str
    context: dict[str, object] = field(default_factory=dict)
    region: Region | None = None
    about: tuple[str, ...] = ()


@transaction.atomic
def hold_mail(
    letters: Sequence[Letter], *, title: str, region: Region | None, actor: Actor
) -> MailBatch | None:
    """Write a batch that waits until a person sends it. None where nobody has an address or all was written before."""
    batch = MailBatch(title=title[:200], region=region, written_by=actor.name[:200])
    messages = _written(letters, State.HELD, batch)
    if not messages:
        return None
    batch.save()
    OutboxMessage.objects.bulk_create(messages, batch_size=WRITTEN_AT_ONCE)
    record(actor, "wrote mail", batch, after={"messages": len(messages)}, region=region)
    return batch


def send_soon() -> None:
    """Tell a worker after commit that mail is due, rather than at the next beat."""
    publish("councils.send_outbox")


@transaction.atomic
def queue_bulk(letters: Sequence[Letter]) -> int:
    """Write messages that go by themselves in working hours; how many are new. Asking twice with one key keeps one."""
    messages = _written(letters, State.WAITING, None)
    OutboxMessage.objects.bulk_create(messages, batch_size=WRITTEN_AT_ONCE, ignore_conflicts=True)
    send_soon()
    return len(messages)


def _written(letters: Sequence[Letter], state: str, batch: MailBatch | None) -> list[OutboxMessage]:
    known = _known_keys([letter.key for letter in letters])
    wanted = {letter.key: letter for letter in letters if letter.person.email and letter.key not in known}
    return [_message(letter, state, batch) for letter in wanted.values()]


def _known_keys(keys: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(keys), WRITTEN_AT_ONCE):
        some = OutboxMessage.objects.filter(key__in=keys[start : start + WRITTEN_AT_ONCE])
        known.update(some.values_list("key", flat=True))
    return known


def _message(letter: Letter, state: str, batch: MailBatch | None) -> OutboxMessage:
    context = {"person": letter.person, **letter.context}
    subject, body = _parts(render_to_string(f"emails/{letter.template}.txt", context))
    return OutboxMessage(
        key=letter.key,
        to_email=letter.person.email,
        person=letter.person,
        region=letter.region,
        batch=batch,
        bulk=True,
        about=list(letter.about),
        subject=subject,
        body=body,
        state=state,
        due_at=timezone.now(),
    )


@transaction.atomic
def send_again(message: OutboxMessage, *, actor: Actor) -> OutboxMessage:
    """Put a message that failed, bounced, or whose outcome is unknown, back among those waiting.

    Raises NotAllowed where the message is none of the actor's, DomainError where it is not at a standstill."""
    _require_keeper(message, actor)
    still = [State.FAILED, State.UNKNOWN, State.BOUNCED]
    stopped = OutboxMessage.objects.filter(pk=message.pk, state__in=still)
    if not stopped.update(state=State.WAITING, attempt=0, error="", due_at=timezone.now()):
        raise DomainError("This message is already on its way, or has been sent.")
    before = message.state
    message.refresh_from_db()
    record(actor, "sent the message again", message, before={"state": before}, region=message.region)
    return message


@transaction.atomic
def settle_unknown(message: OutboxMessage, *, actor: Actor) -> None:
    """Write down that a message whose outcome was unknown has arrived. Raises DomainError for any other."""
    _require_keeper(message, actor)
    unknown = OutboxMessage.objects.filter(pk=message.pk, state=State.UNKNOWN)
    if not unknown.update(state=State.SENT, error="", sent_at=message.claimed_at):
        raise DomainError("The outcome of this message is not unknown.")
    record(actor, "wrote down that the message arrived", message, region=message.region)


@transaction.atomic
def mark_bounced(message: OutboxMessage, *, actor: Actor, reason: str) -> None:
    """Write down that a sent message came back. Raises DomainError where it has not been sent."""
    _require_keeper(message, actor)
    if not bounce(message.key, reason):
        raise DomainError("Only a message that has been sent can have come back.")
    record(actor, "wrote down that the message came back", message, region=message.region)


def bounce(key: str, reason: str) -> bool:
    """The message with this key came back; whether there was one that had gone."""
    gone = OutboxMessage.objects.filter(key=key, state__in=[State.SENT, State.UNKNOWN])
    return bool(gone.update(state=State.BOUNCED, error=reason[:300]))


def bounced_people(people: Iterable[int]) -> set[int]:
    """Those of `people` (by id) whose newest settled message came back."""
    settled = OutboxMessage.objects.filter(person__in=list(people), state__in=[State.SENT, State.BOUNCED])
    newest = dict(settled.order_by("id").values_list("person_id", "state"))
    return {person for person, state in newest.items() if person is not None and state == State.BOUNCED}


def _require_keeper(message: OutboxMessage, actor: Actor) -> None:
    if not OutboxMessage.objects.managed_by(actor).filter(pk=message.pk).exists():
        raise NotAllowed("This message is none of yours.")
