"""The coding desk: what people wrote, how it is coded, and which words may be quoted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.forms.refusals import refuse
from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.middleware import ActorRequest
from councils.selectors.paging import paged
from evaluation.access import can_see_words
from evaluation.findings import words
from evaluation.forms.desk import QuoteForm
from evaluation.models import Answer, Coding, Question, Quote
from evaluation.selectors.desk import desk_answers, with_codes
from evaluation.selectors.findings import picture_of, theme_cards
from evaluation.services.findings import newest_codebook
from evaluation.services.quotes import approve_quote, remove_quote

ON_A_PAGE = 25


@allow(can_see_words)
def answers(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Every open answer with its codes and the words that justify them."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    shown = paged(desk_answers(round, request.GET), request.GET, ON_A_PAGE)
    found = picture_of(round, "desk").findings
    questions = Question.objects.filter(version__surveys__round=round, kind=Question.Kind.OPEN)
    context = {
        "round": round,
        "tab": "findings",
        "paged": shown,
        "accounted": words.reconciliation(found.reconciliation) if found else "",
        "rows": with_codes(shown.page.object_list),
        "themes": theme_cards(newest_codebook()),
        "questions": questions.order_by("position"),
        "outcomes": [*Coding.Outcome.choices, ("waiting", "Waiting")],
    }
    return render(request, "evaluation/answers.html", context)


def _answer(pk: UUID) -> Answer:
    current = Answer.objects.filter(question__kind="open", superseded_by__isnull=True)
    return get_object_or_404(current.select_related("response__survey__round"), pk=pk)


@allow(can_see_words)
def answer_detail(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One answer: its quotes, and approving one."""
    answer = _answer(pk)
    row = with_codes(desk_answers(answer.response.survey.round, {}).filter(pk=pk))
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
    context = {"answer": answer, "row": row[0] if row else None, "form": form, "quotes": quotes}
    return render(request, "evaluation/answer_detail.html", context)


@allow(can_see_words)
@require_POST
def quote_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a quote back."""
    quote = get_object_or_404(Quote.objects.select_related("theme", "answer"), pk=pk)
    answer = quote.answer_id
    remove_quote(quote=quote, actor=request.actor)
    messages.success(request, "The quote is removed.")
    return redirect("evaluation:answer_detail", answer)
