"""The codebook: stable themes, and the cards that a version gives them."""

from __future__ import annotations

from django.db import models


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


class CodebookVersion(models.Model):
    """A published codebook. It never changes; an edit makes a new version."""

    number = models.PositiveSmallIntegerField(unique=True)
    published_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Codebook version {self.number}"


class ThemeCard(models.Model):
    """What a theme means in one version: definition, what is in and out, examples."""

    codebook = models.ForeignKey(CodebookVersion, on_delete=models.CASCADE, related_name="cards")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="cards")
    title = models.CharField(max_length=80)
    definition = models.CharField(max_length=300)
    include = models.CharField(max_length=300, blank=True)
    exclude = models.CharField(max_length=300, blank=True)
    examples = models.JSONField(default=list)

    class Meta:
        ordering = ["theme__code"]
        constraints = [models.UniqueConstraint(fields=["codebook", "theme"], name="card_once_per_version")]

    def __str__(self) -> str:
        return f"{self.theme.code} {self.title}"
