"""A round's plan before it is agreed: its rules, the runs that look for one, and the draft that people change."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from challenges.models.rounds import ChallengeRound
from challenges.models.sign_up import Participation, PeerOffer
from challenges.states import TeamRole
from councils.actor import Actor
from councils.models import Council, Person
from councils.runs.models import Run


class PlanRules(models.Model):
    """What a plan of the round must keep and what it should prefer, as the manager set it.

    `settings` holds only what differs from the usual (`planning.settings`), by the setting's name."""

    round = models.OneToOneField(ChallengeRound, on_delete=models.CASCADE, related_name="plan_rules")
    settings = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Rules of {self.round}"


class PlanRunQuerySet(models.QuerySet["PlanRun"]):
    """Runs by who may see them."""

    def visible_to(self, actor: Actor) -> PlanRunQuerySet:
        """Those of rounds that the actor manages."""
        return self.filter(round__in=ChallengeRound.objects.managed_by(actor).values("pk"))


class PlanRun(Run):
    """The search for a plan, or for repairs of an agreed one.

    `found` is the best plan so far (or the repairs), `why_not` the clash where nothing fits. `input_version` is a
    digest of all that was searched; with it and the same `settings` (seed, reproducible) the search is the same."""

    class Kind(models.TextChoices):
        PLAN = "plan", "A plan"
        REPAIR = "repair", "Repairs"

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="plan_runs")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PLAN)
    settings = models.JSONField(default=dict)
    found = models.JSONField(null=True, blank=True)
    why_not = models.JSONField(null=True, blank=True)
    base_edition = models.PositiveIntegerField("edition of the draft it started from", default=0)
    stop_asked = models.BooleanField("somebody wants the best so far", default=False)
    asked_by = models.CharField(max_length=200, blank=True)

    objects = PlanRunQuerySet.as_manager()

    class Meta(Run.Meta):
        constraints = [
            models.UniqueConstraint(fields=["round", "kind", "input_version"], name="plan_run_once_per_input")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.round}"


class DraftPlan(models.Model):
    """The plan that is being worked on: one a round. `edition` rises with every change; it books nobody's days."""

    round = models.OneToOneField(ChallengeRound, on_delete=models.CASCADE, related_name="draft_plan")
    run = models.ForeignKey(PlanRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    agreed_edition = models.PositiveIntegerField("edition that became challenges", null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Plan of {self.round}"

    @property
    def is_agreed(self) -> bool:
        """Whether challenges are as this plan says."""
        return self.agreed_edition == self.edition


class PlannedVisit(models.Model):
    """One visit of a draft: the host's days, the manager on site. With `days_kept` the search may not move it."""

    plan = models.ForeignKey(DraftPlan, on_delete=models.CASCADE, related_name="visits")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="planned_visits")
    first_day = models.DateField()
    days = models.PositiveSmallIntegerField("days on site")
    manager = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="manager on site",
    )
    days_kept = models.BooleanField("keep these days", default=False)

    class Meta:
        ordering = ["first_day", "participation__council__name"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "participation"], name="planned_once"),
            models.CheckConstraint(condition=Q(days__gte=1), name="planned_days_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.participation.council}, {self.first_day}"

    @property
    def last_day(self) -> date:
        """The visit's last day."""
        return self.first_day + timedelta(days=self.days - 1)


class PlannedPlace(models.Model):
    """A peer on a planned team. With `kept` the search may not take them off."""

    visit = models.ForeignKey(PlannedVisit, on_delete=models.CASCADE, related_name="places")
    offer = models.ForeignKey(PeerOffer, on_delete=models.CASCADE, related_name="planned_places")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    kept = models.BooleanField("keep on this team", default=False)

    class Meta:
        ordering = ["visit", "role", "offer__person__name"]
        constraints = [models.UniqueConstraint(fields=["visit", "offer"], name="planned_place_once")]

    def __str__(self) -> str:
        return f"{self.offer.person}, {self.get_role_display()}"


class PairWish(models.Model):
    """A council that is to challenge a host, or that is not to, whatever the search thinks best."""

    class Kind(models.TextChoices):
        WANTED = "wanted", "must be on the team"
        BARRED = "barred", "must not be on the team"

    host = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="pair_wishes")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["host", "council__name"]
        constraints = [models.UniqueConstraint(fields=["host", "council"], name="pair_wish_once")]

    def __str__(self) -> str:
        return f"{self.council} {self.get_kind_display()} of {self.host.council}"
