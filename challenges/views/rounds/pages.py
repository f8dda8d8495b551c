"""Pages of a round: list, opening, overview, calendar, challenges, changing and moving it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.access import can_manage, is_staff, manages_programme
from challenges.forms.rounds import (
    PresetForm,
    RoundCouncilsForm,
    RoundEditForm,
    RoundFilterForm,
    RoundOpenForm,
    preset_words,
)
from challenges.models import ChallengeRound
from challenges.selectors.rounds import pages as reads
from challenges.selectors.rounds.blocks import blocks_of
from challenges.selectors.visits.schedule import hosts_without_visit
from challenges.services.rounds.life import check_details, councils_to_ask, edit_round, move_round, open_round
from challenges.services.rounds.milestones import copying_region, edit_preset
from challenges.states import RoundState
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(is_staff)
def round_list(request: ActorRequest) -> HttpResponse:
    """The rounds that the actor sees."""
    context = {"rounds": reads.rounds_for(request.actor), "may_open": manages_programme(request.actor)}
    return render(request, "challenges/rounds/list.html", context)


@allow(manages_programme)
def round_open(request: ActorRequest) -> HttpResponse:
    """Open a round in two steps: what it is, then its councils, ticked beforehand."""
    form = RoundOpenForm(request.POST or None, actor=request.actor)
    if not form.is_bound or not _makes_sense(form):
        return _first_step(request, form)
    councils = _councils_form(request, form)
    if councils.is_bound and "back" not in request.POST and councils.is_valid():
        try:
            made = open_round(
                regions=list(form.cleaned_data["regions"]),
                details=form.details(),
                councils=councils.cleaned_data["councils"],
                actor=request.actor,
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{made} is open as a draft. Nobody has been written to yet.")
            return redirect("challenges:round_detail", made.pk)
    if form.errors or "back" in request.POST:
        return _first_step(request, form)
    return _second_step(request, form, councils)


def _makes_sense(form: RoundOpenForm) -> bool:
    """Whether the first step can be believed; what cannot be is said on the form."""
    if not form.is_valid():
        return False
    try:
        check_details(form.details())
    except DomainError as error:
        refuse(form, error)
    return form.is_valid()


def _councils_form(request: ActorRequest, form: RoundOpenForm) -> RoundCouncilsForm:
    given = form.cleaned_data
    return RoundCouncilsForm(
        request.POST if "councils_shown" in request.POST else None,
        councils=councils_to_ask(given["regions"], given["first_week"]),
        kept=request.POST.getlist("kept"),
        last_week=given["last_week"],
    )


def _first_step(request: ActorRequest, form: RoundOpenForm) -> HttpResponse:
    kept = request.POST.getlist("councils") or request.POST.getlist("kept")
    return render(request, "challenges/rounds/open.html", {"form": form, "kept": kept})


def _second_step(request: ActorRequest, form: RoundOpenForm, councils: RoundCouncilsForm) -> HttpResponse:
    """The second page carries what the first one asked."""
    days = [f"{week}_{n}" for week in ("first_week", "last_week") for n in "012"]
    names = ("regions", "year", "preset", "name", *days)
    details = form.details()
    context = {
        "form": councils,
        "carried": [(name, value) for name in names for value in request.POST.getlist(name)],
        "name": f"{details.name} {form.data.get('year')}",
        "first_week": details.first_week,
        "last_week": details.last_week,
    }
    return render(request, "challenges/rounds/open_councils.html", context)


@allow(is_staff)
def round_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Where the round stands and what comes next."""
    round = _round(request, pk)
    context = {
        "numbers": reads.numbers_of(round),
        "moves": reads.moves_open(round),
        "next": reads.WHAT_NEXT[RoundState(round.state)],
        "steps": round.steps.all(),
        "blocked": blocks_of(round),
        "regions": ", ".join(region.name for region in round.regions.all()),
        "preset": preset_words(round.preset),
    }
    return _page(request, "rounds/detail", round, "overview", **context)


@allow(manages_programme)
def round_edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change the round."""
    round = _managed(request, pk)
    form = RoundEditForm(request.POST or None, round=round, actor=request.actor)
    if form.is_bound and form.is_valid():
        try:
            edit_round(
                round=round,
                details=form.details(),
                councils=form.cleaned_data["councils"],
                actor=request.actor,
            )
        except DomainError as error:
            round.refresh_from_db()
            refuse(form, error)
        else:
            messages.success(request, "The round has been changed.")
            return redirect("challenges:round_detail", round.pk)
    return _page(request, "rounds/edit", round, "overview", form=form)


@allow(manages_programme)
@require_POST
def round_move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Move the round to the state named in `to`."""
    round = _managed(request, pk)
    try:
        move_round(round=round, to=request.POST.get("to", ""), actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{round} is now in {round.get_state_display().lower()}.")
    return redirect("challenges:round_detail", round.pk)


@allow(manages_programme)
def preset_edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change the region's own copy of the round's milestone preset."""
    round = _managed(request, pk)
    form = PresetForm(request.POST or None, preset=round.preset)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            edit_preset(
                round=round,
                name=given["name"],
                visit_days=given["visit_days"],
                offsets=form.offsets(),
                relay=given["relay"],
                actor=request.actor,
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The milestones’ days have been changed.")
            return redirect("challenges:round_detail", round.pk)
    sharing = round.preset.rounds.exclude(pk=round.pk) if round.preset.region_id else ()
    context = {"form": form, "region": copying_region(round, request.actor), "sharing": sharing}
    return _page(request, "rounds/preset_edit", round, "overview", **context)


@allow(is_staff)
def round_calendar(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The round by week."""
    round = _round(request, pk)
    return _page(
        request, "rounds/calendar", round, "calendar", calendar=reads.calendar_of(round, request.actor)
    )


@allow(is_staff)
def challenge_list(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The round's challenges, narrowed by what stands in the address; and hosts that have no visit yet."""
    round = _round(request, pk)
    form = RoundFilterForm(request.GET, packs=reads.PACK_STATES)
    chosen = reads.ListFilter(**form.cleaned_data) if form.is_valid() else reads.ListFilter()
    context = {
        "filter_form": form,
        "filtered": chosen != reads.ListFilter(),
        "rows": reads.challenge_rows(round, request.actor, chosen),
        "to_schedule": hosts_without_visit(round, request.actor),
    }
    return _page(request, "visits/challenge_list", round, "challenges", **context)


def _round(request: ActorRequest, pk: UUID) -> ChallengeRound:
    visible = ChallengeRound.objects.visible_to(request.actor)
    return get_object_or_404(visible.select_related("preset__region", "manager", "previous"), pk=pk)


def _managed(request: ActorRequest, pk: UUID) -> ChallengeRound:
    """The round, for who may change it; 404 for everybody else."""
    round = _round(request, pk)
    if not can_manage(request.actor, round):
        raise Http404
    return round


def _page(
    request: ActorRequest, template: str, round: ChallengeRound, tab: str, **context: Any
) -> HttpResponse:
    """A page of the round with its navigation; `managed` says whether the actor may change the round."""
    frame = {"round": round, "tab": tab, "managed": can_manage(request.actor, round)}
    return render(request, f"challenges/{template}.html", frame | context)
