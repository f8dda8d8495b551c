"""Coding one answer a screen: the next one of a queue, or one that was chosen."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_see_words
from evaluation.forms.coding import DecisionForm, by_heading
from evaluation.models import Answer, StandingCode, ThemeCard
from evaluation.selectors.coding.alike import offer_after
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import desk_answers, pieces_of
from evaluation.selectors.coding.grouping import signs_of
from evaluation.selectors.coding.queue import Queue, human_codings, queued
from evaluation.services.coding.desk import coder_of, decide, put_back, take, take_next, undo_last

SKIPPED = "desk_skipped"
MOST_SKIPPED = 200
IN_PLACE = "X-In-Place"


@allow(can_see_words)
def desk_next(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The next answer of a queue; sending the form decides on the one shown and goes to the next."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    queue = Queue.asked(request.GET)
    if request.method == "POST":
        return _decided(request, round, queue)
    if "again" in request.GET:
        request.session[SKIPPED] = []
    return _next(request, round, queue)


def _next(request: ActorRequest, round: ChallengeRound, queue: Queue) -> HttpResponse:
    skipped = [UUID(key) for key in request.session.get(SKIPPED, [])]
    answer = take_next(round, queue, request.actor, without=skipped)
    if answer is None:
        return _nothing_left(request, round, queue, skipped)
    return _screen(request, round, answer, _form(answer), queue)


def _nothing_left(
    request: ActorRequest, round: ChallengeRound, queue: Queue, skipped: list[UUID]
) -> HttpResponse:
    assert request.actor.user is not None  # noqa: S101 - the desk is for accounts
    waiting = queued(round, queue, request.actor.user)
    context = {
        "round": round,
        "tab": "findings",
        "queue": queue,
        "skipped": waiting.filter(pk__in=skipped).count(),
        "elsewhere": waiting.exclude(pk__in=skipped).count(),
        "again": f"?{urlencode(queue.address | {'again': '1'})}",
    }
    return render(request, "evaluation/coding/desk_done.html", context)


def _decided(request: ActorRequest, round: ChallengeRound, queue: Queue) -> HttpResponse:
    chosen = desk_answers(round, {}, request.actor.user).filter(pk=_key(request.POST.get("answer")))
    answer = get_object_or_404(chosen.select_related("standing__coding"))
    if request.POST.get("outcome") == "skip":
        request.session[SKIPPED] = [*request.session.get(SKIPPED, []), str(answer.pk)][-MOST_SKIPPED:]
        put_back(request.actor)
        return _go_on(request, round, queue)
    form = _form(answer, request.POST)
    if not _saved(form, answer, request):
        return _screen(request, round, answer, form, queue)
    return _go_on(request, round, queue)


def _go_on(request: ActorRequest, round: ChallengeRound, queue: Queue) -> HttpResponse:
    # A script takes the next answer at once; a browser is sent to it, so that the page can be loaded again.
    if IN_PLACE in request.headers:
        return _next(request, round, queue)
    return redirect(f"{reverse('evaluation:desk_next', args=[round.pk])}?{urlencode(queue.address)}")


def _key(given: str | None) -> UUID:
    try:
        return UUID(given or "")
    except ValueError as error:
        raise Http404 from error


def _saved(form: DecisionForm, answer: Answer, request: ActorRequest) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        decide(
            answer=answer, outcome=given["outcome"], codes=form.codes, seen=given["seen"], actor=request.actor
        )
    except DomainError as error:
        refuse(form, error)
        return False
    return True  # fmt: skip


def _form(answer: Answer, data: Any = None) -> DecisionForm:
    cards = list(ThemeCard.objects.filter(codebook=newest_codebook()).select_related("theme"))
    known = {card.theme_id for card in cards}
    codes = StandingCode.objects.filter(standing=answer.pk).select_related("theme")
    suggested = [code for code in codes if code.theme_id in known]
    latest = human_codings(answer.pk).first()
    return DecisionForm(
        data, text=answer.text, cards=cards, suggested=suggested, seen=latest.pk if latest else None
    )


def _screen(
    request: ActorRequest, round: ChallengeRound, answer: Answer, form: DecisionForm, queue: Queue
) -> HttpResponse:
    context = {
        "round": round,
        "tab": "findings",
        "answer": answer,
        "standing": getattr(answer, "standing", None),
        "pieces": pieces_of(answer.text, form.suggested),
        "signs": signs_of(answer.text),
        "form": form,
        "themes": by_heading(form.rows),
        "queue": queue,
        "asked": urlencode(queue.address),
        "alike": offer_after(round, coder_of(request.actor)),
    }
    return render(request, "evaluation/coding/desk_code.html", context)


@allow(can_see_words)
def answer_code(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Code one answer that was chosen from a list; what follows is the usual queue."""
    current = Answer.objects.filter(question__kind="open", superseded_by__isnull=True)
    found = get_object_or_404(current.select_related("response__survey__round"), pk=pk)
    round = found.response.survey.round
    chosen = desk_answers(round, {}, request.actor.user).select_related(
        "standing__coding", "response__survey__round"
    )
    answer = get_object_or_404(chosen, pk=pk)
    if not take(answer.pk, request.actor):
        messages.error(request, "Somebody else has this answer on the screen now. Try again in ten minutes.")
        return redirect("evaluation:answers", round.pk)
    return _screen(request, round, answer, _form(answer), Queue())  # fmt: skip


@allow(can_see_words)
@require_POST
def desk_undo(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Take back one's last decision and see its answer again."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    try:
        coding = undo_last(round, request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(f"{reverse('evaluation:desk_next', args=[round.pk])}?{request.GET.urlencode()}")
    if coding.alike_to_id is not None:
        messages.success(request, "What you gave to answers alike is taken back. Here they are again.")
        return redirect("evaluation:coding_alike", coding.alike_to_id)
    messages.success(request, "Your last decision is taken back. Here is its answer again.")
    return redirect("evaluation:answer_code", coding.answer_id)
