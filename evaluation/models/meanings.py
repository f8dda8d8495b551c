"""What a column of another survey tool means, kept from one file to the next."""

from __future__ import annotations

from django.db import models


class ColumnMeaning(models.Model):
    """That columns with this heading hold this: a question's key, or who answered."""

    heading = models.CharField("in small letters", max_length=300, unique=True)
    holds = models.CharField(max_length=40)

    class Meta:
        ordering = ["heading"]

    def __str__(self) -> str:
        return f"{self.heading}: {self.holds}"
