"""The page that says who still blocks the plan of a round."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from challenges.access import manages_programme
from challenges.selectors.rounds.readiness import readiness_of
from challenges.selectors.sign_up.blockers import sections_of
from challenges.services.sign_up.days_requests import Asked, ask_for_days
from challenges.views.frame import managed_round, sign_up_page
from councils.access import allow
from councils.errors import DomainError
from councils.middleware import ActorRequest

SHOWN = 6


@allow(manages_programme)
def blockers(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What is missing, whom to ring, and whose data are ready; POST asks peers without days by mail."""
    round = managed_round(request, pk)
    if request.method == "POST":
        try:
            _tell(request, ask_for_days(round=round, actor=request.actor))
        except DomainError as error:
            messages.error(request, error.message)
        return redirect("challenges:blockers", round.pk)
    sections = sections_of(round)
    context = {
        "sections": sections,
        "missing": sum(len(section.blockers) for section in sections),
        "readiness": readiness_of(round, timezone.localdate()),
    }
    return sign_up_page(request, "sign_up/blockers", round, "blockers", **context)


def _tell(request: ActorRequest, asked: Asked) -> None:
    if asked.sent:
        messages.success(request, f"Asked for their days: {_listed(asked.sent)}.")
    if asked.again:
        messages.info(request, f"Written to today already: {_listed(asked.again)}.")
    if asked.nobody:
        messages.warning(request, f"No email address is known of {_listed(asked.nobody)}: ring them.")
    if not (asked.sent or asked.again or asked.nobody):
        messages.info(request, "Every offered peer has given their days.")


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
