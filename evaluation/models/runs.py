"""Runs that turn a round's answers into findings."""

from __future__ import annotations

from django.db import models

from challenges.models import ChallengeRound
from councils.runs.models import Run
from evaluation.models.codebook import CodebookVersion


class FindingsRun(Run):
    """One aggregation of a round. `result` is a `RoundFindings` as JSON, before disclosure control."""

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="findings_runs")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="+")
    engine = models.CharField(max_length=60)
    result = models.JSONField(null=True, blank=True)

    class Meta(Run.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "input_version"], name="findings_once_per_input")
        ]

    def __str__(self) -> str:
        return f"Findings of {self.round}"
