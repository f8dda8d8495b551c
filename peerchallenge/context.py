"""What every page's frame shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from challenges.models import ChallengeRound
from councils.actor import NOBODY


def page(request: HttpRequest) -> dict[str, Any]:
    """The navigation of the actor's roles, the name of the national body, whether sample data is loaded."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "navigation": [item for item in _items(actor) if item],
        "national_body": settings.NATIONAL_BODY,
        "sample_data": ChallengeRound.objects.filter(is_sample=True).exists(),
    }


def _items(actor: Any) -> list[dict[str, str] | None]:
    return [{"label": "Home", "url": reverse("home")}] if actor.known else []
