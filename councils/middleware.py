"""Puts the actor on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from councils.actor import Actor, actor_for
from councils.links.models import LinkPurpose, PersonalLink

SESSION_KEY = "personal_link"


class ActorRequest(HttpRequest):
    """A request as views get it: with its actor. For annotations; requests are never made of this class."""

    actor: Actor


class ActorMiddleware:
    """`request.actor`: built when a view first asks for it, from the session's account and opened link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and pass the request on."""
        request.actor = SimpleLazyObject(lambda: _actor_of(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor_of(request: HttpRequest) -> Actor:
    user = request.user if request.user.is_authenticated else None
    return actor_for(user, _opened_link(request))


def _opened_link(request: HttpRequest) -> PersonalLink | None:
    """The link kept in the session, while its issue still stands."""
    kept = request.session.get(SESSION_KEY)
    if not kept:
        return None
    links = PersonalLink.objects.select_related("person", "region").filter(
        pk=kept["id"],
        issue=kept["issue"],
        withdrawn_at__isnull=True,
        purpose__in=[LinkPurpose.PERSON, LinkPurpose.SIGN_UP],
    )
    link = links.first()
    return None if link is None or link.expired else link


def remember_link(request: HttpRequest, link: PersonalLink) -> None:
    """Keep an opened link for this browser session."""
    request.session[SESSION_KEY] = {"id": link.pk, "issue": link.issue}


def forget_link(request: HttpRequest) -> None:
    """Close the personal link in this browser."""
    request.session.pop(SESSION_KEY, None)
