"""The codebook: stable themes, and the cards that a version gives them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from councils.models import User


class Heading(models.TextChoices):
    """The fixed headings under which themes stand."""

    BENEFIT = "benefit", "Benefits"
    DEVELOPMENT = "development", "Areas for development"
    BARRIER = "barrier", "Barriers"


class Theme(models.Model):
    """A theme that keeps its code for ever, whatever its card says in this or that version."""

    code = models.CharField(max_length=4, unique=True)
    heading = models.CharField(max_length=11, choices=Heading.choices)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class CodebookVersionQuerySet(models.QuerySet["CodebookVersion"]):
    """Versions by whether they are published."""

    def published(self) -> CodebookVersionQuerySet:
        """Those that count."""
        return self.filter(draft=False)


class CodebookVersion(models.Model):
    """A codebook. Once published it never changes; an edit makes a new version, of which at most one is a draft."""

    number = models.PositiveSmallIntegerField(unique=True)
    draft = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    objects = CodebookVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["draft"], condition=Q(draft=True), name="one_codebook_draft"),
            models.CheckConstraint(
                condition=Q(draft=True, published_on__isnull=True)
                | Q(draft=False, published_on__isnull=False),
                name="codebook_is_draft_or_published",
            ),
        ]

    def __str__(self) -> str:
        return f"Codebook version {self.number}{' (draft)' if self.draft else ''}"


class ThemeCard(models.Model):
    """What a theme means in one version: definition, what is in and out, examples.

    `nearest` lists the codes of themes that are easily taken for it; `seeds` phrases by which the engine knows it."""

    codebook = models.ForeignKey(CodebookVersion, on_delete=models.CASCADE, related_name="cards")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="cards")
    title = models.CharField(max_length=80)
    definition = models.CharField(max_length=300)
    include = models.CharField(max_length=300, blank=True)
    exclude = models.CharField(max_length=300, blank=True)
    examples = models.JSONField("typical examples", default=list)
    borderline = models.JSONField("borderline examples", default=list)
    nearest = models.JSONField(default=list)
    seeds = models.JSONField("seed phrases", default=list)

    class Meta:
        ordering = ["theme__code"]
        constraints = [models.UniqueConstraint(fields=["codebook", "theme"], name="card_once_per_version")]

    def __str__(self) -> str:
        return f"{self.theme.code} {self.title}"


class ThemeMove(models.Model):
    """What became, in a version, of a theme that the one before had: nothing (`into` is null), another, or parts."""

    class Kind(models.TextChoices):
        RETIRED = "retired", "Retired"
        MERGED = "merged", "Merged"
        SPLIT = "split", "Split"

    codebook = models.ForeignKey(CodebookVersion, on_delete=models.CASCADE, related_name="moves")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="moves")
    into = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)

    class Meta:
        ordering = ["theme__code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["codebook", "theme", "into"], name="theme_moves_once"),
            models.UniqueConstraint(
                fields=["codebook", "theme"], condition=~Q(kind="split"), name="theme_ends_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="retired", into__isnull=True)
                | (~Q(kind="retired") & Q(into__isnull=False) & ~Q(into=models.F("theme"))),
                name="move_leads_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme} {self.kind}{f' into {self.into}' if self.into else ''}"


class DraftStep(models.Model):
    """One edit of a draft, with the cards and moves as they were before it, so that it can be undone."""

    codebook = models.ForeignKey(CodebookVersion, on_delete=models.CASCADE, related_name="steps")
    said = models.CharField("what was done", max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.said
