"""The audit log: append-only rows that services write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from councils.actor import Actor


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Audit rows by who may read them."""

    def visible_to(self, actor: Actor) -> AuditEventQuerySet:
        """All for administrators and national staff, none for anybody else."""
        return self if actor.is_national else self.none()


class AuditEvent(models.Model):
    """One thing done: who, acting for whom, what, on which record, before and after."""

    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey("councils.User", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("councils.Person", null=True, on_delete=models.PROTECT, related_name="+")
    acting_for = models.ForeignKey("councils.Person", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField("who, in words", max_length=200)
    verb = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=64)
    record = models.CharField("which, in words", max_length=200)
    region = models.ForeignKey("councils.Region", null=True, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="audit_record")]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.record}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises TypeError when a written row is saved again."""
        if self.pk is not None:
            raise TypeError("The audit log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises TypeError: rows of the audit log stay."""
        raise TypeError("The audit log is append-only.")
