"""Issuing, reissuing and withdrawing personal links."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.tokens import token_for
from councils.models.people import Person
from councils.models.places import Region

OPENED_AT = {
    LinkPurpose.PERSON: "councils:open_link",
    LinkPurpose.SIGN_UP: "councils:open_link",
    LinkPurpose.FEEDBACK: "evaluation:feedback_start",
    LinkPurpose.CALENDAR: "challenges:calendar_feed",
}


def issue_link(
    purpose: LinkPurpose,
    record_id: object,
    *,
    person: Person | None = None,
    region: Region | None = None,
    expires_on: date | None = None,
) -> PersonalLink:
    """The link of this record and purpose, made when there is none yet. Its token stays the same until reissued."""
    link, _ = PersonalLink.objects.get_or_create(
        purpose=purpose,
        record_id=str(record_id),
        defaults={"person": person, "region": region, "expires_on": expires_on},
    )
    return link


def person_link(person: Person, region: Region | None = None) -> PersonalLink:
    """The link to a person's own pages."""
    return issue_link(LinkPurpose.PERSON, person.pk, person=person, region=region)


def address(link: PersonalLink) -> str:
    """The whole address that opens the link, for a message or a page of the manager's."""
    return settings.SITE_URL + path(link)


def path(link: PersonalLink) -> str:
    """The address below the site that opens the link."""
    return reverse(OPENED_AT[LinkPurpose(link.purpose)], args=[token_for(link)])


@transaction.atomic
def reissue_link(link: PersonalLink, *, actor: Actor) -> PersonalLink:
    """Make every older token of the link worthless; the new one opens again even where it was withdrawn."""
    PersonalLink.objects.filter(pk=link.pk).update(issue=F("issue") + 1, withdrawn_at=None)
    link.refresh_from_db()
    record(actor, "reissued the link", link, after={"issue": link.issue}, region=link.region)
    return link


@transaction.atomic
def withdraw_link(link: PersonalLink, *, actor: Actor) -> PersonalLink:
    """Stop the link from opening anything."""
    link.withdrawn_at = timezone.now()
    link.save(update_fields=["withdrawn_at"])
    record(actor, "withdrew the link", link, region=link.region)
    return link
