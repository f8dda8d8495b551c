"""The codebook: reading versions and comparing them, drafting the next one, publishing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from challenges.forms.challenge import PlainForm
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_keep_codebook, can_see_words
from evaluation.forms.codebook import AddThemeForm, CardForm, MergeForm, PublishForm, RetireForm, SplitForm
from evaluation.models import CodebookVersion, ThemeCard, ThemeProposal
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.rules import cards_with_rules
from evaluation.selectors.coding.versions import differences, preview_of
from evaluation.services.coding import codebook as service


@allow(can_see_words)
def codebook(request: ActorRequest) -> HttpResponse:
    """The version that counts; the others, the draft and what is proposed."""
    return _version(request, newest_codebook())


@allow(can_see_words)
def codebook_version(request: ActorRequest, number: int) -> HttpResponse:
    """A published version as it was."""
    return _version(request, get_object_or_404(CodebookVersion.objects.published(), number=number))


def _version(request: ActorRequest, version: CodebookVersion) -> HttpResponse:
    published = list(CodebookVersion.objects.published().select_related("published_by"))
    context = {
        "version": version,
        "newest": published[0],
        "versions": published,
        "cards": cards_with_rules(version),
        "draft": service.draft_codebook(),
        "keeps": can_keep_codebook(request.actor),
        "proposals": ThemeProposal.objects.filter(state=ThemeProposal.State.OPEN).count(),
    }
    return render(request, "evaluation/coding/codebook.html", context)


@allow(can_see_words)
def codebook_compare(request: ActorRequest) -> HttpResponse:
    """What differs between two published versions: the newest two unless others are asked for."""
    published = list(CodebookVersion.objects.published())
    by_number = {str(version.number): version for version in published}
    chosen = [by_number.get(request.GET.get(name, "")) for name in ("old", "new")]
    new = chosen[1] or published[0]
    old = chosen[0] or next((version for version in published if version.number < new.number), new)
    old, new = sorted((old, new), key=lambda version: version.number)
    context = {"versions": published, "old": old, "new": new, "differences": differences(old, new)}
    return render(request, "evaluation/coding/codebook_compare.html", context)


@allow(can_keep_codebook)
@require_POST
def draft_begin(request: ActorRequest) -> HttpResponse:
    """Begin the next version, or go on with it."""
    service.begin_draft(request.actor)
    return redirect("evaluation:draft")


def _draft() -> CodebookVersion:
    draft = service.draft_codebook()
    if draft is None:
        raise Http404
    return draft


@allow(can_keep_codebook)
def draft(request: ActorRequest) -> HttpResponse:
    """The draft's themes, what has been done to it, and the way back."""
    found = _draft()
    context = {
        "draft": found,
        "cards": found.cards.select_related("theme"),
        "differences": differences(newest_codebook(), found),
        "steps": found.steps.select_related("by"),
    }
    return render(request, "evaluation/coding/draft.html", context)


def _act(request: ActorRequest, form: PlainForm, act: Callable[[], Any], said: str) -> HttpResponse | None:
    """Do what a valid form asks for and go back to the draft; None where the page is to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        act()
    except DomainError as error:
        refuse(form, error)
        return None
    messages.success(request, said)
    return redirect("evaluation:draft")


def _page(request: ActorRequest, form: PlainForm, heading: str, intro: str = "") -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "explained": intro,
        "cancel_url": reverse("evaluation:draft"),
    }
    return render(request, "evaluation/coding/draft_form.html", context)


def _card(request: ActorRequest, code: str) -> ThemeCard:
    """The draft's card. What is sent to a draft or theme that has gone since gets the published one to stand on: the
    service refuses, and the page keeps what was typed."""
    draft = service.draft_codebook()
    card = _cards(draft, code) if draft else None
    if card is None and request.method == "POST":
        card = _cards(newest_codebook(), code)
    if card is None:
        raise Http404
    return card


def _cards(version: CodebookVersion, code: str) -> ThemeCard | None:
    return version.cards.select_related("theme", "codebook").filter(theme__code=code).first()


@allow(can_keep_codebook)
def draft_add(request: ActorRequest) -> HttpResponse:
    """Add a theme."""
    if request.method != "POST":
        _draft()
    form = AddThemeForm(request.POST or None)
    done = _act(request, form, lambda: service.add_theme(**form.cleaned_data, actor=request.actor), "Added.")
    return done or _page(request, form, "Add a theme", "It gets a code of its own, which it keeps for ever.")


@allow(can_keep_codebook)
def draft_card(request: ActorRequest, code: str) -> HttpResponse:
    """Change what a theme's card says."""
    card = _card(request, code)
    form = CardForm(request.POST or None, card=card)
    done = _act(
        request,
        form,
        lambda: service.change_card(
            code=code, fields=form.fields_of_card, actor=request.actor, seen=form.cleaned_data["seen"]
        ),
        f"The card of {code} is changed.",
    )
    return done or _page(request, form, str(card))


@allow(can_keep_codebook)
def draft_retire(request: ActorRequest, code: str) -> HttpResponse:
    """Take a theme out."""
    card = _card(request, code)
    form = RetireForm(request.POST if request.method == "POST" else None)
    done = _act(
        request, form, lambda: service.retire_theme(code=code, actor=request.actor), f"{code} is retired."
    )
    intro = "What people decided loses this theme. Where nothing is left of a decision, the answer waits for a person."
    return done or _page(request, form, f"Retire {card}", intro)


@allow(can_keep_codebook)
def draft_merge(request: ActorRequest, code: str) -> HttpResponse:
    """Make a theme part of another."""
    card = _card(request, code)
    form = MergeForm(request.POST or None, card=card)
    done = _act(
        request,
        form,
        lambda: service.merge_theme(code=code, into=form.cleaned_data["into"], actor=request.actor),
        f"{code} is merged.",
    )
    return done or _page(
        request, form, f"Merge {card}", "Whatever carries this theme carries the other from then on."
    )


@allow(can_keep_codebook)
def draft_split(request: ActorRequest, code: str) -> HttpResponse:
    """Put several themes in place of one."""
    card = _card(request, code)
    form = SplitForm(request.POST or None)
    done = _act(
        request,
        form,
        lambda: service.split_theme(code=code, titles=form.cleaned_data["titles"], actor=request.actor),
        f"{code} is split. Write the cards of its parts.",
    )
    intro = (
        "Answers that people gave this theme wait for a person, who says which of the new themes is meant."
    )
    return done or _page(request, form, f"Split {card}", intro)


@allow(can_keep_codebook)
@require_POST
def draft_undo(request: ActorRequest) -> HttpResponse:
    """Take the last edit back."""
    return _back(request, lambda: f"Taken back: {service.undo_step(request.actor)}.", "evaluation:draft")


@allow(can_keep_codebook)
@require_POST
def draft_discard(request: ActorRequest) -> HttpResponse:
    """Throw the draft away."""

    def discard() -> str:
        service.discard_draft(request.actor)
        return "The draft is discarded."

    return _back(request, discard, "evaluation:codebook")


def _back(request: ActorRequest, act: Callable[[], str], to: str) -> HttpResponse:
    try:
        messages.success(request, act())
    except DomainError as error:
        messages.error(request, error.message)
        to = "evaluation:codebook"
    return redirect(to)


@allow(can_keep_codebook)
def draft_publish(request: ActorRequest) -> HttpResponse:
    """What the draft would change in the answers; publishing it."""
    if request.method == "POST" and service.draft_codebook() is None:
        messages.error(request, f"{service.GONE} What you wrote about it: “{request.POST.get('note', '')}”")
        return redirect("evaluation:codebook")
    found = _draft()
    form = PublishForm(request.POST or None, draft=found)
    if request.method == "POST" and form.is_valid():
        try:
            service.publish_draft(**form.cleaned_data, actor=request.actor)
            messages.success(request, "The version is published. The answers are being coded anew under it.")
            return redirect("evaluation:codebook")
        except DomainError as error:
            refuse(form, error)
    context = {
        "draft": found,
        "form": form,
        "preview": preview_of(found, request.actor.user),
        "differences": differences(newest_codebook(), found),
    }
    return render(request, "evaluation/coding/draft_publish.html", context)
