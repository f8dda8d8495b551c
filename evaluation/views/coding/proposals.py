"""Themes that coders propose, and results as of a codebook version and a day."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.selectors.paging import paged
from evaluation.access import can_keep_codebook, can_see_words
from evaluation.findings import words
from evaluation.forms.codebook import AsOfForm, ProposalForm, SettleForm
from evaluation.models import Answer, ThemeProposal
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import desk_answers
from evaluation.selectors.coding.versions import as_of
from evaluation.services.coding.proposals import decline, propose_theme, take_up

ON_A_PAGE = 25


@allow(can_see_words)
def propose(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Propose a theme that an answer calls for; afterwards the answer is there to be coded."""
    current = Answer.objects.filter(question__kind="open", superseded_by__isnull=True)
    found = get_object_or_404(current.select_related("response__survey__round"), pk=pk)
    answer = get_object_or_404(desk_answers(found.response.survey.round, {}, request.actor.user), pk=pk)
    form = ProposalForm(request.POST or None, initial=_from_group(request))
    if request.method == "POST" and form.is_valid():
        propose_theme(answer=answer, actor=request.actor, **form.cleaned_data)
        messages.success(request, "The theme is proposed. Code the answer with the themes there are.")
        return redirect("evaluation:answer_code", answer.pk)
    return render(request, "evaluation/coding/propose.html", {"answer": answer, "form": form})


def _from_group(request: ActorRequest) -> dict[str, str]:
    """What is known of a group of answers, where the page was opened from one."""
    words, size = request.GET.get("words", "")[:80], request.GET.get("size", "")
    if not words or not size.isdecimal():
        return {}
    return {
        "title": words[0].upper() + words[1:],
        "note": f"{size} answers of this round share the words: {words}.",
    }


@allow(can_see_words)
def proposals(request: ActorRequest) -> HttpResponse:
    """What has been proposed, and what became of it."""
    related = ("answer__question", "proposed_by", "settled_by", "theme")
    shown = paged(ThemeProposal.objects.select_related(*related), request.GET, ON_A_PAGE)
    context = {"list": shown, "keeps": can_keep_codebook(request.actor)}
    return render(request, "evaluation/coding/proposals.html", context)


@allow(can_keep_codebook)
def proposal_settle(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a proposal up into the draft, or decline it."""
    proposal = get_object_or_404(
        ThemeProposal.objects.select_related("answer__question", "proposed_by"), pk=pk
    )
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        heading, reply = form.cleaned_data["heading"], form.cleaned_data["reply"]
        try:
            if heading:
                take_up(proposal=proposal, heading=heading, reply=reply, actor=request.actor)
            else:
                decline(proposal=proposal, reply=reply, actor=request.actor)
            messages.success(
                request, "The theme is in the draft." if heading else "The proposal is declined."
            )
            return redirect("evaluation:draft" if heading else "evaluation:proposals")
        except DomainError as error:
            refuse(form, error)
    return render(request, "evaluation/coding/proposal_settle.html", {"proposal": proposal, "form": form})


@allow(can_see_words)
def results_as_of(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The round's results as they were on a day under a version; today under the newest unless asked otherwise."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    newest, today = newest_codebook(), timezone.localdate()
    form = AsOfForm(request.GET if "day" in request.GET else {"version": newest.pk, "day": today.isoformat()})
    valid = form.is_valid()
    version = form.cleaned_data["version"] if valid else newest
    day = form.cleaned_data["day"] if valid else today
    found = as_of(round, version, day)
    context = {
        "round": round,
        "tab": "findings",
        "form": form,
        "version": version,
        "day": day,
        "rows": [(f"{code} {title}", affirmed, denied) for code, title, affirmed, denied in found.rows],
        "columns": ("Theme", "Answers that affirm it", "Answers that deny it"),
        "accounted": words.reconciliation(found.reconciliation),
    }
    return render(request, "evaluation/coding/as_of.html", context)
