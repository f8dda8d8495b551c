"""A council's part in a round: what it signs up for, whom it lends and when it cannot."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from challenges.models.rounds import ChallengeRound
from challenges.models.topics import Topic
from challenges.states import RoundState, TeamRole
from councils.actor import Actor
from councils.models import Council, Person, Region


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


class DaysGiven(models.Model):
    """Somebody whose days are asked for. Empty: nothing said yet; given without windows: any day of the round's weeks.

    `days_given_by` says who wrote it down, and for whom where that is somebody else."""

    days_given_at = models.DateTimeField(null=True, blank=True)
    days_given_by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def gave_days(self) -> bool:
        """Whether it is known on which days they can."""
        return self.days_given_at is not None


class Participation(DaysGiven):
    """A council in a round. `hosting` and `lending` stay empty until it has answered; both False: not this round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="participations")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="participations")
    hosting = models.BooleanField(null=True, blank=True)
    lending = models.BooleanField(null=True, blank=True)
    theme = models.CharField("broad theme", max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="asked_by")
    need = models.PositiveSmallIntegerField("need, 1 to 5, set by the manager", null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(need__isnull=True) | Q(need__range=(1, 5)), name="need_is_one_to_five"
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


class PeerOfferQuerySet(models.QuerySet["PeerOffer"]):
    """Offered peers by who may see what is said of them."""

    def visible_to(self, actor: Actor) -> PeerOfferQuerySet:
        """Those of sign-ups that the actor sees, and the actor's own once the round has left draft."""
        own = Q(person__in=actor.person_ids) & ~Q(participation__round__state=RoundState.DRAFT)
        sign_ups = Participation.objects.visible_to(actor).values("pk")
        return self.filter(own | Q(participation__in=sign_ups))


class PeerOffer(DaysGiven):
    """A person whom a council lends to a round: role, expertise, days and where they may be used."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    role = models.CharField(max_length=12, choices=TeamRole.choices)
    expertise = models.CharField(max_length=200, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="offered_by")
    max_days = models.PositiveSmallIntegerField("most days they can give", null=True, blank=True)
    trained_on = models.DateField("last trained as a peer on", null=True, blank=True)
    outside_region = models.BooleanField("may be used outside the region", default=False)

    objects = PeerOfferQuerySet.as_manager()

    class Meta:
        ordering = ["participation", "role", "person__name"]
        constraints = [models.UniqueConstraint(fields=["participation", "person"], name="peer_offered_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class AvailabilityWindow(models.Model):
    """Days (both included) on which a council could host or an offered peer could go. Who has any can on no others."""

    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="windows"
    )
    offer = models.ForeignKey(
        PeerOffer, null=True, blank=True, on_delete=models.CASCADE, related_name="windows"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField("note", max_length=120, blank=True)

    class Meta:
        ordering = ["first_day", "last_day"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="window_days_in_order"),
            models.CheckConstraint(
                condition=Q(participation__isnull=False, offer__isnull=True)
                | Q(participation__isnull=True, offer__isnull=False),
                name="window_has_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"


class BlockKind(models.TextChoices):
    """Why a manager blocks days."""

    SCHOOL_HOLIDAY = "school_holiday", "School holiday"
    ELECTION = "election", "Election period"
    INSPECTION = "inspection", "Inspection window"
    COMMITTEE = "committee", "Committee or budget week"
    OTHER = "other", "Something else"


class BlockedPeriod(models.Model):
    """Days (both included) on which a whole round, a council or an offered peer cannot.

    Without `kind` the council or peer gave them itself, as days on which it cannot; with it the manager blocked them
    for the round, one `region` of it, or a council. `peers_too`: the people of that region or council stay at home."""

    round = models.ForeignKey(
        ChallengeRound, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    offer = models.ForeignKey(
        PeerOffer, null=True, blank=True, on_delete=models.CASCADE, related_name="blocked_periods"
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=BlockKind.choices, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=120, blank=True)
    peers_too = models.BooleanField("its people cannot go elsewhere either", default=False)

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
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(round__isnull=False), name="blocked_region_is_of_a_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"

    @property
    def words(self) -> str:
        """What is on these days: the kind of block and its name, as far as they are given."""
        kind = self.get_kind_display() if self.kind and self.kind != BlockKind.OTHER else ""
        return ": ".join(part for part in (kind, self.reason) if part)
