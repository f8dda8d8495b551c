"""Random samples of a round: drawing, blind coding, differences, adjudication, and how far people agree."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_see_words
from evaluation.exports.gold import as_gold
from evaluation.findings import words
from evaluation.forms.coding import DecisionForm, by_heading
from evaluation.forms.samples import DrawForm
from evaluation.models import Answer, CodingSample, SampleItem, ThemeCard
from evaluation.selectors.coding.agreement import by_kind, pairs_of
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import blind_work, reconciled
from evaluation.selectors.coding.samples import ItemState, item_states, next_blind, progress_of
from evaluation.services.coding.runs import open_answers
from evaluation.services.coding.samples import adjudicate, code_blind, draw_sample, freeze


@allow(can_see_words)
def samples(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The samples of a round; drawing another."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    form = DrawForm(request.POST or None, population=open_answers(round).count())
    if request.method == "POST" and form.is_valid():
        try:
            sample = draw_sample(round=round, actor=request.actor, **form.cleaned_data)
            messages.success(request, f"{sample.size} of {sample.population} answers are drawn.")
            return redirect("evaluation:sample", sample.pk)
        except DomainError as error:
            refuse(form, error)
    context = {
        "round": round,
        "tab": "findings",
        "form": form,
        "samples": CodingSample.objects.filter(round=round).select_related("drawn_by", "codebook"),
        "accounted": words.reconciliation(reconciled(round)),
    }
    return render(request, "evaluation/coding/samples.html", context)


def _sample(request: ActorRequest, pk: int) -> CodingSample:
    visible = CodingSample.objects.filter(round__in=ChallengeRound.objects.visible_to(request.actor))
    return get_object_or_404(visible.select_related("round", "codebook", "drawn_by", "frozen_by"), pk=pk)


def _still_blind(request: ActorRequest, sample: CodingSample) -> int:
    user = request.actor.user
    return blind_work(user).filter(sample=sample).count() if user else 0


@allow(can_see_words)
def sample(request: ActorRequest, pk: int) -> HttpResponse:
    """How far a sample is; where people differ, to those who have nothing left to code blind."""
    found = _sample(request, pk)
    blind = _still_blind(request, found)
    is_blind = found.kind == CodingSample.Kind.BLIND
    states = item_states(found) if is_blind and not blind else []
    context = {
        "sample": found,
        "round": found.round,
        "tab": "findings",
        "blind": blind,
        "progress": progress_of(found) if is_blind else [],
        "audited": found.items.filter(answer__standing__by_person=True).count(),
        "complete": sum(state.complete for state in states),
        "open": [state for state in states if state.open],
        "settled": [state for state in states if state.differs and state.adjudicated],
        "ready": bool(states) and all(state.settled for state in states) and not found.frozen_at,
    }
    return render(request, "evaluation/coding/sample.html", context)


@allow(can_see_words)
def sample_code(request: ActorRequest, pk: int) -> HttpResponse:
    """Code the next answer of a sample, shown nothing but the answer and its question."""
    found = _sample(request, pk)
    user = request.actor.user
    if user is None or not found.coders.filter(pk=user.pk).exists():
        raise Http404
    answer = next_blind(found, user)
    if answer is None or found.frozen_at:
        messages.success(request, "You have coded every answer of this sample.")
        return redirect("evaluation:sample", found.pk)
    if request.method == "POST" and request.POST.get("answer") != str(answer.pk):
        messages.error(request, "You have coded that answer blind already, and that stays. Here is the next.")
        return redirect("evaluation:sample_code", found.pk)
    cards = list(ThemeCard.objects.filter(codebook=found.codebook_id).select_related("theme"))
    form = DecisionForm(request.POST or None, text=answer.text, cards=cards)
    if form.is_valid() and _coded_blind(request, found, answer, form):
        return redirect("evaluation:sample_code", found.pk)
    context = {
        "sample": found,
        "round": found.round,
        "answer": answer,
        "form": form,
        "left": _still_blind(request, found),
        "themes": by_heading(form.rows),
        "blind": True,
    }
    return render(request, "evaluation/coding/sample_code.html", context)


def _coded_blind(request: ActorRequest, sample: CodingSample, answer: Answer, form: DecisionForm) -> bool:
    outcome = form.cleaned_data["outcome"]
    try:
        code_blind(sample=sample, answer=answer, outcome=outcome, codes=form.codes, actor=request.actor)
    except DomainError as error:
        refuse(form, error)
        return False
    return True


@allow(can_see_words)
def adjudication(request: ActorRequest, pk: int) -> HttpResponse:
    """Settle an answer that people coded differently."""
    item = get_object_or_404(SampleItem.objects.select_related("sample__round", "answer__question"), pk=pk)
    sample = _sample(request, item.sample_id)
    state = next((each for each in item_states(sample) if each.item.pk == pk), None)
    if state is None or not state.complete or sample.frozen_at or _still_blind(request, sample):
        raise Http404
    form = _adjudication_form(request, state)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            adjudicate(
                item=item, outcome=given["outcome"], codes=form.codes, actor=request.actor, seen=given["seen"]
            )
            messages.success(request, "The answer is settled.")
            return redirect("evaluation:sample", sample.pk)
        except DomainError as error:
            refuse(form, error)
    context = {"sample": sample, "round": sample.round, "answer": item.answer, "form": form, "state": state,
               "themes": by_heading(form.rows), "blind": True}  # fmt: skip
    return render(request, "evaluation/coding/adjudication.html", context)


def _settled(state: ItemState) -> int | None:
    return state.adjudicated.coding.pk if state.adjudicated else None


def _adjudication_form(request: ActorRequest, state: ItemState) -> DecisionForm:
    cards = list(ThemeCard.objects.filter(codebook=newest_codebook()).select_related("theme"))
    given = [
        code
        for judgement in state.judgements
        for code in judgement.coding.assignments.select_related("theme")
    ]
    opinions = [{(said.theme, said.denied) for said in judgement.said} for judgement in state.judgements]
    common = set.intersection(*opinions) if opinions else set()
    agreed = {
        (code.theme.code, code.denied): code for code in given if (code.theme.code, code.denied) in common
    }
    return DecisionForm(
        request.POST or None, text=state.item.answer.text, cards=cards, suggested=list(agreed.values()), hints=given,
        seen=_settled(state),
    )  # fmt: skip


@allow(can_see_words)
@require_POST
def sample_freeze(request: ActorRequest, pk: int) -> HttpResponse:
    """Make a settled sample the gold set, for good."""
    found = _sample(request, pk)
    try:
        freeze(sample=found, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The gold set is frozen. It never changes from now on.")
    return redirect("evaluation:sample", found.pk)


@allow(can_see_words)
def sample_gold(request: ActorRequest, pk: int) -> HttpResponse:
    """A frozen gold set as a file, to measure coders by."""
    found = _sample(request, pk)
    if not found.frozen_at:
        raise Http404
    reply = HttpResponse(as_gold(found), content_type="text/csv; charset=utf-8")
    reply["Content-Disposition"] = f'attachment; filename="{slugify(f"{found.round} gold {found.pk}")}.csv"'
    return reply


@allow(can_see_words)
def agreement(request: ActorRequest, pk: UUID) -> HttpResponse:
    """How far people agree with each other and with the engine, on answers drawn at random."""
    round = get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk)
    user = request.actor.user
    if user and blind_work(user).filter(sample__round=round).exists():
        messages.error(request, "Finish coding blind first: agreement shows what others said.")
        return redirect("evaluation:samples", round.pk)
    context = {
        "round": round,
        "tab": "findings",
        "kinds": by_kind(pairs_of(round)),
        "accounted": words.reconciliation(reconciled(round)),
    }
    return render(request, "evaluation/coding/agreement.html", context)
