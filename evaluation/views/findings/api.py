"""The interface for programs: read only, by a key with a scope or a signed-in account; the same disclosure rule as
every page. Described by /api/v1/openapi.json (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
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


def reads(scope: str) -> Callable[[View], View]:
    """A view for who has a key with this scope, or an account of staff. A faulty key gets 401 in words."""

    def decorate(view: View) -> View:
        by_account = allow(is_staff)(view)

        @require_safe
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            sent = request.headers.get("Authorization", "")
            if not sent:
                return by_account(request, *args, **kwargs)
            actor = (
                actor_of_token(sent.removeprefix(BEARER).strip(), scope) if sent.startswith(BEARER) else None
            )
            if actor is None:
                refusal = {
                    "error": "This key opens nothing here: it is unknown, over, revoked or of another scope."
                }
                return JsonResponse(refusal, status=401, headers={"WWW-Authenticate": "Bearer"})
            request.actor = actor  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return guarded

    return decorate


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
