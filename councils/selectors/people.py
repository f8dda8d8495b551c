"""People and councils as pages show them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.models import Council, Person, Post


def people_for(actor: Actor, today: date, chosen: dict[str, Any]) -> Any:
    """The people the actor sees, by name, each with `posts_now`; `chosen` are the filter's values (q, region)."""
    now = Post.objects.on(today).select_related("council", "region")
    people = Person.objects.visible_to(actor).current()
    if words := chosen.get("q"):
        people = people.filter(
            Q(name__icontains=words) | Q(reference__iexact=words) | Q(email__icontains=words)
        )
    if region := chosen.get("region"):
        posts = Post.objects.filter(Q(council__region=region) | Q(region=region))
        people = people.filter(pk__in=posts.values("person"))
    return people.select_related("user").prefetch_related(
        Prefetch("posts", queryset=now, to_attr="posts_now")
    )


def posts_of(person: Person) -> Any:
    """Every post of a person, the newest first."""
    return person.posts.select_related("council", "region").order_by("ends_on", "-starts_on", "-pk")


def councils_for(actor: Actor, day: date, chosen: dict[str, Any]) -> Any:
    """The councils that exist on `day`, by region and name; `chosen` are the filter's values (q, region)."""
    councils = Council.objects.visible_to(actor).on(day).select_related("region")
    if words := chosen.get("q"):
        found = Q(name__icontains=words) | Q(dfe_number__iexact=words) | Q(codes__gss_code__iexact=words)
        councils = councils.filter(found).distinct()
    if region := chosen.get("region"):
        councils = councils.filter(region=region)
    return councils.order_by("region__name", "name")


def people_of_council(council: Council, actor: Actor, today: date) -> Any:
    """The posts held at a council today, of people whom the actor sees."""
    people = Person.objects.visible_to(actor).current()
    return (
        Post.objects.on(today)
        .filter(council=council, person__in=people)
        .select_related("person")
        .order_by("kind")
    )


def audit_for(actor: Actor, chosen: dict[str, Any]) -> Any:
    """The audit log, newest first; `chosen` are the filter's values (q, record_type, record_id)."""
    events = AuditEvent.objects.visible_to(actor).select_related("acting_for", "region")
    if words := chosen.get("q"):
        events = events.filter(
            Q(actor__icontains=words) | Q(verb__icontains=words) | Q(record__icontains=words)
        )
    same = {name: chosen[name] for name in ("record_type", "record_id") if name in chosen}
    return events.filter(**same)
