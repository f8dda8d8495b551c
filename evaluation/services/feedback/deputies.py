"""Who answers in somebody's place: named by the programme manager, or by the person themselves and taken back.

Nobody reads another's draft, so what was typed and not sent ends with every change of hands. What has been sent is
never touched."""

from __future__ import annotations

from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor, actor_for
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.models import LinkPurpose
from councils.links.services import issue_link, reissue_link, withdraw_link
from councils.models import Person, PersonalLink
from evaluation.models import Draft, Invitation
from evaluation.selectors.feedback.survey import deputies_for
from evaluation.services.feedback.invitations import mail_link, require_address
from evaluation.services.feedback.responses import has_answered
from evaluation.services.feedback.surveys import require_manager


@transaction.atomic
def hand_over(*, invitation: Invitation, deputy: Person | None, actor: Actor) -> None:
    """Let a deputy of the same council answer in the person's place, or (None) the person themselves again.

    Every old link stops working and whoever answers now gets a new one. Raises DomainError where the role allows no
    deputy, where answers have been sent, or where the deputy is of another council or invited already."""
    require_manager(actor, invitation.survey.round)
    _require_deputy(invitation, deputy)
    before = str(invitation.recipient)
    if invitation.sent_at or invitation.withdrawn_at:
        require_address(deputy or invitation.person)
    _forget_draft(invitation)
    if invitation.link is not None:
        withdraw_link(invitation.link, actor=actor)
        first = issue_link(LinkPurpose.FEEDBACK, invitation.pk, person=invitation.person)
        _change_hands(invitation, deputy, reissue_link(first, actor=actor))
        if invitation.sent_at or invitation.withdrawn_at:
            mail_link(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=None)
    _record(invitation, before, actor)


@transaction.atomic
def name_deputy(*, invitation: Invitation, deputy: Person) -> None:
    """The person asked names who answers in their place. The deputy is mailed a link of their own; the person's link
    opens the page on which it can be taken back. Raises DomainError as `hand_over` does, and where the form is closed
    or a deputy answers already."""
    own, actor = invitation.link, actor_for(None, invitation.link)
    if own is None or not invitation.is_open:
        raise DomainError("The survey is not open, so nobody else can answer now.")
    if invitation.deputy_id:
        raise DomainError("A deputy cannot name another deputy.")
    _require_deputy(invitation, deputy)
    require_address(deputy)
    before = str(invitation.recipient)
    _forget_draft(invitation)
    theirs = issue_link(
        LinkPurpose.FEEDBACK, uuid5(invitation.pk, "deputy"), person=deputy, region=invitation.region
    )
    PersonalLink.objects.filter(pk=theirs.pk).update(person=deputy)
    _change_hands(invitation, deputy, reissue_link(theirs, actor=actor))
    Invitation.objects.filter(pk=invitation.pk, sent_at__isnull=True).update(sent_at=timezone.now())
    mail_link(invitation)
    _record(invitation, before, actor)


@transaction.atomic
def take_back(*, invitation: Invitation, own: PersonalLink) -> None:
    """The person asked answers themselves after all: `own` is their link, and the deputy's stops working.

    Raises DomainError where the deputy has sent answers, or the form is closed."""
    if not invitation.is_open:
        raise DomainError("The survey is not open, so it cannot be taken back now.")
    if has_answered(invitation):
        raise DomainError(SENT)
    before, actor = str(invitation.recipient), actor_for(None, own)
    _forget_draft(invitation)
    if invitation.link is not None:
        withdraw_link(invitation.link, actor=actor)
    _change_hands(invitation, None, own)
    _record(invitation, before, actor)


SENT = "The answers have been sent already."


def _require_deputy(invitation: Invitation, deputy: Person | None) -> None:
    if has_answered(invitation):
        raise DomainError(SENT)
    if not invitation.may_be_handed_over:
        raise DomainError("An elected member and a programme manager answer themselves: there is no deputy.")
    if deputy is not None and not deputies_for(invitation).filter(pk=deputy.pk).exists():
        sentence = "Choose somebody of the same council who is not asked themselves."
        raise DomainError(sentence, {"deputy": sentence})


def _forget_draft(invitation: Invitation) -> None:
    """Delete what was typed and not sent. Raises DomainError where it was sent at this very moment."""
    drafts = Draft.objects.filter(invitation=invitation)
    drafts.filter(sent_key__isnull=True).delete()
    if drafts.exists():
        raise DomainError(SENT)


def _change_hands(invitation: Invitation, deputy: Person | None, link: PersonalLink) -> None:
    invitation.deputy, invitation.link = deputy, link
    invitation.save(update_fields=["deputy", "link"])


def _record(invitation: Invitation, before: str, actor: Actor) -> None:
    now = str(invitation.recipient)
    record(
        actor, "handed over", invitation, before={"answers": before}, after={"answers": now},
        region=invitation.region,
    )  # fmt: skip
