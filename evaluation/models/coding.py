"""Codings of open answers, and quotes taken from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from councils.models import User
from evaluation.models.codebook import CodebookVersion, Theme
from evaluation.models.responses import Answer


class Coding(models.Model):
    """One coder's decision on one answer under one codebook. People's count before the engine's; blind ones never.

    `engine` names the engine version where no person coded. What its coder took back stays, and never counts."""

    class Purpose(models.TextChoices):
        ENGINE = "engine", "Engine"
        DESK = "desk", "Desk"
        BLIND = "blind", "Blind"
        ADJUDICATION = "adjudication", "Adjudication"

    class Outcome(models.TextChoices):
        CODED = "coded", "Coded"
        NONE = "none", "No theme"
        UNUSABLE = "unusable", "Unusable"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="codings")
    codebook = models.ForeignKey(CodebookVersion, on_delete=models.PROTECT, related_name="codings")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    coder = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="codings")
    engine = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    score = models.FloatField("how sure the engine is, of its least sure code", null=True, blank=True)
    accepted = models.BooleanField("stands without a person, as an audit allows", default=False)
    created_at = models.DateTimeField(null=True, auto_now_add=True)
    withdrawn_at = models.DateTimeField("taken back by its coder", null=True, blank=True)
    alike_to = models.ForeignKey(
        "self",
        verbose_name="the decision that its coder gave this answer too, as it is alike",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="given_to",
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "codebook", "engine"],
                condition=Q(purpose="engine"),
                name="engine_codes_once",
            ),
            models.CheckConstraint(
                condition=(Q(purpose="engine", coder__isnull=True) & ~Q(engine=""))
                | (~Q(purpose="engine") & Q(coder__isnull=False)),
                name="coding_by_engine_or_person",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="engine") | Q(withdrawn_at__isnull=True), name="only_people_take_back"
            ),
            models.CheckConstraint(
                condition=Q(accepted=False) | Q(purpose="engine", outcome="coded"),
                name="only_engine_codes_are_accepted",
            ),
            models.UniqueConstraint(
                fields=["answer", "codebook", "coder"],
                condition=Q(purpose="blind", withdrawn_at__isnull=True),
                name="blind_coding_once",
            ),
        ]
        indexes = [models.Index(fields=["coder", "purpose", "-id"], name="coding_of_coder")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} coding of {self.answer_id}"


class CodeAssignment(models.Model):
    """A theme that an answer affirms or denies, and the words that say so (offsets into the stored text)."""

    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="assignments")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="assignments")
    denied = models.BooleanField(default=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField(null=True, blank=True)
    source = models.CharField("the phrase or model that found it", max_length=120, blank=True)

    class Meta:
        ordering = ["coding", "start"]
        constraints = [
            models.UniqueConstraint(fields=["coding", "theme", "denied"], name="theme_once_per_polarity"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="span_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}{' denied' if self.denied else ''}"


class Quote(models.Model):
    """Words of an answer that a person has approved for a report: an exact substring, under a theme."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="quotes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    approved_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["theme", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "theme", "start", "end"], name="quote_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quote_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The quoted words, cut from the stored answer."""
        return self.answer.text[self.start : self.end]
