"""Sending people the link to their own pages."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction

from councils.access import require_manager_of_person
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.services import address, person_link, reissue_link
from councils.models import Person
from councils.outbox.models import OutboxMessage
from councils.outbox.services import queue_mail
from councils.services.people import region_of_person


@transaction.atomic
def send_person_link(person: Person, *, actor: Actor) -> OutboxMessage:
    """Mail a person the link to their own pages: the same one as before, so that older mails still open.

    Raises NotAllowed, or DomainError where the person has no address."""
    require_manager_of_person(actor, person)
    region = region_of_person(person)
    link = person_link(person, region)
    if link.withdrawn_at or link.expired:
        raise DomainError("Their link has been withdrawn. Make a new one: it is sent in its place.")
    message = queue_mail(
        key=f"person-link:{person.pk}:{uuid4()}",
        person=person,
        template="personal_link",
        context={"address": address(link), "region": region},
        region=region,
    )
    if message is None:
        raise DomainError(f"{person} has no email address. Add one first.")
    record(actor, "sent the personal link", person, region=region)
    return message


@transaction.atomic
def replace_person_link(person: Person, *, actor: Actor) -> OutboxMessage | None:
    """Make every earlier link of a person worthless and mail the new one. None where there is no address to mail."""
    require_manager_of_person(actor, person)
    reissue_link(person_link(person, region_of_person(person)), actor=actor)
    return send_person_link(person, actor=actor) if person.email else None
