"""Letters, schedules and timetables to keep, for those who may see what they are made of."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify

from challenges.models import ChallengeRound
from challenges.rights import rights_on
from challenges.selectors.visits.challenge import challenges_shown
from councils.access import allow, is_known, is_staff
from councils.errors import DomainError
from councils.middleware import ActorRequest
from councils.runs.services import RunRefused
from evaluation.reports.packs import letter_of, pack_pdf, schedule_of, timetable_of
from evaluation.views.reports.making import download


@allow(is_known)
def letter_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The feedback letter of a challenge: its draft only for those who write it."""
    challenge = get_object_or_404(challenges_shown(request.actor), pk=pk)
    letter = getattr(challenge, "letter", None)
    if letter is None or not (letter.sent_on or rights_on(challenge, request.actor).writes_letter):
        raise Http404
    name = slugify(f"Letter {challenge.host} {challenge.round}".replace("/", "-"))
    try:
        return download(pack_pdf(letter_of(challenge)).data, "application/pdf", name, "pdf")
    except (DomainError, RunRefused) as error:
        messages.error(request, str(error))
        return redirect("challenges:challenge_detail", challenge.pk)


@allow(is_staff)
def schedule_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The schedule of a round's visits."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    name = slugify(f"Schedule {round}".replace("/", "-"))
    try:
        return download(pack_pdf(schedule_of(round)).data, "application/pdf", name, "pdf")
    except (DomainError, RunRefused) as error:
        messages.error(request, str(error))
        return redirect("challenges:round_calendar", round.pk)


@allow(is_known)
def timetable_pdf(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The timetable of a visit, for whoever may see the challenge."""
    challenge = get_object_or_404(challenges_shown(request.actor), pk=pk)
    name = slugify(f"Timetable {challenge.host} {challenge.round}".replace("/", "-"))
    try:
        return download(pack_pdf(timetable_of(challenge)).data, "application/pdf", name, "pdf")
    except (DomainError, RunRefused) as error:
        messages.error(request, str(error))
        return redirect("challenges:timetable", challenge.pk)
