"""Random samples of a round's answers: to audit what the engine coded, or to be coded twice, blind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.models.codebook import CodebookVersion
from evaluation.models.coding import Coding
from evaluation.models.responses import Answer


class CodingSample(models.Model):
    """Answers drawn by chance from a round. The seed and the size are kept, so that anybody can draw them again.

    `population` is how many answers it was drawn from. A frozen blind sample is a gold set and never changes."""

    class Kind(models.TextChoices):
        AUDIT = "audit", "Audit of what the engine coded"
        BLIND = "blind", "Blind double coding"

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="coding_samples")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    seed = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    coders = models.ManyToManyField(User, blank=True, related_name="coding_samples")
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=models.F("population")), name="sample_fits_population"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True)
                | Q(kind="blind", frozen_at__isnull=False, frozen_by__isnull=False),
                name="gold_is_frozen_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.size} of {self.population} answers, {self.round}"


class SampleItem(models.Model):
    """One drawn answer, in the order of the draw; `gold` is the coding that a frozen sample holds for it."""

    sample = models.ForeignKey(CodingSample, on_delete=models.CASCADE, related_name="items")
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="sample_items")
    place = models.PositiveIntegerField()
    gold = models.ForeignKey(Coding, null=True, blank=True, on_delete=models.PROTECT, related_name="gold_of")

    class Meta:
        ordering = ["sample", "place"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "answer"], name="answer_drawn_once"),
            models.UniqueConstraint(fields=["sample", "place"], name="place_drawn_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.sample_id}"
