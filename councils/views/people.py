"""Pages of the people of the programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from councils.access import allow, can_keep_accounts, manages_programme
from councils.errors import DomainError
from councils.forms.filters import PeopleFilter
from councils.forms.people import PersonAddForm, PersonForm, PersonMergeForm, PostEndForm, PostForm
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.models import Person, Post
from councils.selectors.paging import paged
from councils.selectors.people import people_for, posts_of
from councils.services.merging import merge_people
from councils.services.people import add_person, add_post, change_person, end_post
from councils.services.personal_links import replace_person_link, send_person_link


@require_safe
@allow(manages_programme)
def person_list(request: ActorRequest) -> HttpResponse:
    """Everybody the actor sees, by name."""
    narrowed = PeopleFilter(request.GET)
    people = people_for(request.actor, timezone.localdate(), narrowed.chosen)
    context = {
        "filter": narrowed,
        "list": paged(people, request.GET),
        "may_change": can_keep_accounts(request.actor),
    }
    return render(request, "councils/person_list.html", context)


@require_safe
@allow(manages_programme)
def person_detail(request: ActorRequest, pk: int) -> HttpResponse:
    """One person: how to reach them, their posts, their account. A merged one leads to the record that was kept."""
    person = get_object_or_404(Person.objects.visible_to(request.actor).select_related("user"), pk=pk)
    if person.merged_into_id:
        return redirect("councils:person_detail", person.merged_into_id)
    context = {
        "person": person,
        "posts": posts_of(person),
        "may_change": Person.objects.managed_by(request.actor).filter(pk=pk).exists(),
        "own_posts": set(
            Post.objects.managed_by(request.actor).filter(person=person).values_list("pk", flat=True)
        ),
        "today": timezone.localdate(),
    }
    return render(request, "councils/person_detail.html", context)


@allow(can_keep_accounts)
def person_add(request: ActorRequest) -> HttpResponse:
    """Add somebody with their post."""
    form = PersonAddForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
        try:
            person = add_person(**given, **form.post(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{person} has been added as {person.reference}.")
            return redirect("councils:person_detail", person.pk)
    context = {"form": form, "cancel_url": reverse("councils:person_list")}
    return render(request, "councils/person_add.html", context)


@allow(can_keep_accounts)
def person_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change name, address and telephone number."""
    person = _kept(request, pk)
    initial = {"name": person.name, "email": person.email, "phone": person.phone}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(person, **form.cleaned_data, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The changes have been saved.")
            return redirect("councils:person_detail", pk)
    return _form_page(request, "councils/person_edit.html", form, person)


@allow(can_keep_accounts)
def post_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Give somebody another post."""
    person = _kept(request, pk)
    form = PostForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            post = add_post(person, **form.post(), actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"Added: {post}.")
            return redirect("councils:person_detail", pk)
    return _form_page(request, "councils/post_add.html", form, person)


@allow(can_keep_accounts)
def post_end(request: ActorRequest, pk: int) -> HttpResponse:
    """Write down the last day of a post."""
    posts = Post.objects.managed_by(request.actor).select_related("person", "council", "region")
    post = get_object_or_404(posts, pk=pk)
    form = PostEndForm(request.POST or None, initial={"ends_on": post.ends_on})
    if request.method == "POST" and form.is_valid():
        try:
            end_post(post, ends_on=form.cleaned_data["ends_on"], actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The last day has been saved. Records of this post stay as they are.")
            return redirect("councils:person_detail", post.person_id)
    return _form_page(request, "councils/post_end.html", form, post.person, post=post)


@allow(can_keep_accounts)
def person_merge(request: ActorRequest, pk: int) -> HttpResponse:
    """Join another record of the same human into this one: choose it, look at both, confirm."""
    keep = _kept(request, pk)
    form = PersonMergeForm(request.POST or None, actor=request.actor, keep=keep)
    drop = form.cleaned_data["reference"] if request.method == "POST" and form.is_valid() else None
    if drop is not None and request.POST.get("confirm") == drop.reference:
        try:
            merge_people(keep, drop, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"{drop.reference} is now part of {keep.reference}.")
            return redirect("councils:person_detail", keep.pk)
    both = [(each, posts_of(each)) for each in (keep, drop)] if drop and not form.errors else []
    return _form_page(request, "councils/person_merge.html", form, keep, both=both, drop=drop)


@require_POST
@allow(can_keep_accounts)
def person_link_send(request: ActorRequest, pk: int) -> HttpResponse:
    """Mail somebody the link to their own pages."""
    person = _kept(request, pk)
    try:
        send_person_link(person, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"The link is on its way to {person.email}.")
    return redirect("councils:person_detail", pk)


@require_POST
@allow(can_keep_accounts)
def person_link_reissue(request: ActorRequest, pk: int) -> HttpResponse:
    """Make every earlier link of somebody worthless and mail them the new one."""
    person = _kept(request, pk)
    sent = replace_person_link(person, actor=request.actor)
    after = (
        f"The new one is on its way to {person.email}."
        if sent
        else "There is no address to send a new one to."
    )
    messages.success(request, f"Earlier links no longer open. {after}")
    return redirect("councils:person_detail", pk)


def _kept(request: ActorRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.managed_by(request.actor).current(), pk=pk)


def _form_page(
    request: ActorRequest, template: str, form: object, person: Person, **context: object
) -> HttpResponse:
    back = reverse("councils:person_detail", args=[person.pk])
    return render(request, template, {"form": form, "person": person, "cancel_url": back, **context})
