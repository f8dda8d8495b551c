"""The dated steps around a visit, their presets, and the data pack."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from councils.models import Region


class MilestoneKind(models.TextChoices):
    """What is due around a visit."""

    SCOPING = "scoping", "Scoping meeting"
    PEERS_INVITED = "peers_invited", "Peers invited"
    DATA_PACK = "data_pack", "Data pack"
    SELF_ASSESSMENT = "self_assessment", "Self-assessment signed off"
    DOCUMENTS = "documents", "Documents to the team"
    TEAM_CALL = "team_call", "Team call"
    PRESENTATION = "presentation", "Presentation"
    LETTER = "letter", "Letter"
    ACTION_PLAN = "action_plan", "Action plan"
    PROGRESS_REVIEW = "progress_review", "Progress review"


class MilestoneOwner(models.TextChoices):
    """Who owes a milestone."""

    MANAGER = "manager", "Programme manager"
    HOST = "host", "Host council"
    LEAD = "lead", "Lead challenger"


class MilestonePreset(models.Model):
    """How far from the visit each milestone lies. `region` is empty for the two that everyone starts from.

    `offsets` maps a kind to days from the visit's first day (negative: before), the letter's to working days
    and presentation's to calendar days from its last day."""

    region = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.CASCADE, related_name="presets"
    )
    key = models.SlugField(max_length=20)
    name = models.CharField(max_length=80)
    visit_days = models.PositiveSmallIntegerField("days of a visit", default=3)
    offsets = models.JSONField(default=dict)

    class Meta:
        ordering = ["region__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "key"], name="preset_once_per_region"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(region__isnull=True), name="common_preset_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """One dated step of a challenge. `original_due_on` is the first date it was ever given."""

    class State(models.TextChoices):
        DUE = "due", "To do"
        DONE = "done", "Done"
        NOT_NEEDED = "not_needed", "Not needed"

    challenge = models.ForeignKey("challenges.Challenge", on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=16, choices=MilestoneKind.choices)
    owner = models.CharField(max_length=8, choices=MilestoneOwner.choices)
    due_on = models.DateField()
    original_due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    done_on = models.DateField(null=True, blank=True)
    reason = models.CharField("why it was moved or is not needed", max_length=200, blank=True)

    class Meta:
        ordering = ["challenge", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "kind"], name="milestone_once"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="milestone_done_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="milestone_overdue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.challenge}"


class DataPack(models.Model):
    """The data pack of a challenge: when it was asked for and came, how old its figures were, whether it served."""

    challenge = models.OneToOneField(
        "challenges.Challenge", on_delete=models.CASCADE, related_name="data_pack"
    )
    asked_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    as_of = models.DateField("figures as of", null=True, blank=True)
    usable = models.BooleanField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=True)
                | Q(received_on__isnull=True)
                | Q(received_on__gte=F("asked_on")),
                name="data_pack_received_after_asked",
            ),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True)
                | Q(received_on__isnull=True)
                | Q(as_of__lte=F("received_on")),
                name="data_pack_figures_not_from_the_future",
            ),
        ]

    def __str__(self) -> str:
        return f"Data pack, {self.challenge}"
