"""The home page, which joins the apps, and the page that monitors ask."""

from __future__ import annotations

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What needs me now, by role; for somebody signed out, what this is."""
    return render(request, "pages/welcome.html")


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
