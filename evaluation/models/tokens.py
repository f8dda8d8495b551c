"""Keys by which a program reads what an account may read."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from councils.models import User


class ApiToken(models.Model):
    """One key of one account, for one or more scopes, until a day. Only its digest is kept."""

    class Scope(models.TextChoices):
        ROUNDS = "rounds", "Rounds and their response rates"
        FINDINGS = "findings", "Findings, as the account sees them"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and self.expires_on >= timezone.localdate()
