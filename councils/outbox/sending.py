"""Sending what is due: one message at a time, at the pace and in the hours that the settings allow."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from councils.calendar.working_days import is_working_day
from councils.outbox.models import OutboxMessage

State = OutboxMessage.State
UNCERTAIN_AFTER = timedelta(minutes=2)
MAX_ATTEMPTS = 5
HANDFUL = 50
MINUTE = timedelta(minutes=1)
SECONDS = 45.0
PERMANENT = 500
log = logging.getLogger(__name__)

Wanted = Callable[[OutboxMessage], bool]
_wanted: dict[str, Wanted] = {}


def ask_before_sending(prefix: str, wanted: Wanted) -> None:
    """Before a message goes whose key begins with `prefix`, ask `wanted` whether it is still needed."""
    _wanted[prefix] = wanted


def send_due(seconds: float = SECONDS) -> int:
    """Send messages that are due for at most `seconds`; how many went. Each is claimed first, so that no two workers
    send one."""
    _mark_uncertain()
    until, sent = time.monotonic() + seconds, 0
    connection = get_connection()
    try:
        while time.monotonic() < until and (due := _due_now()):
            for pk in due:
                went = _send(pk, connection)
                if went is None or time.monotonic() > until:
                    return sent + bool(went)
                sent += went
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
    return list(
        due.order_by("bulk", "due_at", "id").values_list("pk", flat=True)[: max(0, min(HANDFUL, room))]
    )


def _mark_uncertain() -> None:
    """A message whose worker died while sending may or may not have gone: a person decides."""
    stuck = OutboxMessage.objects.filter(state=State.SENDING, claimed_at__lt=timezone.now() - UNCERTAIN_AFTER)
    stuck.update(state=State.UNKNOWN, error="The worker stopped while sending: it may or may not have gone.")


def _send(pk: int, connection: BaseEmailBackend) -> bool | None:
    """Whether the message went; None where the mail server cannot be reached, so that others need not be tried."""
    claimed = OutboxMessage.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.SENDING, claimed_at=timezone.now(), attempt=F("attempt") + 1
    )
    if not claimed:
        return False
    message = OutboxMessage.objects.get(pk=pk)
    if not _still_wanted(message):
        _became(message, State.STOPPED)
        return False
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        _later(message, error)
        return None
    return _hand_over(message, connection)


def _still_wanted(message: OutboxMessage) -> bool:
    return all(wanted(message) for prefix, wanted in _wanted.items() if message.key.startswith(prefix))


def _hand_over(message: OutboxMessage, connection: BaseEmailBackend) -> bool:
    headers = {"X-Outbox-Key": message.key}
    mail = EmailMessage(
        message.subject, message.body, to=[message.to_email], headers=headers, connection=connection
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        _refused(
            message, error, max((code for code, _ in error.recipients.values()), default=0), State.BOUNCED
        )
    except smtplib.SMTPResponseException as error:
        _refused(message, error, error.smtp_code, State.FAILED)
    except (smtplib.SMTPException, OSError) as error:
        # The line broke after the message was begun: the server may have taken it.
        _became(message, State.UNKNOWN, f"The mail server went away while sending ({type(error).__name__}).")
        _close(connection)
    else:
        OutboxMessage.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=timezone.now(), error="")
        return True
    return False


def _refused(message: OutboxMessage, error: Exception, code: int, final: str) -> None:
    """Refused for good (5xx) is final; else it is tried again later."""
    if code >= PERMANENT:
        _became(message, final, f"{type(error).__name__}: {error}")
    else:
        _later(message, error)


def _later(message: OutboxMessage, error: Exception) -> None:
    """Try again with growing pauses; after `MAX_ATTEMPTS` a person sees it as failed."""
    log.warning("Mail %s not sent: %s", message.pk, type(error).__name__)
    again = message.attempt < MAX_ATTEMPTS
    OutboxMessage.objects.filter(pk=message.pk).update(
        state=State.WAITING if again else State.FAILED,
        error=f"{type(error).__name__}: {error}"[:300],
        due_at=timezone.now() + timedelta(minutes=2**message.attempt),
    )


def _became(message: OutboxMessage, state: str, error: str = "") -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(state=state, error=error[:300])


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        log.info("The mail server had hung up already.")
