"""The one shape of a run: a piece of work in the background that a page can follow."""

from __future__ import annotations

import uuid

from django.db import models


class RunState(models.TextChoices):
    """Where a run is."""

    QUEUED = "queued", "Waiting to start"
    RUNNING = "running", "Working"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Run(models.Model):
    """A queued piece of work. A subclass adds its subject, and a unique constraint on subject and `input_version`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    input_version = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField("per cent", default=0)
    step = models.CharField("what it is doing", max_length=120, blank=True)
    error = models.CharField("what went wrong, for people", max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-created_at"]

    @property
    def active(self) -> bool:
        """Whether it is still to be waited for."""
        return self.state in (RunState.QUEUED, RunState.RUNNING)
