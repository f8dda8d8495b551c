"""Sending what is due: one message at a time, at the pace and in the hours that the settings allow."""

from __future__ import annotations

import logging
import random
import smtplib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from councils.calendar.working_days import is_working_day
from councils.outbox.models import OutboxMessage

State = OutboxMessage.State
UNCERTAIN_AFTER = timedelta(minutes=2)
MAX_ATTEMPTS = 5
HANDFUL = 50
WINDOW = 400
MINUTE = timedelta(minutes=1)
SECONDS = 45.0
PERMANENT = 500
log = logging.getLogger(__name__)

Wanted = Callable[[Sequence[OutboxMessage]], set[int]]
_wanted: dict[str, Wanted] = {}


@dataclass(frozen=True)
class Outcome:
    """What became of one message, to be written down together with the claim of the next."""

    pk: int
    values: dict[str, Any]
    reachable: bool = True

    @property
    def sent(self) -> bool:
        """Whether it went."""
        return self.values["state"] == State.SENT


def ask_before_sending(prefix: str, wanted: Wanted) -> None:
    """Before messages go whose key begins with `prefix`, ask `wanted` which of them (ids) are still needed."""
    _wanted[prefix] = wanted


def send_due(seconds: float = SECONDS) -> int:
    """Send messages that are due for at most `seconds`; how many went. Each is claimed first, so that no two workers
    send one."""
    _mark_uncertain()
    until, sent = time.monotonic() + seconds, 0
    connection = get_connection()
    try:
        while time.monotonic() < until and (due := _due_now()):
            outcomes = _send_handful(due, connection, until)
            sent += sum(outcome.sent for outcome in outcomes)
            if any(not outcome.reachable for outcome in outcomes):
                break
    finally:
        _close(connection)
    return sent


def within_hours(now: datetime) -> bool:
    """Whether bulk mail may go now: a working day, from the first hour of `MAIL_HOURS` until the last."""
    if settings.MAIL_HOURS is None:
        return True
    local, (first, last) = timezone.localtime(now), settings.MAIL_HOURS
    return is_working_day(local.date()) and first <= local.hour < last


def _due_now() -> list[int]:
    """The next handful: what somebody waits for first, and no more than the pace of this minute has room for."""
    now = timezone.now()
    room = settings.MAIL_PER_MINUTE - OutboxMessage.objects.filter(claimed_at__gt=now - MINUTE).count()
    due = OutboxMessage.objects.filter(state=State.WAITING, due_at__lte=now)
    if not within_hours(now):
        due = due.filter(bulk=False)
    room = max(0, min(HANDFUL, room))
    window = list(due.order_by("bulk", "due_at", "id").values_list("pk", "bulk")[:WINDOW])
    urgent = [pk for pk, bulk in window if not bulk][:room]
    # Several senders work side by side: each takes another handful of the same window, so that claims rarely clash.
    rest = [pk for pk, bulk in window if bulk]
    return urgent + random.sample(rest, min(room - len(urgent), len(rest)))  # noqa: S311 - a choice, no secret


def _mark_uncertain() -> None:
    """A message whose worker died while sending may or may not have gone: a person decides."""
    stuck = OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - UNCERTAIN_AFTER)
    stuck.update(state=State.UNKNOWN, error="The worker stopped while sending: it may or may not have gone.")


def _send_handful(due: list[int], connection: BaseEmailBackend, until: float) -> list[Outcome]:
    """Send these until the time is up or the mail server cannot be reached. One transaction a message: what became of
    the last one and the claim of the next."""
    outcomes: list[Outcome] = []
    last: Outcome | None = None
    for message in _still_wanted(list(OutboxMessage.objects.filter(pk__in=due, state=State.WAITING))):
        claimed = _claim(message, last)
        last = _hand_over(message, connection) if claimed else None
        outcomes += [last] if last else []
        if time.monotonic() > until or (last and not last.reachable):
            break
    _write_down(last)
    return outcomes


def _still_wanted(messages: list[OutboxMessage]) -> list[OutboxMessage]:
    """Those that are still needed; the others are stopped."""
    unwanted: set[int] = set()
    for prefix, wanted in _wanted.items():
        asked = [message for message in messages if message.key.startswith(prefix)]
        unwanted |= {message.pk for message in asked} - (wanted(asked) if asked else set())
    if unwanted:
        waiting = OutboxMessage.objects.filter(pk__in=unwanted, state=State.WAITING)
        waiting.update(state=State.STOPPED)
    return [message for message in messages if message.pk not in unwanted]


@transaction.atomic
def _claim(message: OutboxMessage, last: Outcome | None) -> bool:
    """Write down what became of the last message and make this one ours; whether it was still free."""
    _write_down(last)
    message.attempt += 1
    return bool(
        OutboxMessage.objects.filter(pk=message.pk, state=State.WAITING).update(
            state=State.SENDING, claimed_at=timezone.now(), attempt=F("attempt") + 1
        )
    )


def _write_down(outcome: Outcome | None) -> None:
    if outcome is not None:
        OutboxMessage.objects.filter(pk=outcome.pk).update(**outcome.values)


def _hand_over(message: OutboxMessage, connection: BaseEmailBackend) -> Outcome:
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        return _later(message, error, reachable=False)
    headers = {"X-Outbox-Key": message.key}
    mail = EmailMessage(
        message.subject, message.body, to=[message.to_email], headers=headers, connection=connection
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max((code for code, _ in error.recipients.values()), default=0)
        return _refused(message, error, code, State.BOUNCED)
    except smtplib.SMTPResponseException as error:
        return _refused(message, error, error.smtp_code, State.FAILED)
    except (smtplib.SMTPException, OSError) as error:
        # The line broke after the message was begun: the server may have taken it.
        _close(connection)
        said = f"The mail server went away while sending ({type(error).__name__})."
        return Outcome(message.pk, {"state": State.UNKNOWN, "error": said})
    return Outcome(message.pk, {"state": State.SENT, "sent_at": timezone.now(), "error": ""})


def _refused(message: OutboxMessage, error: Exception, code: int, final: str) -> Outcome:
    """Refused for good (5xx) is final; else it is tried again later."""
    if code >= PERMANENT:
        return Outcome(message.pk, {"state": final, "error": f"{type(error).__name__}: {error}"[:300]})
    return _later(message, error)


def _later(message: OutboxMessage, error: Exception, *, reachable: bool = True) -> Outcome:
    """Try again with growing pauses; after `MAX_ATTEMPTS` a person sees it as failed."""
    log.warning("Mail %s not sent: %s", message.pk, type(error).__name__)
    again = message.attempt < MAX_ATTEMPTS
    values = {
        "state": State.WAITING if again else State.FAILED,
        "error": f"{type(error).__name__}: {error}"[:300],
        "due_at": timezone.now() + timedelta(minutes=2**message.attempt),
    }
    return Outcome(message.pk, values, reachable)


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        log.info("The mail server had hung up already.")
