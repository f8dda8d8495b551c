"""Evaluation reports: a frozen snapshot first, then HTML, then PDF."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.models import Person, User
from councils.runs.models import Run
from evaluation.models.runs import FindingsRun


class Audience(models.TextChoices):
    """For whom a report is made: it decides the disclosure threshold."""

    STAFF = "staff", "Staff"
    PUBLISHED = "published", "Published"


class Stage(models.TextChoices):
    """How far a report is on its way to its readers."""

    DRAFT = "draft", "Draft"
    FACT_CHECK = "fact_check", "Fact check"
    SIGNED_OFF = "signed_off", "Signed off"
    PUBLISHED = "published", "Published"


SIGNED = (Stage.SIGNED_OFF, Stage.PUBLISHED)


class EvaluationReportQuerySet(models.QuerySet["EvaluationReport"]):
    """Reports by who may see them."""

    def visible_to(self, actor: Actor) -> EvaluationReportQuerySet:
        """All for national staff and evaluators; for a region's managers those of its rounds, and the nation's once
        its facts are to be checked."""
        if actor.is_national or actor.holds("evaluator"):
            return self
        of_rounds = Q(round__in=ChallengeRound.objects.managed_by(actor).values("pk"))
        if not actor.managed_region_ids:
            return self.filter(of_rounds)
        return self.filter(of_rounds | (Q(round__isnull=True) & ~Q(stage=Stage.DRAFT)))


class EvaluationReport(Run):
    """A report of a round, or of the nation's rounds of a year, for one audience.

    `snapshot` is all that page and PDF read; `sha256` is its checksum. `findings` (of a round) and `national_findings`
    are the counts that it prints: kept as long as the report, since the next one must not tell a few apart.
    `left_out` names the chapters that were not asked for."""

    round = models.ForeignKey(
        ChallengeRound, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    start_year = models.PositiveSmallIntegerField("year of a national report", null=True, blank=True)
    audience = models.CharField(max_length=9, choices=Audience.choices)
    author = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="reports_made")
    findings = models.ForeignKey(
        FindingsRun, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    national_findings = models.ManyToManyField(FindingsRun, blank=True, related_name="national_reports")
    left_out = models.JSONField("chapters left out", default=list, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    signed_off_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_signed_off"
    )
    signed_off_at = models.DateTimeField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    check_until = models.DateField("facts are checked until", null=True, blank=True)
    cancelled_by = models.CharField(max_length=200, blank=True)

    objects = EvaluationReportQuerySet.as_manager()

    class Meta(Run.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["round", "audience", "input_version"], name="report_once_per_input"
            ),
            models.UniqueConstraint(
                fields=["start_year", "audience", "input_version"],
                condition=Q(round__isnull=True),
                name="national_report_once_per_input",
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False, start_year__isnull=True)
                | Q(round__isnull=True, start_year__isnull=False),
                name="report_of_a_round_or_a_year",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=SIGNED) | Q(signed_off_by__isnull=False),
                name="signed_report_has_a_signatory",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_by__isnull=True) | ~Q(signed_off_by=F("author")),
                name="signatory_is_not_the_author",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluation report, {self.place}"

    @property
    def place(self) -> str:
        """What it reports on: a round, or England in a year."""
        if self.round is not None:
            return str(self.round)
        first = self.start_year or 0
        return f"England {first}/{(first + 1) % 100:02d}"

    @property
    def is_out(self) -> bool:
        """Whether its readers have it, so that it bears no mark of a draft."""
        return self.stage == Stage.PUBLISHED


class ReportStep(models.Model):
    """A move of a report from one stage to the next: who and when. Never edited."""

    report = models.ForeignKey(EvaluationReport, on_delete=models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["report", "id"]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_stage_display()}"


class FactComment(models.Model):
    """What a region or a host says of a fact in a report, and what was answered. Findings are not up for comment."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "The record is corrected"
        KEPT = "kept", "The fact stands"

    report = models.ForeignKey(EvaluationReport, on_delete=models.CASCADE, related_name="comments")
    about = models.CharField("the fact", max_length=200)
    text = models.TextField(max_length=2000)
    by = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_at__isnull=True)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="fact_comment_answered_as_a_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.by}"


class ReportFile(models.Model):
    """A PDF of a report, in the database, so that every web machine has it: one marked as a draft, one for when it
    is out. Both are made at once from the same snapshot."""

    report = models.ForeignKey(EvaluationReport, on_delete=models.CASCADE, related_name="files")
    draft = models.BooleanField("marked as a draft", default=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    seconds = models.FloatField("seconds it took to render")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "draft"], name="one_file_of_each_kind")]

    def __str__(self) -> str:
        return f"PDF of {self.report}"
