"""What staff write into a report beside its figures: every version is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from challenges.models import ChallengeRound
from councils.models import User


class Commentary(models.Model):
    """One version of the words at one place of the reports of a round, or of the nation in a year. Never edited.

    The highest `number` counts; an empty text takes the words out again. `claims` are the sentences in it that were
    made from figures, each {"key", "text"}: where the figures no longer say so, no report is made."""

    round = models.ForeignKey(
        ChallengeRound, null=True, blank=True, on_delete=models.CASCADE, related_name="commentary"
    )
    start_year = models.PositiveSmallIntegerField("year of the nation", null=True, blank=True)
    place = models.SlugField(max_length=24)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    claims = models.JSONField(default=list)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["place", "-number"]
        verbose_name_plural = "commentary"
        constraints = [
            models.UniqueConstraint(fields=["round", "place", "number"], name="commentary_version_once"),
            models.UniqueConstraint(
                fields=["start_year", "place", "number"],
                condition=Q(round__isnull=True),
                name="national_commentary_version_once",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False, start_year__isnull=True)
                | Q(round__isnull=True, start_year__isnull=False),
                name="commentary_of_a_round_or_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, version {self.number}"
