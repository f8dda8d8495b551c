"""The feedback form. Everything hangs on the token in the address: no session, no cookie, so that it goes on from
another device and where cookies are blocked. GET and HEAD change nothing; nor does a post without chosen answers.

The views are exempt from the CSRF check: a request carries no ambient authority that a foreign page could abuse."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.links.models import LinkPurpose
from councils.links.tokens import link_from
from evaluation.forms.feedback import AnonymousStartForm, CodeForm, PageForm, SendForm, StartForm
from evaluation.models import Invitation
from evaluation.models.responses import Consent
from evaluation.questionnaire.typed import Typed
from evaluation.selectors.feedback.form import (
    Opened,
    check_pages,
    form_pages,
    handed_over,
    opened,
    words_not_sent,
)
from evaluation.services.feedback.responses import (
    begin_change,
    begin_sealed_change,
    has_answered,
    keep,
    keep_answers,
    receipt_code,
    sealed_code,
    submit,
    typed_so_far,
)
from evaluation.services.feedback.sealing import AT_LEAST, few_in_group
from evaluation.services.feedback.sending import send_at_once

View = Callable[..., HttpResponse]


def by_token(view: View) -> View:
    """Find whose form it is; a link that does not open says which and whom to write to."""

    @never_cache
    @csrf_exempt
    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        link = opened(token)
        if link is None:
            return _elsewhere(request, token)
        if link.closed_because:
            return feedback_frame(request, "closed", link, token, status=410)
        return view(request, link, token=token, **kwargs)

    return found


def _elsewhere(request: HttpRequest, token: str) -> HttpResponse:
    """Where a link leads that opens no form: to the page of who has handed theirs over, else to what may help."""
    if handed_over(token) is not None:
        return redirect("evaluation:feedback_deputy", token)
    link = link_from(token, LinkPurpose.FEEDBACK)
    if link is not None and link.withdrawn_at:
        return render(request, "councils/link_closed.html", {"link": link}, status=410)
    return render(request, "councils/link_unknown.html", status=404)


def feedback_frame(
    request: HttpRequest, name: str, link: Opened, token: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page of the feedback form, with what every one of them shows."""
    context = {"invitation": link.invitation, "survey": link.invitation.survey, "write_to": link.write_to}
    frame = {"opened": link, "token": token, "personal_link": True}
    return render(request, f"evaluation/feedback/{name}.html", context | frame | more, status=status)


@by_token
def feedback_start(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """Who asks, how long it takes, who sees what; the parts played. Answered already: whether to change it."""
    invitation, typed = link.invitation, typed_so_far(link.invitation)
    if has_answered(invitation) and typed is None:
        return _answered(request, link, token)
    form = _start_form(request, invitation, typed)
    if request.method == "POST" and form.is_valid():
        given, replaces = (typed.given, typed.replaces) if typed else ({}, "")
        before = form.cleaned_data.get("involved_before") == "yes"
        parts = tuple(form.cleaned_data.get("parts", ()))
        keep(invitation, Typed(parts, before, given, replaces))
        return redirect("evaluation:feedback_page", token, 1)
    few = few_in_group(invitation) if invitation.survey.anonymous else None
    more: dict[str, Any] = {
        "form": form,
        "typed": typed,
        "few": few,
        "at_least": AT_LEAST,
        "changing": has_answered(invitation),
    }
    return feedback_frame(request, "start", link, token, **more)


def _start_form(request: HttpRequest, invitation: Invitation, typed: Typed | None) -> Form:
    data = request.POST if request.method == "POST" else None
    if invitation.survey.anonymous:
        return AnonymousStartForm(data)
    return StartForm(data, typed=typed, parts=invitation.parts)


def _answered(request: HttpRequest, link: Opened, token: str) -> HttpResponse:
    invitation = link.invitation
    form = CodeForm(request.POST or None) if invitation.survey.anonymous else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            begin_sealed_change(invitation, form.cleaned_data["code"])
            return redirect("evaluation:feedback_page", token, 1)
        except DomainError as refusal:
            refuse(form, refusal)
    if request.method == "POST" and form is None and request.POST.get("change") == "yes":
        begin_change(invitation)
        return redirect("evaluation:feedback_page", token, 1)
    return _done(request, link, token, form=form)


def _done(request: HttpRequest, link: Opened, token: str, **more: Any) -> HttpResponse:
    """Thank you. A confidential round shows the code each time; an anonymous one only as the answers are sent."""
    if not link.invitation.survey.anonymous:
        more["code"] = receipt_code(link.invitation)
    else:
        more["form"] = more.get("form") or CodeForm()
    return feedback_frame(request, "done", link, token, **more)


@by_token
def feedback_page(request: HttpRequest, link: Opened, *, token: str, number: int) -> HttpResponse:
    """One page of questions. What is posted is kept, then the next page follows, or the check of all answers."""
    link, typed = _changing(request, link, token)
    if typed is None:
        return _not_kept(request, link, token, number)
    pages = form_pages(link.invitation, typed)
    if not 1 <= number <= len(pages):
        raise Http404
    page = pages[number - 1]
    form = PageForm(request.POST if request.method == "POST" else None, page=page, typed=typed)
    if request.method == "POST" and form.is_valid():
        if not keep_answers(link.invitation, form.answers()):
            return _not_kept(request, link, token, number)
        last = number == len(pages) or "finish" in request.POST or "check" in request.GET
        return (
            redirect("evaluation:feedback_check", token)
            if last
            else redirect("evaluation:feedback_page", token, number + 1)
        )
    return feedback_frame(
        request, "page", link, token, form=form, page=page, pages=len(pages), back=number - 1
    )


def _changing(request: HttpRequest, link: Opened, token: str) -> tuple[Opened, Typed | None]:
    """The link and what is typed so far; where answers are to be added to sent ones, those are opened for it first."""
    typed = typed_so_far(link.invitation)
    adds = request.method == "POST" and request.POST.get("change") == "yes" and has_answered(link.invitation)
    if typed is not None or not adds or link.invitation.survey.anonymous:
        return link, typed
    begin_change(link.invitation)
    link = opened(token) or link
    return link, typed_so_far(link.invitation)


def _not_kept(request: HttpRequest, link: Opened, token: str, number: int) -> HttpResponse:
    """A page with no form to keep it in: the form has not been begun, or was sent, say in another window. Words that
    were typed since and are not among the sent ones are shown again, so that they are not lost."""
    words = words_not_sent(link.invitation, request.POST)
    if not words:
        return redirect("evaluation:feedback_start", token)
    return feedback_frame(request, "not_kept", link, token, words=words, number=number)


@by_token
def feedback_keep(request: HttpRequest, link: Opened, *, token: str, number: int) -> HttpResponse:
    """Keep what stands on a page while somebody types: whatever of it is valid. Answers JSON with the time."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    typed = typed_so_far(link.invitation)
    pages = form_pages(link.invitation, typed) if typed else []
    if typed is None or not 1 <= number <= len(pages):
        return JsonResponse({"kept": False})
    form = PageForm(request.POST, page=pages[number - 1], typed=typed)
    whole = form.is_valid()
    posted = {name.rsplit("_", 1)[0] for name in request.POST} | set(request.POST)
    asked = {name: answer for name, answer in form.answers().items() if name in posted}
    kept = keep_answers(link.invitation, asked) and whole
    return JsonResponse({"kept": kept, "at": timezone.localtime().strftime("%H:%M")})


@by_token
def feedback_privacy(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """The privacy notice of the round's promise."""
    return feedback_frame(request, "privacy", link, token)


@by_token
def feedback_print(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """Every question of this person's form, empty, on one page to read or print."""
    typed = Typed(involved_before=True)
    return feedback_frame(request, "print", link, token, pages=form_pages(link.invitation, typed))


@never_cache
@csrf_exempt
def feedback_check(request: HttpRequest, token: str) -> HttpResponse:
    """All answers once more, consent for quoting, and sending."""
    if request.method == "POST" and _sent_at_once(request, token):
        return redirect("evaluation:feedback_done", token)
    return _check(request, token)


def _sent_at_once(request: HttpRequest, token: str) -> bool:
    """Send a confidential form that is in order, with no more than that takes; whatever needs words does not pass."""
    consent = request.POST.get("consent", "")
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return False
    return consent in Consent.values and send_at_once(token, key=key, consent=consent)


def _check(request: HttpRequest, token: str) -> HttpResponse:
    return by_token(_check_page)(request, token)


def _check_page(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    invitation, typed = link.invitation, typed_so_far(link.invitation)
    if typed is None and not (request.method == "POST" and has_answered(invitation)):
        return redirect("evaluation:feedback_start", token)
    consent, anonymous = _consent_so_far(invitation), invitation.survey.anonymous
    form = SendForm(request.POST if request.method == "POST" else None, consent=consent, anonymous=anonymous)
    if request.method == "POST" and form.is_valid():
        try:
            submit(invitation, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _sent(request, link, token, form.cleaned_data["key"])
    if typed is None:
        return redirect("evaluation:feedback_start", token)
    pages = check_pages(form_pages(invitation, typed), typed)
    some, changing = bool(typed.given), has_answered(invitation)
    return feedback_frame(request, "check", link, token, form=form, pages=pages, some=some, changing=changing)


def _consent_so_far(invitation: Invitation) -> str:
    return invitation.response.consent if hasattr(invitation, "response") else ""


def _sent(request: HttpRequest, link: Opened, token: str, key: UUID) -> HttpResponse:
    """After sending: the next address, or of an anonymous form the page itself, as only now can it show the code."""
    if not link.invitation.survey.anonymous:
        return redirect("evaluation:feedback_done", token)
    code = sealed_code(link.invitation, key)
    return _done(request, link, token, code=code, just_sent=True)


@by_token
def feedback_done(request: HttpRequest, link: Opened, *, token: str) -> HttpResponse:
    """Thank you; and that it can be changed until the survey closes."""
    if not has_answered(link.invitation):
        return redirect("evaluation:feedback_start", token)
    return _done(request, link, token)
