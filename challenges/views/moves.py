"""Moving, postponing and cancelling a visit. What clashes and who is told is shown before anything is saved."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from challenges.forms.challenge import MoveForm, ReasonForm
from challenges.forms.refusals import refuse
from challenges.models import Challenge
from challenges.planning.clashes import Clash
from challenges.selectors.proposals import clashes_of_move
from challenges.services.moves import cancel_challenge, move_visit
from challenges.services.notices import concerned
from challenges.states import MOVABLE
from challenges.views.challenge import answered, back, found
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.middleware import ActorRequest


def _movable(request: ActorRequest, pk: UUID) -> Challenge:
    challenge, _ = found(request, pk, "manages")
    if challenge.state not in MOVABLE:
        raise Http404
    return challenge


def _days_of(challenge: Challenge) -> int:
    if challenge.first_day and challenge.last_day:
        return (challenge.last_day - challenge.first_day).days + 1
    return challenge.round.preset.visit_days


@allow(is_known)
def visit_move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Postpone the visit or give it new days: first what that would mean, then the change."""
    challenge = _movable(request, pk)
    initial = {"first_day": challenge.first_day, "days": _days_of(challenge)}
    form = MoveForm(request.POST or None, initial=initial)
    clashes: list[Clash] | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        days = given["days"] or _days_of(challenge)
        clashes = clashes_of_move(challenge, given["first_day"], days) if given["first_day"] else []
        if "confirmed" in request.POST:
            try:
                move_visit(challenge=challenge, actor=request.actor, **{**given, "days": days})
            except DomainError as error:
                refuse(form, error)
            else:
                return back(request, challenge, "The visit is changed, and those concerned are told.")
    more = {"clashes": clashes, "concerned": concerned(challenge), "moving": True}
    return answered(request, challenge, form, "Move or postpone the visit", **more)


@allow(is_known)
def visit_cancel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Call the challenge off."""
    challenge = _movable(request, pk)
    form = ReasonForm(request.POST or None)
    form.submit_label = "Cancel the challenge and tell those concerned"
    if request.method == "POST" and form.is_valid():
        try:
            cancel_challenge(challenge=challenge, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, "The challenge is cancelled, and those concerned are told.")
    return answered(request, challenge, form, "Cancel the challenge", concerned=concerned(challenge))
