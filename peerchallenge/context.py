"""What every page's frame shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from challenges.models import ChallengeRound
from councils.access import is_known, is_national, is_staff, manages_programme
from councils.actor import NOBODY, Actor

MENU: tuple[tuple[str, str, Callable[[Actor], bool]], ...] = (
    ("Home", "home", is_known),
    ("My challenges", "challenges:mine", lambda actor: is_known(actor) and not is_staff(actor)),
    ("Rounds", "challenges:round_list", is_staff),
    ("National", "evaluation:national_reports", is_staff),
    ("Questionnaire", "evaluation:questionnaires", is_staff),
    ("People", "councils:person_list", manages_programme),
    ("Councils", "councils:council_list", is_staff),
    (
        "Accounts",
        "councils:account_list",
        lambda actor: actor.is_administrator or bool(actor.managed_region_ids),
    ),
    ("Outbox", "councils:outbox", manages_programme),
    ("Log", "councils:audit_log", is_national),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """The navigation of the actor's roles, the name of the national body, whether sample data is loaded."""
    actor = getattr(request, "actor", NOBODY)
    return {
        "actor": actor,
        "navigation": _items(actor, request),
        "national_body": settings.NATIONAL_BODY,
        "sample_data": ChallengeRound.objects.filter(is_sample=True).exists(),
    }


def _items(actor: Actor, request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of the actor's roles, with the item marked that the page belongs to."""
    offered = {name: (label, reverse(name)) for label, name, allowed in MENU if allowed(actor)}
    active = _active({name: url for name, (_, url) in offered.items()}, request)
    return [{"label": label, "url": url, "active": name == active} for name, (label, url) in offered.items()]


def _active(offered: dict[str, str], request: HttpRequest) -> str:
    """The item with the longest address that the page lies under; else, for a page of a round's challenges or its
    evaluation, the first of the lists of them that is offered. Only Home itself lies under Home."""
    under = [name for name, url in offered.items() if name != "home" and request.path.startswith(url)]
    if under:
        return max(under, key=lambda name: len(offered[name]))
    if request.path == offered.get("home"):
        return "home"
    match = request.resolver_match
    of_a_round = match is not None and match.app_name in ("challenges", "evaluation")
    lists = [name for name in ("challenges:round_list", "challenges:mine") if name in offered]
    return lists[0] if of_a_round and lists else ""
