"""Making people, and finding them again."""

from __future__ import annotations

from django.db import transaction

from councils.actor import Actor
from councils.audit.services import record
from councils.models import Council, Person, Post, Region


@transaction.atomic
def find_or_make_person(
    *, name: str, email: str, actor: Actor, council: Council | None = None, post: str = "", region: Region | None = None
) -> Person:
    """The person with this name and address at this council (letters' case aside), else a new one with that post.

    Directors may share an address, so a name alone or an address alone finds nobody."""
    name, email = " ".join(name.split()), email.strip()
    known = Person.objects.filter(name__iexact=name, email__iexact=email, merged_into__isnull=True)
    if council is not None:
        known = known.filter(posts__council=council)
    found = known.order_by("pk").first()
    if found is not None:
        return found
    made = Person.objects.create(reference=next_reference(), name=name, email=email)
    if post:
        Post.objects.create(person=made, kind=post, council=council, region=None if council else region)
    record(actor, "added the person", made, after={"name": name, "post": post}, region=region or _region_of(council))
    return made


def next_reference() -> str:
    """The next printed reference: P and five digits or more."""
    newest = Person.objects.filter(reference__regex=r"^P\d{5,}$").order_by("-pk").values_list("reference", flat=True)
    return f"P{int((newest.first() or 'P00000')[1:]) + 1:05d}"


def _region_of(council: Council | None) -> Region | None:
    return council.region if council else None
