"""Writing the audit log."""

from __future__ import annotations

from typing import Any

from django.db import models

from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.models.people import Person
from councils.models.places import Region


def record(
    actor: Actor,
    verb: str,
    on: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    acting_for: Person | None = None,
    region: Region | None = None,
) -> AuditEvent:
    """Write down that `actor` did `verb` to `on`, inside the caller's transaction.

    `before` and `after` hold only what changed, as JSON values; links and answers never go in."""
    return AuditEvent.objects.create(
        user=actor.user,
        person=actor.person,
        acting_for=acting_for or (actor.link.person if actor.user and actor.link else None),
        actor=actor.name[:200],
        verb=verb,
        record_type=on._meta.label_lower,
        record_id=str(on.pk),
        record=str(on)[:200],
        region=region,
        before=before or {},
        after=after or {},
    )


def changes(
    record_before: dict[str, Any], record_after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two dictionaries reduced to the keys whose values differ."""
    keys = [key for key in record_after if record_before.get(key) != record_after[key]]
    return {key: record_before.get(key) for key in keys}, {key: record_after[key] for key in keys}
