"""Somebody's own page, their answer to a place on a team, and their calendar."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from challenges.calendar import feed_of
from challenges.models import Placement
from challenges.models.visits import announced
from challenges.selectors.visits.challenge import own_page
from challenges.selectors.visits.feed import entries_of
from challenges.services.visits.placements import answer_placement
from challenges.states import MOVABLE, ON_TEAM
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.links.models import LinkPurpose
from councils.links.services import address, issue_link, reissue_link
from councils.links.tokens import link_from
from councils.middleware import ActorRequest
from councils.models import Person


@allow(is_known)
def mine(request: ActorRequest) -> HttpResponse:
    """What my council hosts, the visits I am on, the sign-ups I answer, my calendar's address."""
    person = _person(request)
    link = issue_link(LinkPurpose.CALENDAR, person.pk, person=person) if person else None
    context = {
        "page": own_page(request.actor, timezone.localdate()),
        "calendar": address(link) if link else "",
        "movable": MOVABLE,
    }
    return render(request, "challenges/visits/mine.html", context)


def _person(request: ActorRequest) -> Person | None:
    return Person.objects.filter(pk__in=request.actor.person_ids).order_by("pk").first()


@allow(is_known)
def placement_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Accept or decline a place on a team."""
    theirs = Placement.objects.filter(
        announced("challenge__"), person__in=request.actor.person_ids
    ).select_related("challenge__host", "person")
    placement = get_object_or_404(theirs.select_related("challenge__round", "challenge__region"), pk=pk)
    if request.method == "POST" and request.POST.get("answer") in ("accept", "decline"):
        accepted = request.POST["answer"] == "accept"
        try:
            answer_placement(placement=placement, accepted=accepted, actor=request.actor)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request, "Thank you: you are on the team." if accepted else "Thank you. Your days are free."
            )
        return redirect("challenges:mine")
    context = {
        "placement": placement,
        "unanswered": request.method == "POST",
        "open": placement.state in ON_TEAM and placement.challenge.state in MOVABLE,
    }
    return render(request, "challenges/visits/placement_answer.html", context)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed behind an address that nobody can guess."""
    link = link_from(token, LinkPurpose.CALENDAR)
    if link is None or link.person is None or link.withdrawn_at:
        raise Http404
    feed = feed_of(entries_of(link.person.pk), settings.SITE_URL)
    reply = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    reply["Content-Disposition"] = 'inline; filename="peer-challenge.ics"'
    return reply


@allow(is_known)
@require_POST
def calendar_reissue(request: ActorRequest) -> HttpResponse:
    """Give the calendar a new address; the old one stops working."""
    person = _person(request)
    if person is None:
        raise Http404
    reissue_link(issue_link(LinkPurpose.CALENDAR, person.pk, person=person), actor=request.actor)
    messages.success(
        request, "Your calendar has a new address. Subscribe to it anew; the old one is empty from now on."
    )
    return redirect("challenges:mine")
