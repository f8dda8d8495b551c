"""A challenge: one host's visit, its team and everything that happened to its dates."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from challenges.models.rounds import ChallengeRound
from challenges.states import OFF, ON_TEAM, ChallengeState, MoveReason, PlacementState, TeamRole
from councils.actor import Actor
from councils.models import Council, Person, Region
from councils.roles import PostKind


def announced(prefix: str = "") -> Q:
    """Challenges that council and team know of: neither proposed, nor called off while they were only proposed.

    `prefix` leads to the challenge from another model, e.g. "challenge__"."""
    proposed = Q(**{f"{prefix}state": ChallengeState.PROPOSED})
    dropped = Q(**{f"{prefix}state__in": OFF, f"{prefix}prior_state": ChallengeState.PROPOSED})
    return ~(proposed | dropped)


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    """Challenges by who may see them."""

    def visible_to(self, actor: Actor) -> ChallengeQuerySet:
        """All for national staff and evaluators; all of a managed region's rounds; else, once announced, those that the
        actor's council hosts, that the actor organises or sponsors, or on whose team the actor is."""
        if actor.is_national or actor.holds("evaluator"):
            return self
        managed = Q(round__in=ChallengeRound.objects.managed_by(actor).values("pk"))
        taking_part = (self._hosted_by(actor) | self._visited_by(actor)) & announced()
        return self.filter(pk__in=Challenge.objects.filter(managed | taking_part).values("pk"))

    def hosted_by(self, actor: Actor) -> ChallengeQuerySet:
        """Challenges whose host side the actor is."""
        return self.filter(pk__in=Challenge.objects.filter(self._hosted_by(actor)).values("pk"))

    def visited_by(self, actor: Actor) -> ChallengeQuerySet:
        """Challenges on whose team the actor is."""
        return self.filter(pk__in=Challenge.objects.filter(self._visited_by(actor)).values("pk"))

    @staticmethod
    def _hosted_by(actor: Actor) -> Q:
        people = actor.person_ids
        organised = Q(participation__organiser__in=people) | Q(participation__sponsor__in=people)
        return Q(host__in=actor.council_ids) | organised | Q(participation=actor.sign_up_id)

    @staticmethod
    def _visited_by(actor: Actor) -> Q:
        return Q(placements__person__in=actor.person_ids, placements__state__in=ON_TEAM)


class Challenge(models.Model):
    """One host's challenge in a round. `first_day` is empty while it has no date; `original_*` is the first ever set.

    `state` is cached from the step records by the service that writes them; `prior_state` is where a postponed
    challenge goes back to; `calendar_sequence` rises with every change that a calendar must learn of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="challenges")
    participation = models.ForeignKey(
        "challenges.Participation", on_delete=models.PROTECT, related_name="challenges"
    )
    host = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="challenges_hosted")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="challenges")
    theme = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=15, choices=ChallengeState.choices, default=ChallengeState.PROPOSED)
    prior_state = models.CharField(max_length=15, choices=ChallengeState.choices, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    original_first_day = models.DateField(null=True, blank=True)
    original_last_day = models.DateField(null=True, blank=True)
    manager_on_site = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="challenges_attended"
    )
    calendar_sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField("raised by every save of the schedule form", default=0)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        ordering = [F("first_day").asc(nulls_last=True), "host__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "host"], condition=~Q(state="cancelled"), name="challenge_once_per_host"
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True)
                | Q(first_day__isnull=False, last_day__gte=F("first_day")),
                name="visit_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="postponed") | Q(first_day__isnull=True), name="postponed_has_no_date"
            ),
        ]
        indexes = [models.Index(fields=["round", "first_day"], name="challenge_calendar")]

    def __str__(self) -> str:
        return f"{self.host}, {self.round}"

    @property
    def is_announced(self) -> bool:
        """Whether council and team know of it (`announced`, for one challenge)."""
        proposed = ChallengeState.PROPOSED
        return self.state != proposed and not (self.state in OFF and self.prior_state == proposed)


class ChallengeStep(models.Model):
    """A recorded step: when it happened, who wrote it down and when. The truth behind `Challenge.state`."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=15, choices=ChallengeState.choices)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["challenge", "happened_on", "id"]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_step_display()}"


class DateChange(models.Model):
    """A move, postponement or cancellation: old and new days, why and by whom. Never edited."""

    class Kind(models.TextChoices):
        MOVED = "moved", "Moved"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="date_changes")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    old_first_day = models.DateField(null=True)
    old_last_day = models.DateField(null=True)
    new_first_day = models.DateField(null=True)
    new_last_day = models.DateField(null=True)
    reason = models.CharField(max_length=13, choices=MoveReason.choices)
    note = models.CharField(max_length=500, blank=True)
    scope_stands = models.BooleanField("does the scope still stand?", null=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["challenge", "id"]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.get_kind_display()}"


class Placement(models.Model):
    """A peer on a team. Post and home council are copied when placed: posts change, records don't."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    post = models.CharField(max_length=24, choices=PostKind.choices)
    home_council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="peers_placed")
    host_council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=PlacementState.choices, default=PlacementState.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["challenge", "role", "person__name"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "person"], name="placed_once_per_challenge"),
            models.UniqueConstraint(
                fields=["challenge"],
                condition=Q(role="lead", state__in=["invited", "accepted"]),
                name="one_lead_per_challenge",
            ),
            models.CheckConstraint(
                condition=~Q(home_council=F("host_council")), name="peer_is_not_of_the_host"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class BookedDay(models.Model):
    """A day on which a person is on site. One person, one day, one visit: whoever saves second is refused."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="booked_days")
    day = models.DateField()
    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="booked_days")

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="person_booked_once_a_day")]

    def __str__(self) -> str:
        return f"{self.person}, {self.day}"


class KeyLineOfEnquiry(models.Model):
    """A question that the challenge is to answer, agreed at scoping."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="key_lines")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["challenge", "position"]
        verbose_name_plural = "key lines of enquiry"
        constraints = [
            models.UniqueConstraint(fields=["challenge", "position"], name="key_line_position_once")
        ]

    def __str__(self) -> str:
        return self.text
