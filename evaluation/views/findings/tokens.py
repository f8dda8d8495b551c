"""Keys of one's own account for programs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from councils.access import allow, is_staff
from councils.errors import DomainError
from councils.forms.days import DayField
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.models import ApiToken
from evaluation.services.findings.tokens import make_token, revoke_token

USUAL = timedelta(days=90)


class TokenForm(forms.Form):
    """A new key."""

    name = forms.CharField(
        label="What will use it?", max_length=80, error_messages={"required": "Say what will use it."}
    )
    scopes = forms.MultipleChoiceField(
        label="What it opens",
        choices=ApiToken.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what the key opens."},
    )
    expires_on = DayField(label="Last day")
    submit_label = "Make the key"

    def __init__(self, data: Any = None, *, expires_on: date) -> None:
        super().__init__(data, initial={"expires_on": expires_on})
        self.helper = FormHelper()
        self.helper.layout = Layout("name", Field.checkboxes("scopes", legend_size=Size.SMALL), "expires_on")


@never_cache
@allow(is_staff)
def tokens(request: ActorRequest) -> HttpResponse:
    """One's keys, and making one: its secret is shown on this page once."""
    form, secret = TokenForm(request.POST or None, expires_on=timezone.localdate() + USUAL), ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = make_token(actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            form = TokenForm(expires_on=timezone.localdate() + USUAL)
    mine = ApiToken.objects.filter(user=request.actor.user)
    return render(
        request,
        "evaluation/findings/tokens.html",
        {"form": form, "secret": secret, "tokens": mine, "site": settings.SITE_URL},
    )


@require_POST
@allow(is_staff)
def token_revoke(request: ActorRequest, pk: int) -> HttpResponse:
    """Stop one of one's keys."""
    token = get_object_or_404(ApiToken, pk=pk, user=request.actor.user)
    revoke_token(token=token, actor=request.actor)
    messages.success(request, f"The key “{token}” opens nothing any more.")
    return redirect("evaluation:tokens")
