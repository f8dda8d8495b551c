"""A file between its upload and the decision to take it in."""

from __future__ import annotations

import uuid

from django.db import models

from councils.actor import Actor
from councils.models import User
from evaluation.models.questionnaire import Survey


class KeptFileQuerySet(models.QuerySet["KeptFile"]):
    """Files by who may see them."""

    def visible_to(self, actor: Actor) -> KeptFileQuerySet:
        """Those that the actor uploaded; nobody sees another's."""
        return self.filter(user=actor.user) if actor.user else self.none()


class KeptFile(models.Model):
    """One uploaded file as rows of text. Once taken or given up the row goes: it holds what people wrote."""

    class Purpose(models.TextChoices):
        INVITATIONS = "invitations", "People to invite"
        ANSWERS = "answers", "Answers from another survey tool"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=11, choices=Purpose.choices)
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField("what each column holds", default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = KeptFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name
