"""Evaluation reports: a frozen snapshot first, then HTML, then PDF."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.models import User
from councils.runs.models import Run
from evaluation.models.runs import FindingsRun


class Audience(models.TextChoices):
    """For whom a report is made: it decides the disclosure threshold."""

    STAFF = "staff", "Staff"
    PUBLISHED = "published", "Published"


class EvaluationReportQuerySet(models.QuerySet["EvaluationReport"]):
    """Reports by who may see them."""

    def visible_to(self, actor: Actor) -> EvaluationReportQuerySet:
        """All for national staff and evaluators; those of a managed region's rounds for its managers."""
        if actor.is_national or actor.holds("evaluator"):
            return self
        return self.filter(round__in=ChallengeRound.objects.managed_by(actor).values("pk"))


class EvaluationReport(Run):
    """A report of a round for one audience. `snapshot` is all that page and PDF read; `sha256` is its checksum.

    `findings` is the count that it prints: kept as long as the report, since the next one must not tell a few apart."""

    round = models.ForeignKey(ChallengeRound, on_delete=models.CASCADE, related_name="reports")
    audience = models.CharField(max_length=9, choices=Audience.choices)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="reports_made")
    findings = models.ForeignKey(
        FindingsRun, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_off_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_signed_off"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)

    objects = EvaluationReportQuerySet.as_manager()

    class Meta(Run.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["round", "audience", "input_version"], name="report_once_per_input"
            ),
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True) | ~Q(signed_off_by=F("author")),
                name="signatory_is_not_the_author",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluation report, {self.round}"


class ReportFile(models.Model):
    """The PDF of a report, in the database, so that every web machine has it."""

    report = models.OneToOneField(EvaluationReport, on_delete=models.CASCADE, related_name="file")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    seconds = models.FloatField("seconds it took to render")

    def __str__(self) -> str:
        return f"PDF of {self.report}"
