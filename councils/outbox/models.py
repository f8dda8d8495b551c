"""Mail that waits to be sent: every message of the product goes through this table."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from councils.actor import Actor


class MailBatchQuerySet(models.QuerySet["MailBatch"]):
    """Batches by who may look at them and send them."""

    def visible_to(self, actor: Actor) -> MailBatchQuerySet:
        """All for national staff; for programme managers those about their regions."""
        return self if actor.is_national else self.filter(region__in=actor.managed_region_ids)

    def waiting(self) -> MailBatchQuerySet:
        """Those that nobody has sent yet."""
        return self.filter(released_at__isnull=True)


class MailBatch(models.Model):
    """Messages that were written together and wait until a person has looked at them and sends them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    region = models.ForeignKey(
        "councils.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    written_by = models.CharField(max_length=200)
    released_at = models.DateTimeField("sent off", null=True, blank=True)
    released_by = models.CharField("who sent it off", max_length=200, blank=True)

    objects = MailBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Messages by who may see that they were sent."""

    def visible_to(self, actor: Actor) -> OutboxQuerySet:
        """All for national staff; for programme managers those about their regions."""
        return self if actor.is_national else self.filter(region__in=actor.managed_region_ids)

    def managed_by(self, actor: Actor) -> OutboxQuerySet:
        """The messages that the actor may send again: the same ones."""
        return self.visible_to(actor)


class OutboxMessage(models.Model):
    """One message to one address. `key` makes asking twice harmless.

    A message that was being sent when its worker died is `unknown`: SMTP cannot say whether it went,
    so a person decides. `about` names the records it asks about: it is stopped where none of them needs it any more.
    Mail in bulk keeps to working hours; what somebody waits for (a password, a new link) does not."""

    class State(models.TextChoices):
        HELD = "held", "Held until somebody sends it"
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Sending"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        UNKNOWN = "unknown", "Outcome unknown"
        BOUNCED = "bounced", "Bounced"
        STOPPED = "stopped", "Stopped, no longer needed"

    key = models.CharField(max_length=120, unique=True)
    to_email = models.EmailField()
    person = models.ForeignKey(
        "councils.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    region = models.ForeignKey(
        "councils.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    batch = models.ForeignKey(
        MailBatch, null=True, blank=True, on_delete=models.CASCADE, related_name="messages"
    )
    bulk = models.BooleanField("keeps to working hours", default=False)
    about = models.JSONField("records it asks about", default=list)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_due"),
            models.Index(fields=["claimed_at"], name="outbox_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"
