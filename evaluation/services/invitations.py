"""Sending invitations and reminders, and taking links back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.services import address, reissue_link, withdraw_link
from councils.outbox.services import queue_mail
from evaluation.models import Invitation, Survey
from evaluation.selectors.survey import not_yet_answered, ready_to_send
from evaluation.services.surveys import require_manager


@transaction.atomic
def send_invitations(*, survey: Survey, actor: Actor) -> int:
    """Put an invitation into the outbox for everybody whose turn has come and who has not been sent one; how many."""
    require_manager(actor, survey.round)
    sent = [
        invitation
        for invitation in ready_to_send(survey)
        if _mail(invitation, "feedback_invitation", "first")
    ]
    Invitation.objects.filter(pk__in=[i.pk for i in sent]).update(sent_at=timezone.now())
    record(actor, "sent invitations", survey, after={"people": len(sent)})
    return len(sent)


@transaction.atomic
def send_reminders(*, survey: Survey, actor: Actor) -> int:
    """Remind everybody who was sent an invitation and has not answered, at most once a day; how many."""
    require_manager(actor, survey.round)
    today = timezone.localdate().isoformat()
    waiting = not_yet_answered(survey).filter(sent_at__isnull=False)
    sent = [invitation for invitation in waiting if _mail(invitation, "feedback_reminder", today)]
    record(actor, "sent reminders", survey, after={"people": len(sent)})
    return len(sent)


@transaction.atomic
def reissue(*, invitation: Invitation, actor: Actor) -> None:
    """Make the person's old link worthless and send them a new one. What they have typed is kept."""
    require_manager(actor, invitation.survey.round)
    if invitation.link is None:
        raise DomainError("This person has no link.")
    link = reissue_link(invitation.link, actor=actor)
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=None)
    invitation.refresh_from_db()
    _mail(invitation, "feedback_invitation", f"issue-{link.issue}")


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: Actor) -> None:
    """Take an invitation back. Raises DomainError where it has been answered: an answer is never taken away so."""
    require_manager(actor, invitation.survey.round)
    if hasattr(invitation, "receipt"):
        raise DomainError("This person has answered already.")
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    if invitation.link:
        withdraw_link(invitation.link, actor=actor)


def _mail(invitation: Invitation, template: str, occasion: str) -> bool:
    """Queue one message; whether the person has an address to send it to."""
    if invitation.link is None:
        return False
    message = queue_mail(
        key=f"feedback:{invitation.pk}:{occasion}",
        person=invitation.person,
        template=template,
        context={
            "survey": invitation.survey,
            "round": invitation.survey.round,
            "link": address(invitation.link),
        },
        region=invitation.region,
    )
    return message is not None
