"""What the manager's pages of a round have in common."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from challenges.models import ChallengeRound
from councils.middleware import ActorRequest
from councils.numbers import whole_number


def managed_round(request: ActorRequest, pk: UUID) -> ChallengeRound:
    """The round, for who may change it; anybody else finds nothing."""
    managed = ChallengeRound.objects.managed_by(request.actor).select_related("preset")
    return get_object_or_404(managed, pk=pk)


def seen_in(request: ActorRequest) -> int | None:
    """The edition that the page showed whose button was pressed; None where it says none."""
    return whole_number(request.POST.get("seen", ""))


def sign_up_page(
    request: ActorRequest, template: str, round: ChallengeRound, page: str, **context: Any
) -> HttpResponse:
    """A page beside the list of sign-ups; `page` names it in their navigation."""
    frame = {"round": round, "tab": "sign_up", "page": page, "managed": True}
    return render(request, f"challenges/{template}.html", frame | context)
