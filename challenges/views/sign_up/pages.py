"""Pages of sign-up: the manager's list, a council's own form, its offered peers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.access import can_manage, can_sign_up, is_known, is_staff, manages_programme
from challenges.forms.sign_up import OfferForm, SignUpForm
from challenges.models import ChallengeRound, Participation, PeerOffer
from challenges.selectors.sign_up import pages as reads
from challenges.services.sign_up.answers import add_offer, answer_sign_up, edit_offer, remove_offer
from challenges.services.sign_up.links import Sent, renew_sign_up_link, send_sign_up_links
from challenges.states import RoundState
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.numbers import whole_number


@allow(is_staff)
def sign_up_list(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Which councils have answered, and what."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    rows = reads.sign_up_rows(round, request.actor)
    context = {
        "round": round,
        "tab": "sign_up",
        "managed": can_manage(request.actor, round),
        "rows": rows,
        "answered": sum(row.answered for row in rows),
        "draft": round.state == RoundState.DRAFT,
    }
    return render(request, "challenges/sign_up/list.html", context)


@allow(manages_programme)
@require_POST
def sign_up_send(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Mail links to the councils ticked as `participation`, or to all that have not answered where `who` is
    `unanswered`; with `renew` the old links are made worthless first."""
    round = get_object_or_404(ChallengeRound.objects.managed_by(request.actor), pk=pk)
    asked = list(_chosen(request, round))
    try:
        if "renew" in request.POST:
            for participation in asked:
                renew_sign_up_link(participation=participation, actor=request.actor)
        sent = send_sign_up_links(round=round, participations=asked, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        _tell(request, sent)
    return redirect("challenges:sign_up_list", round.pk)


@allow(is_known)
def sign_up(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A council's sign-up, by its link, its people's accounts, or entered for it by the manager."""
    participation = _participation(request, pk)
    managed = can_manage(request.actor, participation.round)
    context: dict[str, Any] = {
        "participation": participation,
        "round": participation.round,
        "managed": managed,
    }
    context["offers"] = reads.offers_of(participation)
    if not can_sign_up(request.actor, participation):
        return render(
            request, "challenges/sign_up/closed.html", context | {"part": reads.part_of(participation)}
        )
    form = SignUpForm(request.POST or None, participation=participation)
    if form.is_bound and form.is_valid():
        try:
            answer_sign_up(participation=participation, answer=form.answer(), actor=request.actor)
        except DomainError as error:
            participation.refresh_from_db()
            refuse(form, error)
        else:
            return _answered(request, participation, managed)
    link = reads.link_address(participation) if managed else ""
    return render(request, "challenges/sign_up/form.html", context | {"form": form, "link": link})


@allow(is_known)
def sign_up_offers(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The peers whom a council lends: add one; with `?offer=` change or take back one."""
    participation = _participation(request, pk)
    if not can_sign_up(request.actor, participation):
        return redirect("challenges:sign_up", participation.pk)
    offer = _offer(request, participation)
    form = (
        OfferForm(
            request.POST if "remove" not in request.POST else None, round=participation.round, offer=offer
        )
        if request.POST
        else None
    )
    form = form or OfferForm(round=participation.round, offer=offer)
    if request.method == "POST":
        try:
            done = _change_offers(request, participation, offer, form)
        except DomainError as error:
            if not form.is_bound:
                messages.error(request, error.message)
            else:
                refuse(form, error)
        else:
            if done:
                messages.success(request, done)
                return redirect("challenges:sign_up_offers", participation.pk)
    context = {
        "participation": participation,
        "round": participation.round,
        "managed": can_manage(request.actor, participation.round),
        "offers": reads.offers_of(participation),
        "offer": offer,
        "form": form,
    }
    return render(request, "challenges/sign_up/offers.html", context)


def _change_offers(
    request: ActorRequest, participation: Participation, offer: PeerOffer | None, form: OfferForm
) -> str:
    """Do what was asked; what to say of it, or "" where the form has faults. Raises DomainError on a refusal."""
    if offer and "remove" in request.POST:
        name = str(offer.person)
        remove_offer(offer=offer, actor=request.actor)
        return f"{name} is no longer offered."
    if not form.is_valid():
        return ""
    if offer:
        edit_offer(offer=offer, details=form.details(), actor=request.actor)
        return f"What is said of {offer.person} has been changed."
    made = add_offer(
        participation=participation, person=form.person(), details=form.details(), actor=request.actor
    )
    return f"{made.person} is offered. You can add another."


def _participation(request: ActorRequest, pk: UUID) -> Participation:
    visible = Participation.objects.visible_to(request.actor).select_related(
        "round", "council__region", "organiser"
    )
    found = get_object_or_404(visible.distinct(), pk=pk)
    if found.round.state == RoundState.DRAFT and not request.actor.is_staff:
        raise Http404
    return found


def _offer(request: ActorRequest, participation: Participation) -> PeerOffer | None:
    wanted = request.GET.get("offer", "")
    if not wanted:
        return None
    return get_object_or_404(
        participation.offers.select_related("person", "participation__council__region"),
        pk=whole_number(wanted) or 0,
    )


def _answered(request: ActorRequest, participation: Participation, managed: bool) -> HttpResponse:
    """Where to go after an answer: to the peers where the council lends, else back."""
    messages.success(
        request, f"The answer of {participation.council} is saved. It can be changed at any time."
    )
    if participation.lending and not participation.offers.exists():
        return redirect("challenges:sign_up_offers", participation.pk)
    if managed:
        return redirect("challenges:sign_up_list", participation.round_id)
    return redirect("challenges:sign_up", participation.pk)


def _chosen(request: ActorRequest, round: ChallengeRound) -> Any:
    everybody = round.participations.select_related("council__region", "organiser", "round")
    if request.POST.get("who") == "unanswered":
        return everybody.filter(hosting__isnull=True)
    return [each for each in everybody if str(each.pk) in request.POST.getlist("participation")]


def _tell(request: ActorRequest, sent: Sent) -> None:
    if sent.sent:
        messages.success(request, f"The link goes to {_listed(sent.sent)}.")
    if sent.again:
        messages.info(request, f"Written to today already: {_listed(sent.again)}.")
    if sent.nobody:
        text = f"Nobody with an email address is known for {_listed(sent.nobody)}."
        text += " Add the director under People, or enter the answer for the council."
        messages.warning(request, text)
    if not (sent.sent or sent.again or sent.nobody):
        messages.warning(request, "Choose at least one council to write to.")


def _listed(names: tuple[str, ...]) -> str:
    shown = list(names) if len(names) <= 6 else [*names[:5], f"{len(names) - 5} more councils"]
    return ", ".join(shown)
