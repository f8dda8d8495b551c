"""Joining two records of one person."""

from __future__ import annotations

from django.db import transaction

from councils.access import require_manager_of_person
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.models import PersonalLink
from councils.models import Person, Post
from councils.services.people import region_of_person
from councils.signals import person_merged


@transaction.atomic
def merge_people(keep: Person, drop: Person, *, actor: Actor) -> Person:
    """Make `keep` the one record: posts, links and account of `drop` go over, and what other apps hold follows by
    the `person_merged` signal. A link sent to `drop` then opens the pages of `keep`.

    Raises NotAllowed, or DomainError where the two are one record, one is merged already or both have accounts."""
    both = Person.objects.select_for_update().in_bulk([keep.pk, drop.pk])
    if len(both) != 2:
        raise DomainError("Choose another person to merge.")
    keep, drop = both[keep.pk], both[drop.pk]
    _check(keep, drop, actor)
    _move_account(keep, drop)
    _move_posts(keep, drop)
    PersonalLink.objects.filter(person=drop).update(person=keep)
    person_merged.send(sender=Person, keep=keep, drop=drop, actor=actor)
    Person.objects.filter(merged_into=drop).update(merged_into=keep)
    Person.objects.filter(pk=drop.pk).update(merged_into=keep)
    before = {"reference": drop.reference, "name": drop.name, "email": drop.email}
    after = {"reference": keep.reference, "name": keep.name}
    record(
        actor,
        "merged a person into this one",
        keep,
        before=before,
        after=after,
        region=region_of_person(keep),
    )
    return keep


def _check(keep: Person, drop: Person, actor: Actor) -> None:
    for person in (keep, drop):
        require_manager_of_person(actor, person)
        if person.merged_into_id:
            raise DomainError(f"{person} ({person.reference}) has been merged already.")
    if keep.user_id and drop.user_id:
        raise DomainError("Both have an account. Close one of the accounts first.")


def _move_account(keep: Person, drop: Person) -> None:
    if drop.user_id:
        account = drop.user_id
        Person.objects.filter(pk=drop.pk).update(user=None)
        Person.objects.filter(pk=keep.pk).update(user=account)


def _move_posts(keep: Person, drop: Person) -> None:
    """A post that both hold, still open, is kept once; it began when the earlier record says."""
    for post in Post.objects.filter(person=drop):
        same = Post.objects.filter(
            person=keep, kind=post.kind, council=post.council, region=post.region, ends_on__isnull=True
        ).first()
        if same is None or post.ends_on is not None:
            Post.objects.filter(pk=post.pk).update(person=keep)
            continue
        if post.starts_on and (same.starts_on is None or post.starts_on < same.starts_on):
            Post.objects.filter(pk=same.pk).update(starts_on=post.starts_on)
        post.delete()
