"""The manager's pages of what matching needs: topics, the need of councils, declared conflicts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from challenges.access import manages_programme
from challenges.forms.matching import ConflictForm, NeedsForm, TopicsForm
from challenges.models import ChallengeRound, DeclaredConflict
from challenges.selectors.rounds.conflicts import conflicts_of
from challenges.services.rounds.conflicts import (
    change_conflict,
    declare_conflict,
    placed_against,
    remove_conflict,
)
from challenges.services.rounds.topics import set_needs, set_topics
from challenges.views.frame import managed_round, sign_up_page
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.numbers import whole_number


@allow(manages_programme)
def topics(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The round's list of topics."""
    round = managed_round(request, pk)
    form = TopicsForm(request.POST or None, topics=list(round.topics.all()))
    if form.is_bound and form.is_valid():
        new = form.cleaned_data["new"].splitlines()
        try:
            set_topics(round=round, names=form.names(), new=new, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The topics are saved.")
            return redirect("challenges:topics", round.pk)
    return sign_up_page(request, "rounds/topics", round, "topics", form=form)


@allow(manages_programme)
def needs(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How much in need of help each host is."""
    round = managed_round(request, pk)
    hosts = list(round.participations.filter(hosting=True).select_related("council__region"))
    form = NeedsForm(request.POST or None, hosts=hosts)
    if form.is_bound and form.is_valid():
        changed = set_needs(round=round, needs=form.needs(), actor=request.actor)
        messages.success(request, f"Saved: {changed} changed.")
        return redirect("challenges:needs", round.pk)
    return sign_up_page(request, "rounds/needs", round, "needs", form=form, hosts=hosts)


@allow(manages_programme)
def conflicts(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The declared conflicts that touch the round: add one; with `?conflict=` change or remove one."""
    round = managed_round(request, pk)
    kept = _conflict(request, round)
    if kept and "remove" in request.POST:
        remove_conflict(kept=kept, round=round, actor=request.actor)
        messages.success(request, "The conflict is removed.")
        return redirect("challenges:conflicts", round.pk)
    form = ConflictForm(request.POST or None, round=round, kept=kept)
    if form.is_bound and form.is_valid():
        try:
            saved = _save(request, round, kept, form)
        except DomainError as error:
            refuse(form, error)
        else:
            _tell(request, saved)
            return redirect("challenges:conflicts", round.pk)
    context = {"form": form, "conflict": kept, "conflicts": conflicts_of(round)}
    return sign_up_page(request, "rounds/conflicts", round, "conflicts", **context)


def _save(
    request: ActorRequest, round: ChallengeRound, kept: DeclaredConflict | None, form: ConflictForm
) -> DeclaredConflict:
    if kept:
        return change_conflict(kept=kept, round=round, conflict=form.conflict(), actor=request.actor)
    return declare_conflict(round=round, conflict=form.conflict(), actor=request.actor)


def _tell(request: ActorRequest, saved: DeclaredConflict) -> None:
    messages.success(request, f"The conflict between {saved.whose} and {saved.against} is saved.")
    for placed in placed_against(saved):
        text = f"{placed.person} is on the team for {placed.host_council}: take them off it."
        messages.warning(request, text)


def _conflict(request: ActorRequest, round: ChallengeRound) -> DeclaredConflict | None:
    wanted = request.GET.get("conflict", "")
    if not wanted:
        return None
    return get_object_or_404(conflicts_of(round), pk=whole_number(wanted) or 0)
