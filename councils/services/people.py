"""Making people, finding them again, and keeping what they are."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Length

from councils.access import require_manager_of_person, require_manager_of_place
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError
from councils.imports.cells import tidy
from councils.models import Council, Person, Post, Region
from councils.roles import PostKind

PRINTED = re.compile(r"P(\d{5,})")
TRIES = 5


@transaction.atomic
def find_or_make_person(
    *,
    name: str,
    email: str,
    actor: Actor,
    council: Council | None = None,
    post: str = "",
    region: Region | None = None,
) -> Person:
    """The person with this name and address at this council (letters' case aside), else a new one with that post.

    Directors may share an address, so a name alone or an address alone finds nobody."""
    name, email = tidy(name), email.strip()
    known = Person.objects.current().filter(name__iexact=name, email__iexact=email)
    if council is not None:
        known = known.filter(posts__council=council)
    found = known.order_by("pk").first()
    if found is not None:
        return found
    made = new_person(name=name, email=email)
    if post:
        Post.objects.create(person=made, kind=post, council=council, region=None if council else region)
    place = region or _region_of(council)
    record(actor, "added the person", made, after={"name": name, "post": post}, region=place)
    return made


@transaction.atomic
def add_person(
    *,
    name: str,
    actor: Actor,
    email: str = "",
    phone: str = "",
    kind: str = "",
    council: Council | None = None,
    region: Region | None = None,
    starts_on: date | None = None,
) -> Person:
    """A new person with a post at a council or a region.

    Raises NotAllowed where the place is not the actor's, DomainError where name or post does not make sense."""
    name, email, phone = _checked(name), email.strip(), tidy(phone)
    require_manager_of_place(actor, council, region)
    _check_place(kind, council, region)
    made = new_person(name=name, email=email, phone=phone)
    Post.objects.create(person=made, kind=kind, council=council, region=region, starts_on=starts_on)
    after = {"name": name, "email": email, "phone": phone, "post": kind, "at": str(council or region)}
    record(actor, "added the person", made, after=after, region=region or _region_of(council))
    return made


@transaction.atomic
def change_person(person: Person, *, name: str, email: str, phone: str, actor: Actor) -> Person:
    """Write down another name, address or telephone number. Raises NotAllowed, or DomainError for an empty name."""
    require_manager_of_person(actor, person)
    given = {"name": _checked(name), "email": email.strip(), "phone": tidy(phone)}
    before, after = changes({field: getattr(person, field) for field in given}, given)
    if not after:
        return person
    Person.objects.filter(pk=person.pk).update(**after)
    person.refresh_from_db()
    record(actor, "changed the person", person, before=before, after=after, region=region_of_person(person))
    return person


@transaction.atomic
def add_post(
    person: Person,
    *,
    kind: str,
    actor: Actor,
    council: Council | None = None,
    region: Region | None = None,
    starts_on: date | None = None,
) -> Post:
    """Give a person another post. Raises NotAllowed, or DomainError where they hold this one already."""
    require_manager_of_person(actor, person)
    require_manager_of_place(actor, council, region)
    _check_place(kind, council, region)
    held = Post.objects.filter(person=person, kind=kind, council=council, region=region, ends_on__isnull=True)
    if held.exists():
        raise DomainError(
            f"{person} holds this post already.", {"kind": f"{person} holds this post already."}
        )
    post = Post.objects.create(person=person, kind=kind, council=council, region=region, starts_on=starts_on)
    after = {"post": str(post), "from": _said(starts_on)}
    record(actor, "added a post", person, after=after, region=region or _region_of(council))
    return post


@transaction.atomic
def end_post(post: Post, *, ends_on: date, actor: Actor) -> Post:
    """Write down the last day of a post; its records stay. Raises NotAllowed, or DomainError for an earlier day."""
    require_manager_of_place(actor, post.council, post.region)
    if post.starts_on and ends_on < post.starts_on:
        sentence = f"The last day is before the first, {post.starts_on:%-d %B %Y}."
        raise DomainError(sentence, {"ends_on": sentence})
    before = {"to": _said(post.ends_on)}
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    after = {"post": str(post), "to": _said(ends_on)}
    record(actor, "ended a post", post.person, before=before, after=after, region=_region_of_post(post))
    return post


def new_person(**fields: Any) -> Person:
    """A person with the next reference, tried again where somebody took it at the same moment."""
    for left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return Person.objects.create(reference=next_reference(), **fields)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


def next_reference() -> str:
    """The next printed reference: P and five digits or more, above every one given out."""
    printed = Person.objects.filter(reference__regex=r"^P[0-9]{5,}$").order_by(
        Length("reference").desc(), "-reference"
    )
    newest = printed.values_list("reference", flat=True).first()
    return reference_after(newest or "P00000")


def reference_after(reference: str) -> str:
    """The printed reference that follows another. Raises ValueError for one of another form."""
    found = PRINTED.fullmatch(reference)
    if found is None:
        raise ValueError(f"{reference} is not a printed reference.")
    return f"P{int(found[1]) + 1:05d}"


def region_of_person(person: Person) -> Region | None:
    """The region of a person's newest post, for the audit log."""
    post = person.posts.select_related("council__region", "region").order_by("-pk").first()
    return _region_of_post(post) if post else None


def _checked(name: str) -> str:
    name = tidy(name)
    if not name:
        raise DomainError("Enter a name.", {"name": "Enter a name."})
    return name


def _check_place(kind: str, council: Council | None, region: Region | None) -> None:
    """A programme manager is one of a region, everybody else of a council (product.md, `Post`)."""
    of_a_region = kind == PostKind.PROGRAMME_MANAGER
    if of_a_region and (region is None or council is not None):
        raise DomainError(
            "Choose the region.", {"region": "A programme manager is one of a region: choose it."}
        )
    if not of_a_region and (council is None or region is not None):
        raise DomainError("Choose the council.", {"council": "Choose the council of this post."})


def _region_of(council: Council | None) -> Region | None:
    return council.region if council else None


def _region_of_post(post: Post) -> Region | None:
    return post.region or _region_of(post.council)


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""
