"""Opening a personal link. GET and HEAD change nothing but this browser's session, so mail scanners are harmless."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from councils.links.models import LinkPurpose
from councils.links.tokens import link_from
from councils.middleware import forget_link, remember_link


@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person in on their own pages; a link that no longer opens says why and whom to write to."""
    link = link_from(token, LinkPurpose.PERSON, LinkPurpose.SIGN_UP)
    if link is None:
        return render(request, "councils/link_unknown.html", status=404)
    if link.withdrawn_at or link.expired:
        return render(request, "councils/link_closed.html", {"link": link}, status=410)
    remember_link(request, link)
    if link.purpose == LinkPurpose.SIGN_UP:
        return redirect("challenges:sign_up", link.record_id)
    return redirect("home")


@require_POST
def close_link(request: HttpRequest) -> HttpResponse:
    """Forget the personal link in this browser."""
    forget_link(request)
    return redirect("home")
