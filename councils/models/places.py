"""Regions and the councils in them: authorities are created, merged and abolished, so each has dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from councils.actor import Actor


class Region(models.Model):
    """One of the nine regions of England in which rounds are run."""

    code = models.CharField("ONS code", max_length=9, unique=True)
    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    contact_name = models.CharField("whom people write to", max_length=120, blank=True)
    contact_email = models.EmailField("their address", blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CouncilQuerySet(models.QuerySet["Council"]):
    """Councils by the day they existed."""

    def on(self, day: date) -> CouncilQuerySet:
        """The children's services authorities that exist on `day` (reference facts cover 2012 to 2027)."""
        return self.filter(existed_from__lte=day).filter(
            Q(existed_until__isnull=True) | Q(existed_until__gt=day)
        )

    def visible_to(self, actor: Actor) -> CouncilQuerySet:
        """Every council for anybody with an account or a link: these are public facts."""
        return self if actor.known else self.none()

    def managed_by(self, actor: Actor) -> CouncilQuerySet:
        """All for administrators; else the councils of the regions that the actor manages."""
        return self if actor.is_administrator else self.filter(region__in=actor.managed_region_ids)


class Council(models.Model):
    """A children's services authority of England, from its first day to the day it was abolished.

    `existed_until` is the first day on which it no longer exists. `existed_from` of authorities older than
    the tables is 1 April 2009, the last general change before them."""

    class Kind(models.TextChoices):
        COUNTY = "county", "County"
        UNITARY = "unitary", "Unitary"
        METROPOLITAN = "metropolitan", "Metropolitan"
        LONDON = "london", "London borough"
        CITY = "city", "City of London"
        SCILLY = "scilly", "Isles of Scilly"

    dfe_number = models.CharField("DfE number", max_length=4, unique=True)
    name = models.CharField(max_length=80)
    official_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="councils")
    existed_from = models.DateField()
    existed_until = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = ["name", "existed_from"]
        constraints = [
            models.UniqueConstraint(fields=["name", "existed_from"], name="council_name_once_a_day"),
            models.CheckConstraint(
                condition=Q(existed_until__isnull=True) | Q(existed_until__gt=F("existed_from")),
                name="council_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilCode(models.Model):
    """A GSS code that a council had, from one day until another (null: not known or still)."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="codes")
    gss_code = models.CharField("GSS code", max_length=9, unique=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["council", "valid_from"]

    def __str__(self) -> str:
        return self.gss_code


class Neighbour(models.Model):
    """One of a council's ten statistical neighbours in a published model (the relation is not symmetric)."""

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="neighbour_of")
    model = models.CharField(max_length=20, default="DfE 2025")
    rank = models.PositiveSmallIntegerField()
    closeness = models.CharField(max_length=20)

    class Meta:
        ordering = ["council", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["model", "council", "rank"], name="neighbour_rank_once"),
            models.CheckConstraint(condition=~Q(council=F("neighbour")), name="neighbour_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.rank} {self.neighbour}"
