"""What was deleted because its time had come."""

from __future__ import annotations

from django.db import models


class PurgeCertificate(models.Model):
    """That a purge was done: when, by whom, how much of each kind, and a digest of all that."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)
    as_of = models.DateField()
    counts = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Purge of {self.as_of}"
