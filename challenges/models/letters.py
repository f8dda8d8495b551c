"""From the letter to change: strengths, areas for consideration, actions and what moved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from challenges.models.visits import Challenge


class Letter(models.Model):
    """The lead challenger's letter to the host after the visit."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="letter")
    sent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Letter, {self.challenge}"


class LetterPoint(models.Model):
    """A point of a letter, in order."""

    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=1000)

    class Meta:
        abstract = True
        ordering = ["letter", "position"]

    def __str__(self) -> str:
        return self.text


class Strength(LetterPoint):
    """What the team found strong."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="strengths")


class AreaForConsideration(LetterPoint):
    """What the team asks the host to consider."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="areas")

    class Meta(LetterPoint.Meta):
        verbose_name_plural = "areas for consideration"


class Action(models.Model):
    """What the host will do: with a measure, and a baseline or the plain statement that none exists."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        DROPPED = "dropped", "Dropped"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="actions")
    area = models.ForeignKey(
        AreaForConsideration, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    text = models.CharField("what will be done", max_length=500)
    measure = models.CharField("how we will know", max_length=300)
    baseline = models.CharField("where it stands now", max_length=300, blank=True)
    no_baseline = models.BooleanField("no baseline exists", default=False)
    owner = models.CharField("post of the owner", max_length=120)
    due_on = models.DateField()
    original_due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["challenge", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(no_baseline=True, baseline="") | (Q(no_baseline=False) & ~Q(baseline="")),
                name="action_has_a_baseline_or_says_none",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Progress(models.Model):
    """What has moved on an action, and how well that is evidenced (F097)."""

    class Evidence(models.TextChoices):
        TOO_EARLY = "too_early", "Too early to say"
        CLAIMED = "claimed", "Claimed"
        DOCUMENTED = "documented", "Documented"
        MEASURED = "measured", "Measured"
        VERIFIED = "verified", "Verified by a peer"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField()
    value = models.CharField("where it stands now", max_length=300, blank=True)
    evidence = models.CharField(max_length=10, choices=Evidence.choices)
    note = models.CharField(max_length=1000, blank=True)
    by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["action", "on", "id"]
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.action}: {self.get_evidence_display()}"
