"""A language model outside this server that a region has chosen to code its answers with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from councils.models import Region, User


class OutsideModel(models.Model):
    """A region's choice, with its reason: answers are sent to this address. There is none unless a region makes it."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, related_name="outside_model")
    address = models.URLField("where its OpenAI-compatible interface is", max_length=200)
    model = models.CharField("the model's name there", max_length=80)
    reason = models.CharField("why answers may be sent there", max_length=500)
    turned_on_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    turned_on_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="outside_model_has_a_reason"),
            models.CheckConstraint(condition=~Q(model=""), name="outside_model_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.model} at {self.address}"
