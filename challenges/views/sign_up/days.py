"""The page on which an offered peer, somebody for them, their council or the manager says when they can go."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from challenges.access import can_give_days, can_manage, is_known, is_own
from challenges.forms.availability import OfferDaysForm
from challenges.models import PeerOffer
from challenges.selectors.sign_up.days import days_given_before
from challenges.services.sign_up.days import give_days
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(is_known)
def offer_days(request: ActorRequest, pk: int) -> HttpResponse:
    """On which days an offered peer can go."""
    offer = _offer(request, pk)
    own = is_own(request.actor, offer.person)
    form = OfferDaysForm(
        request.POST or None, offer=offer, deputy=own and request.actor.person == offer.person
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            give_days(
                offer=offer,
                days=form.days(),
                max_days=given["max_days"],
                seen=given["seen"] or None,
                deputy=given.get("deputy", ""),
                actor=request.actor,
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(
                request, f"The days of {offer.person} are saved. They can be changed at any time."
            )
            return _back(request, offer, own=own)
    context = {
        "offer": offer,
        "round": offer.participation.round,
        "form": form,
        "own": own,
        "managed": can_manage(request.actor, offer.participation.round),
        "before": days_given_before(offer),
    }
    return render(request, "challenges/sign_up/offer_days.html", context)


def _offer(request: ActorRequest, pk: int) -> PeerOffer:
    """The offer, for whoever may give its days; anybody else finds nothing."""
    visible = PeerOffer.objects.visible_to(request.actor).select_related(
        "person", "participation__round__preset", "participation__council__region"
    )
    offer = get_object_or_404(visible.distinct(), pk=pk)
    if not can_give_days(request.actor, offer):
        raise Http404
    return offer


def _back(request: ActorRequest, offer: PeerOffer, *, own: bool) -> HttpResponse:
    if own:
        return redirect("challenges:mine")
    return redirect("challenges:sign_up_offers", offer.participation_id)
