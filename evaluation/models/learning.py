"""What the learning coder has learnt from a round's decisions."""

from __future__ import annotations

from django.db import models

from challenges.models import ChallengeRound
from evaluation.models.codebook import CodebookVersion


class LearnedCoder(models.Model):
    """A model trained on what people decided in a round, under a codebook: the same decisions give the same bytes.

    `input_version` is a digest of all that it was trained on; the round's engine is the one used last."""

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="learned_coders")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="+")
    input_version = models.CharField(max_length=64)
    engine = models.CharField(max_length=60)
    decisions = models.PositiveIntegerField("how many decisions of people it learnt from")
    model = models.TextField("what it has learnt, as JSON")
    trained_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-used_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "codebook", "input_version"], name="learnt_once_from_the_same"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engine}, {self.decisions} decisions, {self.round}"
