"""A council's part in a round: what it signs up for, whom it lends and when it cannot."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from challenges.models.rounds import ChallengeRound
from challenges.states import TeamRole
from councils.actor import Actor
from councils.models import Council, Person


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations by who may see them."""

    def visible_to(self, actor: Actor) -> ParticipationQuerySet:
        """All for national staff and evaluators; else those of a managed region's round, of the actor's council,
        and those that the actor organises, sponsors or signs up by link."""
        if actor.is_national or actor.holds("evaluator"):
            return self
        people = actor.person_ids
        return self.filter(
            Q(round__in=ChallengeRound.objects.managed_by(actor).values("pk"))
            | Q(council__in=actor.council_ids)
            | Q(organiser__in=people)
            | Q(sponsor__in=people)
            | Q(pk=actor.sign_up_id)
        )


class Participation(models.Model):
    """A council in a round. `hosting` and `lending` stay empty until it has answered; both False: not this round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="participations")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="participations")
    hosting = models.BooleanField(null=True, blank=True)
    lending = models.BooleanField(null=True, blank=True)
    theme = models.CharField("broad theme", max_length=200, blank=True)
    organiser = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="organises"
    )
    sponsor = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="sponsors"
    )
    note = models.TextField("anything the programme manager should know", blank=True, max_length=2000)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["council__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "council"], name="participation_once"),
            models.CheckConstraint(
                condition=Q(hosting__isnull=True, lending__isnull=True)
                | Q(hosting__isnull=False, lending__isnull=False, answered_at__isnull=False),
                name="participation_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.round}"

    @property
    def answered(self) -> bool:
        """Whether the council has said what it will do."""
        return self.hosting is not None


class PreferredWeek(models.Model):
    """A week (its Monday) in which a council would like to host."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="preferred_weeks")
    monday = models.DateField()

    class Meta:
        ordering = ["monday"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "monday"], name="preferred_week_once")
        ]

    def __str__(self) -> str:
        return f"{self.participation.council}: {self.monday}"


class PeerOffer(models.Model):
    """A person whom a council lends to a round: role, expertise, days and where they may be used."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    expertise = models.CharField(max_length=200, blank=True)
    max_days = models.PositiveSmallIntegerField("most days they can give", null=True, blank=True)
    outside_region = models.BooleanField("may be used outside the region", default=False)

    class Meta:
        ordering = ["participation", "role", "person__name"]
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="peer_offered_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class BlockedPeriod(models.Model):
    """Days (both included) on which a whole round, a council or an offered peer cannot."""

    round = models.ForeignKey(
        ChallengeRound, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    offer = models.ForeignKey(
        PeerOffer, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="blocked_days_in_order"),
            models.CheckConstraint(
                condition=(
                    Q(round__isnull=False, participation__isnull=True, offer__isnull=True)
                    | Q(round__isnull=True, participation__isnull=False, offer__isnull=True)
                    | Q(round__isnull=True, participation__isnull=True, offer__isnull=False)
                ),
                name="blocked_period_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"
