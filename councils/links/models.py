"""Personal links: how people without an account come in."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_code() -> str:
    """Sixteen random characters (80 bits) that name a link; alone they open nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


class LinkPurpose(models.TextChoices):
    """What a link opens."""

    PERSON = "person", "A person's own pages"
    SIGN_UP = "sign_up", "A council's sign-up"
    FEEDBACK = "feedback", "A feedback form"
    CALENDAR = "calendar", "A calendar feed"


class PersonalLink(models.Model):
    """One link to one record for one purpose. Its token holds an HMAC of code and issue number.

    Reissuing raises `issue`, so that every older token stops working; a reminder sends the same token again."""

    code = models.CharField(max_length=16, unique=True, default=new_code)
    purpose = models.CharField(max_length=10, choices=LinkPurpose.choices)
    record_id = models.CharField(max_length=36)
    person = models.ForeignKey(
        "councils.Person", null=True, blank=True, on_delete=models.CASCADE, related_name="links"
    )
    region = models.ForeignKey(
        "councils.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    issue = models.PositiveIntegerField(default=1)
    expires_on = models.DateField("last day it opens", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "record_id"], name="link_once_per_record")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.record_id}"

    @property
    def expired(self) -> bool:
        """Whether its last day has passed."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()
