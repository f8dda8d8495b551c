"""Moving, postponing and cancelling a visit. What clashes and who is told is shown before anything is saved."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from challenges.forms.challenge import MoveForm, ReasonForm
from challenges.models import Challenge
from challenges.selectors.visits.preview import Preview, preview_of
from challenges.services.visits.moves import ANY, cancel_challenge, move_visit
from challenges.services.visits.notices import concerned
from challenges.states import MOVABLE
from challenges.views.visits.challenge import answered, back, found
from councils.access import allow, is_known
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Person


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
    shown: Preview | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"days": form.cleaned_data["days"] or _days_of(challenge)}
        shown = preview_of(challenge, given["first_day"], given["days"])
        if "confirmed" in request.POST:
            accepted = request.POST["confirmed"].replace(ANY, "")
            try:
                move_visit(challenge=challenge, accepted=accepted, actor=request.actor, **given)
            except DomainError as error:
                refuse(form, error)
            else:
                return back(request, challenge, f"The visit is changed. {_told(challenge)}")
    more = {"shown": shown, "concerned": _concerned(challenge), "moving": True}
    return answered(request, challenge, form, "Move or postpone the visit", **more)


def _concerned(challenge: Challenge) -> list[Person]:
    return concerned(challenge) if challenge.is_announced else []


def _told(challenge: Challenge) -> str:
    return "Those concerned are told." if _concerned(challenge) else "Nobody had to be told."


@allow(is_known)
def visit_cancel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Call the challenge off."""
    challenge = _movable(request, pk)
    form = ReasonForm(request.POST or None)
    form.submit_label = "Cancel the challenge"
    if request.method == "POST" and form.is_valid():
        try:
            cancel_challenge(challenge=challenge, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            return back(request, challenge, f"The challenge is cancelled. {_told(challenge)}")
    return answered(request, challenge, form, "Cancel the challenge", concerned=_concerned(challenge))
