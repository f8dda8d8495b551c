"""Giving answers alike the same codes."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_see_words
from evaluation.findings import words
from evaluation.forms.desk import AlikeForm
from evaluation.models import Coding
from evaluation.selectors.coding.alike import twins_of
from evaluation.selectors.coding.desk import desk_answers, reconciled, with_codes
from evaluation.selectors.coding.effective import PEOPLE
from evaluation.selectors.coding.queue import Queue
from evaluation.services.coding.alike import Given, give_to_alike
from evaluation.services.coding.desk import coder_of, words_of


@allow(can_see_words)
def coding_alike(request: ActorRequest, pk: int) -> HttpResponse:
    """The answers that are like one that a person decided on; sending gives the chosen ones the same codes."""
    people = Coding.objects.filter(purpose__in=PEOPLE, withdrawn_at__isnull=True)
    coding = get_object_or_404(people.select_related("answer__response__survey__round", "coder"), pk=pk)
    round, queue = coding.answer.response.survey.round, Queue.asked(request.GET)
    source = with_codes(
        [get_object_or_404(desk_answers(round, {}, request.actor.user), pk=coding.answer_id)]
    )[0]
    twins = twins_of(coding.answer, round, coder_of(request.actor))
    form = AlikeForm(
        request.POST if request.method == "POST" else None,
        keys=[twin.answer for twin in twins if not twin.by_person],
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = give_to_alike(coding=coding, answers=_keys(form), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _told(given))
            return redirect(f"{reverse('evaluation:desk_next', args=[round.pk])}?{urlencode(queue.address)}")
    shown = desk_answers(round, {}, request.actor.user).filter(pk__in=[twin.answer for twin in twins])
    rows = {row.answer.pk: row for row in with_codes(shown)}
    listed = [(twin, rows[twin.answer]) for twin in twins if twin.answer in rows]
    context = {
        "round": round,
        "coding": coding,
        "decided": words_of(coding),
        "source": source,
        "form": form,
        "free": [pair for pair in listed if not pair[0].by_person],
        "settled": [pair for pair in listed if pair[0].by_person],
        "accounted": words.reconciliation(reconciled(round)),
        "asked": urlencode(queue.address),
    }
    return render(request, "evaluation/coding/coding_alike.html", context)


def _keys(form: AlikeForm) -> list[UUID]:
    return [UUID(key) for key in form.cleaned_data["answers"]]


def _told(given: Given) -> str:
    number = len(given.codings)
    said = f"{number} {'answer has' if number == 1 else 'answers have'} the same codes now."
    if given.left:
        said += f" Left as they are: {given.left}, which others have decided on or have on the screen."
    return f"{said} “Undo my last decision” takes all of it back." if number else said
