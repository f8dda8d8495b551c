"""The retention clock: what has been kept as long as it may be, a dry run, and a purge with its certificate."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.outbox.models import OutboxMessage
from evaluation.models import Draft, KeptFile, PurgeCertificate, Response

FILES_FOR = timedelta(days=1)
DRAFTS_FOR = timedelta(days=30)
MAIL_FOR = timedelta(days=180)
NAMES_FOR = timedelta(days=730)
OVER = (OutboxMessage.State.SENT, OutboxMessage.State.BOUNCED, OutboxMessage.State.STOPPED)


CERTIFIED = {
    "files": "uploaded files deleted",
    "drafts": "forms never sent deleted",
    "mail": "messages emptied of their words",
    "names": "answers whose author is forgotten",
}


@dataclass(frozen=True)
class Due:
    """One kind of record whose time has come: what happens to it, after how long, and how many there are."""

    kind: str
    what: str
    count: int


def what_is_due(on: date) -> list[Due]:
    """The dry run: what a purge on this day would do. It changes nothing."""
    return [
        Due("files", "Uploaded files that nobody decided about: deleted after a day", _files(on).count()),
        Due("drafts", "Forms begun and never sent: deleted 30 days after the last day", _drafts(on).count()),
        Due("mail", "The words of messages that have gone: deleted after 180 days", _mail(on).count()),
        Due("names", "Who wrote an answer: forgotten two years after the survey closed", _named(on).count()),
    ]


@transaction.atomic
def purge(*, on: date, seen: int, actor: Actor) -> PurgeCertificate:
    """Do what the dry run showed. `seen` is the number of records that the person saw in it.

    Raises NotAllowed, or DomainError where another number is due by now."""
    if not actor.is_administrator:
        raise NotAllowed("Only administrators purge.")
    due = what_is_due(on)
    if sum(each.count for each in due) != seen:
        raise DomainError("Another number of records is due by now. Look again.")
    _files(on).delete()
    _drafts(on).delete()
    _mail(on).update(body="")
    _forget(_named(on))
    counts = {each.kind: each.count for each in due}
    written = json.dumps({"on": on.isoformat(), "by": actor.name, "counts": counts}, sort_keys=True)
    certificate = PurgeCertificate.objects.create(
        by=actor.name[:200], as_of=on, counts=counts, sha256=hashlib.sha256(written.encode()).hexdigest()
    )
    record(actor, "purged what was due", certificate, after=counts)
    return certificate


def _forget(responses: QuerySet[Response]) -> None:
    """Leave role group, region and words; nothing that says who."""
    responses.update(
        anonymous=True,
        invitation=None,
        council=None,
        post="",
        entered_by=None,
        parts=[],
        involved_before=False,
    )


def _before(on: date, kept: timedelta) -> datetime:
    return timezone.make_aware(datetime.combine(on - kept, time.min))


def _files(on: date) -> QuerySet[KeptFile]:
    return KeptFile.objects.filter(created_at__lt=_before(on, FILES_FOR))


def _drafts(on: date) -> QuerySet[Draft]:
    closed = Draft.objects.filter(sent_key__isnull=True, invitation__survey__closes_on__lt=on - DRAFTS_FOR)
    return closed.exclude(invitation__closes_on__gte=on - DRAFTS_FOR)


def _mail(on: date) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(state__in=OVER, created_at__lt=_before(on, MAIL_FOR)).exclude(body="")


def _named(on: date) -> QuerySet[Response]:
    return Response.objects.filter(invitation__isnull=False, survey__closes_on__lt=on - NAMES_FOR)
