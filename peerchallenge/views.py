"""The home page, which joins the apps, and the page that monitors ask."""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.selectors import needs as challenges
from challenges.selectors.rounds.pages import rounds_for
from councils.needs import in_order
from councils.selectors import needs as councils
from evaluation.selectors import needs as evaluation

SHOWN = 40


def home(request: HttpRequest) -> HttpResponse:
    """What needs me now, by role; for somebody signed out, what this is."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    if not actor.known:
        return render(request, "pages/welcome.html")
    needs = in_order(
        [item for app in (councils, challenges, evaluation) for item in app.what_needs(actor, today)]
    )
    page = {"needs": needs[:SHOWN], "more": len(needs) - SHOWN, "rounds": rounds_for(actor)[:10]}
    return render(request, "pages/home.html", page)


def health(request: HttpRequest) -> JsonResponse:
    """Whether database and broker answer: 200 while pages can be served, 503 where the database is away.

    The broker's absence is told but does not fail the check: nothing submitted depends on it."""
    answers = {"database": _database_answers(), "broker": _broker_answers()}
    return JsonResponse(answers, status=200 if answers["database"] else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.3, socket_timeout=0.3)
        return bool(client.ping())
    except redis.RedisError:
        return False
