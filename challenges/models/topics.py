"""The topics of a round: one short list in which councils ask for help and peers offer it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from challenges.models.rounds import ChallengeRound


class Topic(models.Model):
    """Something a council may ask help in and a peer may know about. Each round has its own list."""

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="topics")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=60)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint("round", Lower("name"), name="topic_once_per_round")]

    def __str__(self) -> str:
        return self.name
