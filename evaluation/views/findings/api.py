"""The interface for programs: read only, by a key with a scope or a signed-in account; the same disclosure rule as
every page. Described by /api/v1/openapi.json (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from challenges.models import ChallengeRound
from councils.access import allow, is_staff
from councils.actor import Actor
from evaluation.findings.documents import disclosed_to_json
from evaluation.instrument.openapi import DESCRIPTION
from evaluation.models import ApiToken, Survey
from evaluation.selectors.feedback.tracking import tracking_of
from evaluation.selectors.findings.runs import picture_of, rounds_with_findings
from evaluation.services.findings.tokens import actor_of_token

View = Callable[..., HttpResponse]
BEARER = "Bearer "
UNKNOWN = "This key opens nothing here: it is unknown, over, revoked or of another scope."
MISSING = "Send a key of /keys/ in the header Authorization: Bearer."


def reads(scope: str) -> Callable[[View], View]:
    """A view for who has a key with this scope, or an account of staff. A faulty key gets 401 in words."""

    def decorate(view: View) -> View:
        by_account = allow(is_staff)(view)

        @csrf_exempt
        @require_safe
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            sent = request.headers.get("Authorization", "")
            if not sent and (request.actor.user is not None or not _is_program(request)):  # type: ignore[attr-defined]
                return by_account(request, *args, **kwargs)
            actor = (
                actor_of_token(sent.removeprefix(BEARER).strip(), scope) if sent.startswith(BEARER) else None
            )
            if actor is None:
                return _refused(UNKNOWN if sent else MISSING, 401, {"WWW-Authenticate": "Bearer"})
            request.actor = actor  # type: ignore[attr-defined]
            try:
                return view(request, *args, **kwargs)
            except Http404:
                return _refused("There is no such round, or the account does not read it.", 404)

        return guarded

    return decorate


def _is_program(request: HttpRequest) -> bool:
    """Whether who asks says what it accepts, and web pages are not among it: it is not sent to the sign-in page."""
    accepts = request.headers.get("Accept", "")
    return bool(accepts) and "text/html" not in accepts


def _refused(sentence: str, status: int, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status, headers=headers)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@reads(ApiToken.Scope.ROUNDS)
def api_rounds(request: HttpRequest) -> HttpResponse:
    """The rounds whose findings the account reads."""
    rounds = rounds_with_findings(_actor(request)).prefetch_related("regions").distinct()
    listed = [
        {
            "id": str(round.pk),
            "name": round.name,
            "year": round.year,
            "state": round.state,
            "regions": [region.name for region in round.regions.all()],
        }
        for round in rounds
    ]
    return JsonResponse({"rounds": listed})


@reads(ApiToken.Scope.ROUNDS)
def api_rates(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Response rates of a round by role and council, as its page shows them."""
    round = _round(request, pk)
    survey = Survey.objects.filter(round=round).select_related("round").first()
    if survey is None:
        return JsonResponse({"as_of": None, "everyone": None, "by_role": [], "by_council": []})
    tracking = tracking_of(survey)
    tables = {
        name: [{"name": rate.name, "answered": rate.shown} for rate in rates]
        for name, rates in (("by_role", tracking.by_post), ("by_council", tracking.by_council))
    }
    return JsonResponse({"as_of": tracking.as_of.isoformat(), "everyone": tracking.everyone.shown, **tables})


@reads(ApiToken.Scope.FINDINGS)
def api_findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The findings of a round for staff: what is hidden on the page is hidden here."""
    found = picture_of(_round(request, pk), "staff")
    counted = found.run.finished_at if found.run else None
    return JsonResponse(
        {
            "counted_at": counted.isoformat() if counted else None,
            "findings": disclosed_to_json(found.findings) if found.findings else None,
        }
    )


@require_safe
def api_description(request: HttpRequest) -> HttpResponse:
    """What the interface offers, for programs that read such descriptions."""
    return JsonResponse(DESCRIPTION)


def _round(request: HttpRequest, pk: UUID) -> ChallengeRound:
    round = rounds_with_findings(_actor(request)).filter(pk=pk).first()
    if round is None:
        raise Http404
    return round
