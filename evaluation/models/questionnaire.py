"""The questionnaire: frozen versions, their questions, and the survey of a round."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from challenges.models import ChallengeRound
from evaluation.models.codebook import Theme


class QuestionnaireVersionQuerySet(models.QuerySet["QuestionnaireVersion"]):
    """Versions by whether they are published."""

    def published(self) -> QuestionnaireVersionQuerySet:
        """Those that rounds can ask, the newest first."""
        return self.filter(published_on__isnull=False).order_by("-number")


class QuestionnaireVersion(models.Model):
    """A questionnaire. Published versions never change; an edit makes a new one, a draft until it is published."""

    number = models.PositiveSmallIntegerField(unique=True)
    published_on = models.DateField("published on, of a draft not yet", null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = QuestionnaireVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Questionnaire version {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be edited."""
        return self.published_on is None


class Question(models.Model):
    """One question of a version. Its key stays while versions compare; it says what it asks about.

    One that no longer compares gets another key at publication, so that nothing compares it.
    `options` lists [value, label] in order; `outside` the values that never count in a base (don't know, not
    applicable, cannot compare); `posts` the post kinds that are asked (empty: everyone)."""

    class Kind(models.TextChoices):
        OPEN = "open", "Open text"
        SCALE = "scale", "Scale"
        YES_NO = "yes_no", "Yes or no"
        NUMBER = "number", "Whole number"
        DATE = "date", "Date"

    class About(models.TextChoices):
        BENEFIT = "benefit", "What was gained"
        DEVELOPMENT = "development", "What should improve"
        BARRIER = "barrier", "What made it hard"
        OPEN = "open", "Anything"

    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    page = models.CharField("heading of its page", max_length=80)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    about = models.CharField(max_length=11, choices=About.choices)
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=list)
    outside = models.JSONField(default=list)
    posts = models.JSONField(default=list)
    limit = models.PositiveIntegerField("most characters of an open answer", default=10_000)
    comparable = models.BooleanField("still compares with the version before", default=True)
    involved_before_only = models.BooleanField("only people involved last time", default=False)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="question_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="question_position_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Promise(models.TextChoices):
    """What a round promises about who can know who said what; chosen before the first invitation goes."""

    CONFIDENTIAL = "confidential", "Confidential: the coding desk can see who wrote an answer, nobody else"
    ANONYMOUS = "anonymous", "Anonymous: nobody can see who wrote an answer"


class Survey(models.Model):
    """The feedback survey of a round: the questionnaire version it pinned, the days it is open and its promise."""

    round = models.OneToOneField(ChallengeRound, on_delete=models.CASCADE, related_name="survey")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="surveys")
    opens_on = models.DateField()
    closes_on = models.DateField("last day of answers")
    promise = models.CharField(max_length=12, choices=Promise.choices, default=Promise.CONFIDENTIAL)
    target = models.PositiveSmallIntegerField("per cent of those asked who should answer", default=60)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="survey_days_in_order"),
            models.CheckConstraint(
                condition=Q(target__gte=1, target__lte=100), name="survey_target_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"Survey, {self.round}"

    @property
    def anonymous(self) -> bool:
        """Whether nobody may be able to tell who wrote an answer."""
        return self.promise == Promise.ANONYMOUS

    @property
    def is_open(self) -> bool:
        """Whether answers are taken today."""
        return self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def has_begun(self) -> bool:
        """Whether its first day has come."""
        return self.opens_on <= timezone.localdate()


class ReminderDay(models.Model):
    """A day on which those who have not answered are reminded. `done_at` says that it has been seen to."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="reminder_days")
    day = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["survey", "day"], name="reminded_once_a_day")]

    def __str__(self) -> str:
        return f"{self.survey}, {self.day}"
