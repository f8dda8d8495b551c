"""What holds for every page: a second factor where the service demands it, and no answer without a word."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

FREE = ("/account/", "/static/", "/health")


class SecondFactorMiddleware:
    """Sends a signed-in member of staff without a second factor to the page that sets one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless a second factor is owed."""
        if settings.REQUIRE_SECOND_FACTOR and not request.path.startswith(FREE) and self._owes(request):
            return redirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _owes(self, request: HttpRequest) -> bool:
        if not request.user.is_authenticated:
            return False
        staff = request.user.is_staff or request.actor.is_staff  # type: ignore[attr-defined]
        return staff and not get_adapter().is_mfa_enabled(request.user)


class ButtonAddressMiddleware:
    """Says what happened to who opens an address that only takes what a button sends, as after having to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the answer on, with a page in it where it is empty."""
        response = self.get_response(request)
        if (
            response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
            and request.method == "GET"
            and not response.content
        ):
            response.content = render_to_string("405.html")
        return response
