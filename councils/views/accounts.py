"""Pages of accounts and the roles they hold."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from councils.access import allow, can_keep_accounts, manages_programme
from councils.errors import DomainError
from councils.forms.accounts import InviteForm, MembershipEndForm, RoleForm
from councils.forms.filters import AccountsFilter
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Membership, Person, User
from councils.numbers import whole_number
from councils.selectors.accounts import accounts_for
from councils.selectors.paging import paged
from councils.services.accounts import (
    add_membership,
    change_membership,
    end_membership,
    invite_account,
    invite_again,
)


@require_safe
@allow(manages_programme)
def account_list(request: ActorRequest) -> HttpResponse:
    """Accounts, by name, with the roles they hold."""
    narrowed = AccountsFilter(request.GET)
    today = timezone.localdate()
    context = {
        "filter": narrowed,
        "list": paged(accounts_for(request.actor, today, narrowed.chosen), request.GET),
        "may_change": can_keep_accounts(request.actor),
    }
    return render(request, "councils/account_list.html", context)


@allow(can_keep_accounts)
def account_invite(request: ActorRequest) -> HttpResponse:
    """Invite somebody; from a person's page, that person."""
    person = _asked_person(request)
    initial = {"email": person.email, "name": person.name} if person else None
    form = InviteForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        email, name = form.cleaned_data["email"], form.cleaned_data["name"]
        try:
            invite_account(email=email, name=name, held=form.held(), actor=request.actor, person=person)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"The invitation is on its way to {email}.")
            return redirect("councils:account_list")
    context = {"form": form, "person": person, "cancel_url": reverse("councils:account_list")}
    return render(request, "councils/account_invite.html", context)


@require_POST
@allow(can_keep_accounts)
def account_invite_again(request: ActorRequest, pk: int) -> HttpResponse:
    """Send the invitation once more."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    try:
        invite_again(user, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"The invitation is on its way to {user.email}.")
    return redirect("councils:account_list")


@allow(can_keep_accounts)
def membership_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Give an account another role."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    form = RoleForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            add_membership(user, held=form.held(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{user} holds the role from today.")
            return redirect("councils:account_list")
    return _role_page(request, "councils/membership_add.html", form, user)


@allow(can_keep_accounts)
def membership_change(request: ActorRequest, pk: int) -> HttpResponse:
    """Hold another role instead."""
    held = _kept(request, pk)
    initial = {"role": held.role, "region": held.region, "council": held.council}
    form = RoleForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_membership(held, held=form.held(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"The role of {held.user} has been changed.")
            return redirect("councils:account_list")
    return _role_page(request, "councils/membership_change.html", form, held.user, membership=held)


@allow(can_keep_accounts)
def membership_end(request: ActorRequest, pk: int) -> HttpResponse:
    """End a role, at once or after a day."""
    held = _kept(request, pk)
    form = MembershipEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_membership(held, last_day=form.cleaned_data["last_day"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"The role of {held.user} has been ended.")
            return redirect("councils:account_list")
    return _role_page(request, "councils/membership_end.html", form, held.user, membership=held)


def _asked_person(request: ActorRequest) -> Person | None:
    asked = request.GET.get("person")
    if not asked:
        return None
    people = Person.objects.managed_by(request.actor).current().filter(user__isnull=True)
    return get_object_or_404(people, pk=whole_number(asked) or 0)


def _kept(request: ActorRequest, pk: int) -> Membership:
    open_ones = Membership.objects.managed_by(request.actor).open_on(timezone.localdate())
    return get_object_or_404(open_ones.select_related("user", "region", "council__region"), pk=pk)


def _role_page(
    request: ActorRequest, template: str, form: object, user: User, **context: object
) -> HttpResponse:
    shown = {"form": form, "account": user, "cancel_url": reverse("councils:account_list"), **context}
    return render(request, template, shown)
