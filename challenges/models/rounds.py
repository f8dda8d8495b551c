"""A round: one region (or several) in one year."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q

from challenges.models.milestones import MilestonePreset
from challenges.states import RoundState
from councils.actor import Actor
from councils.models import Person, Region


class ChallengeRoundQuerySet(models.QuerySet["ChallengeRound"]):
    """Rounds by who may see them."""

    def visible_to(self, actor: Actor) -> ChallengeRoundQuerySet:
        """All for national staff and evaluators; else rounds of a managed region, of a council whose contact the
        actor is, and (once it has left draft) of a person who hosts, lends, is offered or is placed in it."""
        if actor.is_national or actor.holds("evaluator"):
            return self
        return self.filter(pk__in=self._reached(actor))

    def _reached(self, actor: Actor) -> models.QuerySet[Any, Any]:
        people = actor.person_ids
        reach = (
            Q(participations__council__in=actor.council_ids)
            | Q(participations__organiser__in=people)
            | Q(participations__sponsor__in=people)
            | Q(participations__offers__person__in=people)
            | Q(challenges__placements__person__in=people)
        )
        if actor.sign_up_id:
            reach |= Q(participations=actor.sign_up_id)
        managed = Q(regions__in=actor.managed_region_ids)
        return ChallengeRound.objects.filter(managed | (reach & ~Q(state=RoundState.DRAFT))).values("pk")

    def managed_by(self, actor: Actor) -> ChallengeRoundQuerySet:
        """Rounds that the actor may change: those of a region they manage, all for national staff."""
        if actor.is_national:
            return self
        return self.filter(
            pk__in=ChallengeRound.objects.filter(regions__in=actor.managed_region_ids).values("pk")
        )


class ChallengeRound(models.Model):
    """A round of challenges: who, when and in which shape. Its defaults are the light ones of product.md."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    regions = models.ManyToManyField(Region, related_name="rounds")
    start_year = models.PositiveSmallIntegerField("year in which it starts")
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=RoundState.choices, default=RoundState.DRAFT)
    first_week = models.DateField("Monday of the first week of visits")
    last_week = models.DateField("Monday of the last week of visits")
    preset = models.ForeignKey(MilestonePreset, on_delete=models.PROTECT, related_name="rounds")
    max_visits_a_week = models.PositiveSmallIntegerField("most visits in one week", default=2)
    operational_peers = models.PositiveSmallIntegerField("operational peers on a team", default=2)
    specialists = models.PositiveSmallIntegerField("specialists on a team", default=1)
    training_lapses_after = models.PositiveSmallIntegerField(
        "months after which a peer's training lapses", null=True, blank=True, default=36
    )
    sign_up_closes_on = models.DateField(null=True, blank=True)
    mou_signed_on = models.DateField("memorandum of understanding signed by", null=True, blank=True)
    plan_published_on = models.DateField("plan published by", null=True, blank=True)
    manager = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="rounds_managed"
    )
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_rounds"
    )
    is_sample = models.BooleanField("invented sample data", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ChallengeRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-start_year", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(last_week__gte=F("first_week")), name="round_weeks_in_order"),
            models.UniqueConstraint(fields=["name", "start_year"], name="round_name_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def year(self) -> str:
        """The round's year as people say it, e.g. 2025/26."""
        return f"{self.start_year}/{(self.start_year + 1) % 100:02d}"


class RoundStep(models.Model):
    """A move of a round from one state to another: who and when."""

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=8, choices=RoundState.choices)
    to_state = models.CharField(max_length=8, choices=RoundState.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_to_state_display()}"
