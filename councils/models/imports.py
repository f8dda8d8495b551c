"""A file of people, or of their days in a round, between its upload and the decision to take it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from councils.actor import Actor


class PeopleImportQuerySet(models.QuerySet["PeopleImport"]):
    """Imports by who may see them."""

    def visible_to(self, actor: Actor) -> PeopleImportQuerySet:
        """Those that the actor uploaded; nobody sees another's."""
        return self.filter(user=actor.user) if actor.user else self.none()


class PeopleImport(models.Model):
    """One uploaded file as rows of text. Once taken or given up the row goes: it holds people's addresses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("councils.User", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField("what it is a file of", max_length=60, default="people")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PeopleImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name
