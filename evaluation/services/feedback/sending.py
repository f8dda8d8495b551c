"""Sending a form that is in order by one statement, and telling the workers.

Most of a survey is sent on its last days, by many people at once, so this asks the database once: whether the link
stands, the form is open and something was answered are conditions of the statement that marks the draft as sent.
Django's own language for such a statement takes eight times as long to write it as the database takes to carry it
out (docs/decisions/0008), hence SQL. Whatever needs words does not pass here, and `responses.submit` says them."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils import timezone

from councils.links.tokens import read_token
from councils.runs.services import publish
from evaluation.models import Draft

DEBOUNCE_SECONDS = 3
GIVEN = {"postgresql": "answers -> 'given'", "sqlite": "json_extract(answers, '$.given')"}
# Subqueries of one row each, since PostgreSQL takes longer to plan a join of four tables than to carry it out.
SEND = """
    UPDATE evaluation_draft SET sent_key = %s, sent_at = %s, consent = %s
    WHERE sent_key IS NULL AND {given} <> '{{}}' AND invitation_id = (
        SELECT asked.id FROM evaluation_invitation AS asked
        WHERE asked.withdrawn_at IS NULL
          AND asked.link_id = (
            SELECT id FROM councils_personallink
            WHERE code = %s AND issue = %s AND purpose = 'feedback' AND withdrawn_at IS NULL)
          AND (
            SELECT promise = 'confidential' AND opens_on <= %s AND coalesce(asked.closes_on, closes_on) >= %s
            FROM evaluation_survey WHERE id = asked.survey_id))
"""
_announced = -float(DEBOUNCE_SECONDS)


def send_at_once(token: str, *, key: UUID, consent: str) -> bool:
    """Mark the draft behind the token as sent with this key; whether that was done.

    Not where there is anything to say first: the token opens nothing, the form is closed or anonymous, nothing was
    answered, it has been sent. Then nothing has changed."""
    said = read_token(token)
    if said is None:
        return False
    today = timezone.localdate().isoformat()
    words = [
        *_stored(sent_key=key, sent_at=timezone.now(), consent=consent),
        said.code,
        said.issue,
        today,
        today,
    ]
    try:
        with connection.cursor() as cursor:
            cursor.execute(SEND.format(given=GIVEN[connection.vendor]), words)
            sent = bool(cursor.rowcount == 1)
    except IntegrityError:
        return False
    if sent:
        announce()
    return sent


def _stored(**values: object) -> list[Any]:
    """Values of a draft's columns as this database keeps them."""
    fields: Any = Draft._meta.get_field
    return [fields(name).get_db_prep_save(value, connection) for name, value in values.items()]


def announce() -> None:
    """Ask a worker to take answers in a little later, once in that time for a process: what is asked for runs after
    everything that was sent meanwhile. Should it be lost, the sweep asks again."""
    global _announced  # noqa: PLW0603 - one clock a process
    now = time.monotonic()
    if now - _announced >= DEBOUNCE_SECONDS - 1:
        _announced = now
        publish("evaluation.sweep_findings", countdown=DEBOUNCE_SECONDS)
