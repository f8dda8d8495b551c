"""The coding desk: what counts for each answer now, who is at it, and themes that coders propose."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from councils.models import User
from evaluation.models.codebook import Theme
from evaluation.models.coding import Coding
from evaluation.models.responses import Answer


class Standing(models.Model):
    """What counts for an answer under the published codebook: a copy, worked out from its codings, to filter by.

    Written only by `evaluation.services.coding.standing`; an answer without a row waits to be coded. `disputed`: a
    person and the engine, or two engines, differ. `lot` is a number by chance, the same each time: an order without a
    pattern."""

    class Outcome(models.TextChoices):
        CODED = "coded", "Coded"
        NONE = "none", "No theme"
        UNUSABLE = "unusable", "Unusable"
        WAITING = "waiting", "Waiting"

    answer = models.OneToOneField(Answer, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    coding = models.ForeignKey(Coding, null=True, on_delete=models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    by_person = models.BooleanField(default=False)
    accepted = models.BooleanField("the engine's, and an audit lets it stand without a person", default=False)
    disputed = models.BooleanField(default=False)
    score = models.FloatField(null=True)
    lot = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["outcome", "by_person"], name="standing_outcome"),
            models.Index(fields=["disputed"], condition=Q(disputed=True), name="standing_disputed"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.outcome}"


class StandingCode(models.Model):
    """A theme that counts for an answer now, under the published codebook's own themes."""

    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="codes")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    denied = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["start", "theme__code"]
        constraints = [
            models.UniqueConstraint(fields=["standing", "theme", "denied"], name="standing_theme_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="standing_span_is_not_empty"),
        ]
        indexes = [models.Index(fields=["theme", "denied"], name="standing_theme")]

    def __str__(self) -> str:
        return f"{self.theme}{' denied' if self.denied else ''}"


class Lease(models.Model):
    """Who has which answer on the screen until when: an answer has one coder at a time, and a coder one answer."""

    answer = models.OneToOneField(Answer, primary_key=True, on_delete=models.CASCADE, related_name="lease")
    coder = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answer_id} until {self.until}"


class ThemeProposal(models.Model):
    """A theme that a coder misses, with the answer that calls for it; the codebook's keepers take it up or not."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        TAKEN_UP = "taken_up", "Taken up"
        DECLINED = "declined", "Declined"

    title = models.CharField(max_length=80)
    note = models.CharField(max_length=500, blank=True)
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reply = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_by__isnull=True)
                | (~Q(state="open") & Q(settled_by__isnull=False)),
                name="proposal_is_settled_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.title
