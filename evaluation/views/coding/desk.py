"""The coding desk: what people wrote, how it is coded, and which words may be quoted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Council
from councils.roles import RoleGroup
from councils.selectors.paging import paged
from evaluation.access import can_see_words
from evaluation.findings import words
from evaluation.forms.desk import QuoteForm
from evaluation.models import Answer, Question, Quote, Standing
from evaluation.selectors.coding.acceptance import reliance_of
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import blind_work, desk_answers, none_shares, reconciled, with_codes
from evaluation.selectors.coding.queue import QueueKind, newest_audit
from evaluation.selectors.findings.runs import theme_cards
from evaluation.services.coding.runs import open_answers
from evaluation.services.reports.quotes import approve_quote, remove_quote

ON_A_PAGE = 25


@allow(can_see_words)
def desk(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The coding desk of a round: how far it is, what to work through, and whether themes are missing."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    sums = reconciled(round)
    by_question, by_role = none_shares(round)
    context = {
        "round": round,
        "tab": "findings",
        "accounted": words.reconciliation(sums),
        "decided": open_answers(round).filter(standing__by_person=True).count(),
        "received": sums.received,
        "reliance": reliance_of(round),
        "shares": [(share, share.of) for share in by_question]
        + [(share, words.group_name(share.of)) for share in by_role],
        "alarm": any(share.alarm for share in (*by_question, *by_role)),
        "queues": QueueKind.choices,
        "audit": newest_audit(round),
        "blind": blind_work(request.actor.user).filter(sample__round=round).count()
        if request.actor.user
        else 0,
        **_choices(round),
    }
    return render(request, "evaluation/coding/desk.html", context)


def _choices(round: ChallengeRound) -> dict[str, Any]:
    """What the desk can be narrowed by."""
    questions = Question.objects.filter(version__surveys__round=round, kind=Question.Kind.OPEN)
    return {"themes": theme_cards(newest_codebook()), "questions": questions.order_by("position")}


@allow(can_see_words)
def answers(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every open answer with its codes and the words that justify them."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    shown = paged(desk_answers(round, request.GET.dict(), request.actor.user), request.GET, ON_A_PAGE)
    councils = Council.objects.filter(pk__in=open_answers(round).order_by().values("response__council"))
    context = {
        "round": round,
        "tab": "findings",
        "paged": shown,
        "accounted": words.reconciliation(reconciled(round)),
        "rows": with_codes(shown.page.object_list),
        "outcomes": Standing.Outcome.choices,
        "groups": RoleGroup.choices,
        "councils": [(str(council.pk), council.name) for council in councils.order_by("name")],
        **_choices(round),
    }
    return render(request, "evaluation/coding/answers.html", context)


def _answer(pk: UUID) -> Answer:
    current = Answer.objects.filter(question__kind="open", superseded_by__isnull=True)
    return get_object_or_404(current.select_related("response__survey__round"), pk=pk)


@allow(can_see_words)
def answer_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One answer: its quotes, and approving one."""
    answer = _answer(pk)
    shown = desk_answers(answer.response.survey.round, {}, request.actor.user)
    row = with_codes([get_object_or_404(shown, pk=pk)])
    form = QuoteForm(request.POST or None, text=answer.text)
    if request.method == "POST" and form.is_valid():
        try:
            approve_quote(answer=answer, actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The quote is approved.")
            return redirect("evaluation:answer_detail", answer.pk)
    quotes = Quote.objects.filter(answer=answer).select_related("theme", "approved_by", "answer")
    context = {"answer": answer, "row": row[0], "form": form, "quotes": quotes}
    return render(request, "evaluation/coding/answer_detail.html", context)


@allow(can_see_words)
@require_POST
def quote_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a quote back."""
    quote = get_object_or_404(Quote.objects.select_related("theme", "answer"), pk=pk)
    answer = quote.answer_id
    remove_quote(quote=quote, actor=request.actor)
    messages.success(request, "The quote is removed.")
    return redirect("evaluation:answer_detail", answer)
