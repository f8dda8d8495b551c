"""The feedback form. Everything hangs on the token in the address: no session, no cookie, so that it goes on from
another device and where cookies are blocked. GET and HEAD change nothing; nor does a post without chosen answers.

The views are exempt from the CSRF check: a request carries no ambient authority that a foreign page could abuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from councils.access import allow, is_staff
from councils.errors import DomainError
from councils.roles import PostKind
from evaluation.forms.feedback import PageForm, SendForm, StartForm
from evaluation.models import Question, QuestionnaireVersion
from evaluation.questionnaire.pages import pages_for
from evaluation.questionnaire.typed import Typed
from evaluation.selectors.feedback import Opened, check_lines, form_pages, opened
from evaluation.services.responses import begin_change, keep, submit, typed_so_far

View = Callable[..., HttpResponse]


def by_token(view: View) -> View:
    """Find whose form it is; a link that does not open says which and whom to write to."""

    @never_cache
    @csrf_exempt
    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        link = opened(token)
        if link is None:
            raise Http404
        if link.closed_because:
            return _page(request, "closed", link, token, status=410)
        return view(request, link, token=token, **kwargs)

    return found


def _page(
    request: HttpRequest, name: str, link: Opened, token: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"invitation": link.invitation, "survey": link.invitation.survey, "write_to": link.write_to}
    frame = {"opened": link, "token": token, "personal_link": True}
    return render(request, f"evaluation/feedback_{name}.html", context | frame | more, status=status)


@by_token
def feedback_start(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """Who asks, how long it takes, who sees what; the parts played. Answered already: whether to change it."""
    invitation, typed = link.invitation, typed_so_far(link.invitation)
    if hasattr(invitation, "receipt") and typed is None:
        return _answered(request, link, token)
    form = StartForm(request.POST or None, typed=typed, parts=invitation.parts)
    if request.method == "POST" and form.is_valid():
        before = form.cleaned_data["involved_before"] == "yes"
        given = typed.given if typed else {}
        keep(invitation, Typed(tuple(form.cleaned_data["parts"]), before, given))
        return redirect("evaluation:feedback_page", token, 1)
    return _page(request, "start", link, token, form=form, typed=typed)


def _answered(request: HttpRequest, link: Opened, token: str) -> HttpResponse:
    if request.method == "POST" and request.POST.get("change") == "yes":
        begin_change(link.invitation)
        return redirect("evaluation:feedback_page", token, 1)
    return _page(request, "done", link, token)


@by_token
def feedback_page(request: HttpRequest, link: Opened, *, token: str, number: int) -> HttpResponse:
    """One page of questions. What is posted is kept, then the next page follows, or the check of all answers."""
    typed = typed_so_far(link.invitation)
    if typed is None:
        return redirect("evaluation:feedback_start", token)
    pages = form_pages(link.invitation, typed)
    if not 1 <= number <= len(pages):
        raise Http404
    page = pages[number - 1]
    form = PageForm(request.POST if request.method == "POST" else None, page=page, typed=typed)
    if request.method == "POST" and form.is_valid():
        keep(link.invitation, typed.with_answers(form.cleaned_data))
        last = number == len(pages) or "finish" in request.POST or "check" in request.GET
        return (
            redirect("evaluation:feedback_check", token)
            if last
            else redirect("evaluation:feedback_page", token, number + 1)
        )
    return _page(request, "page", link, token, form=form, page=page, pages=len(pages), back=number - 1)


@by_token
def feedback_check(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """All answers once more, consent for quoting, and sending."""
    invitation, typed = link.invitation, typed_so_far(link.invitation)
    if typed is None:
        return redirect("evaluation:feedback_start", token)
    consent = invitation.response.consent if hasattr(invitation, "response") else ""
    form = SendForm(request.POST if request.method == "POST" else None, consent=consent)
    if request.method == "POST" and form.is_valid():
        try:
            submit(invitation, key=form.cleaned_data["key"], consent=form.cleaned_data["consent"])
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("evaluation:feedback_done", token)
    lines = check_lines(form_pages(invitation, typed), typed)
    return _page(request, "check", link, token, form=form, lines=lines)


@by_token
def feedback_done(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """Thank you; and that it can be changed until the survey closes."""
    if not hasattr(link.invitation, "receipt"):
        return redirect("evaluation:feedback_start", token)
    return _page(request, "done", link, token)


@allow(is_staff)
def feedback_preview(request: HttpRequest, post: str) -> HttpResponse:
    """The newest questionnaire as somebody in this post reads it, for staff."""
    if post not in PostKind.values:
        raise Http404
    version = get_object_or_404(QuestionnaireVersion.objects.order_by("-number")[:1])
    pages = pages_for(Question.objects.filter(version=version), post=post, involved_before=True)
    context = {"version": version, "pages": pages, "post": PostKind(post), "posts": PostKind.choices}
    return render(request, "evaluation/feedback_preview.html", context)
