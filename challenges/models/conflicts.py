"""Declared conflicts: who must not challenge which council, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from councils.models import Council, Person


class DeclaredConflict(models.Model):
    """A person, or everybody of a council, is kept away from another council, from one day to another (empty: open).

    Between two councils it holds both ways. It outlives the round in which it was written down; its reason is for
    managers only (product.md: conflicts are never shown to councils)."""

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    council = models.ForeignKey(
        Council, null=True, blank=True, on_delete=models.CASCADE, related_name="conflicts"
    )
    against = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="conflicts_against")
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    declared_by = models.CharField(max_length=200)
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["against__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, council__isnull=True)
                | Q(person__isnull=True, council__isnull=False),
                name="conflict_is_of_a_person_or_a_council",
            ),
            models.CheckConstraint(
                condition=Q(council__isnull=True) | ~Q(council=F("against")),
                name="conflict_is_with_another_council",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True)
                | Q(last_day__isnull=True)
                | Q(last_day__gte=F("first_day")),
                name="conflict_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose} and {self.against}"

    @property
    def whose(self) -> str:
        """The person or council that is kept away."""
        return str(self.person or self.council)
