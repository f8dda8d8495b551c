"""The pages on which a visit gets its days and team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from challenges.access import can_manage, manages_programme
from challenges.forms.schedule import ScheduleForm
from challenges.models import Challenge, Participation
from challenges.planning.clashes import Clash, Severity, fingerprint
from challenges.selectors.visits.proposals import find_clashes
from challenges.selectors.visits.schedule import candidates_for, outside_peers
from challenges.services.visits.scheduling import (
    ANY,
    ClashesFound,
    edit_schedule,
    schedule_challenge,
)
from challenges.states import ChallengeState
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest


@allow(manages_programme)
def schedule(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Schedule the challenge of one host."""
    visible = Participation.objects.visible_to(request.actor).select_related(
        "round__preset", "council__region"
    )
    participation = get_object_or_404(visible.distinct(), pk=pk)
    _require_managed(request, participation)
    there = participation.challenges.exclude(state=ChallengeState.CANCELLED).first()
    if there is not None:
        return redirect("challenges:schedule_edit", there.pk)
    return _schedule(request, participation)


@allow(manages_programme)
def schedule_edit(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change the team, theme and manager on site of a challenge, and its days while it is only proposed."""
    visible = Challenge.objects.visible_to(request.actor).select_related(
        "participation__round__preset", "participation__council__region", "host", "round", "manager_on_site"
    )
    challenge = get_object_or_404(visible, pk=pk)
    _require_managed(request, challenge.participation)
    if challenge.first_day is None and challenge.state != ChallengeState.PROPOSED:
        messages.warning(request, "This visit has no date. Give it new days before you change its team.")
        return redirect("challenges:challenge_list", challenge.round_id)
    return _schedule(request, challenge.participation, challenge)


def _schedule(
    request: ActorRequest, participation: Participation, challenge: Challenge | None = None
) -> HttpResponse:
    day = (challenge and challenge.first_day) or max(participation.round.first_week, timezone.localdate())
    form = ScheduleForm(
        request.POST or None,
        participation=participation,
        candidates=candidates_for(participation, day),
        challenge=challenge,
    )
    found: list[Clash] | None = None
    if form.is_bound and form.is_valid():
        try:
            if "check" in request.POST:
                found = find_clashes(participation, form.plan(), challenge)
            else:
                return _saved(request, _save(request, form, participation, challenge), form)
        except ClashesFound as error:
            found = error.clashes
            refuse(form, error) if error.fields else None
        except DomainError as error:
            refuse(form, error)
    return render(
        request, "challenges/visits/schedule_form.html", _context(participation, challenge, form, found)
    )


def _save(
    request: ActorRequest, form: ScheduleForm, participation: Participation, challenge: Challenge | None
) -> Challenge:
    accepted = request.POST.get("accepted", "").replace(ANY, "")  # only code may accept what nobody has seen
    if challenge is None:
        return schedule_challenge(
            participation=participation, plan=form.plan(), accepted=accepted, actor=request.actor
        )
    seen = form.cleaned_data["seen"]
    return edit_schedule(
        challenge=challenge, plan=form.plan(), seen=seen, accepted=accepted, actor=request.actor
    )


def _saved(request: ActorRequest, challenge: Challenge, form: ScheduleForm) -> HttpResponse:
    messages.success(request, f"The challenge of {challenge.host} is saved.")
    notes = find_clashes(challenge.participation, form.plan(), challenge)
    for note in notes:
        if note.severity is Severity.NOTE:
            messages.info(request, note.text)
    return redirect("challenges:challenge_list", challenge.round_id)


def _context(
    participation: Participation, challenge: Challenge | None, form: ScheduleForm, found: list[Clash] | None
) -> dict[str, Any]:
    named = {
        severity.value: [clash for clash in found or [] if clash.severity is severity]
        for severity in Severity
    }
    return {
        "participation": participation,
        "round": participation.round,
        "challenge": challenge,
        "form": form,
        "tab": "challenges",
        "managed": True,
        "checked": found is not None,
        "clashes": named,
        "acceptable": bool(named["warning"]) and not named["refused"],
        "fingerprint": fingerprint(found or []),
        "blocked": participation.blocked_periods.all(),
        "windows": participation.windows.all(),
        "topics": participation.topics.all(),
        "preferred": participation.preferred_weeks.all(),
        "outside": outside_peers(participation.round),
    }


def _require_managed(request: ActorRequest, participation: Participation) -> None:
    if not can_manage(request.actor, participation.round):
        raise Http404
