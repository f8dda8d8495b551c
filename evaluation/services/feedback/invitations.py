"""Writing invitations and reminders, giving one person other days, and taking links back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.services import address, reissue_link, withdraw_link
from councils.models import MailBatch, OutboxMessage, Person, Region
from councils.outbox.services import Letter, hold_mail, queue_mail
from evaluation.models import Invitation, Survey
from evaluation.selectors.feedback.survey import not_yet_answered, ready_to_send, reminder_key
from evaluation.services.feedback.responses import has_answered
from evaluation.services.feedback.surveys import require_manager

INVITED = "feedback:"


@transaction.atomic
def write_invitations(*, survey: Survey, actor: Actor) -> MailBatch | None:
    """Write an invitation to everybody whose turn has come and who has had none; a person looks at the batch and
    sends it. None where there is nobody to write to."""
    require_manager(actor, survey.round)
    letters = [
        Letter(
            key=f"{INVITED}{invitation.pk}:first",
            person=invitation.recipient,
            template="feedback_invitation",
            context=_context(invitation),
            region=invitation.region,
            about=(str(invitation.pk),),
        )
        for invitation in ready_to_send(survey)
    ]
    return hold_mail(letters, title=f"Invitations, {survey.round}", region=_region(letters), actor=actor)


@transaction.atomic
def write_reminders(*, survey: Survey, actor: Actor) -> MailBatch | None:
    """Write to everybody who was sent an invitation and has not answered, at most once a day for a person; a person
    looks at the batch and sends it. None where there is nobody to remind."""
    require_manager(actor, survey.round)
    letters = reminder_letters(not_yet_answered(survey).filter(sent_at__isnull=False))
    return hold_mail(letters, title=f"Reminders, {survey.round}", region=_region(letters), actor=actor)


def reminder_letters(waiting: Iterable[Invitation]) -> list[Letter]:
    """One letter for each person, whatever the number of rounds they have not answered; one a day at most."""
    by_person: dict[int, list[Invitation]] = defaultdict(list)
    for invitation in waiting:
        if invitation.link is not None and invitation.is_open:
            by_person[invitation.recipient.pk].append(invitation)
    return [
        Letter(
            key=reminder_key(person),
            person=theirs[0].recipient,
            template="feedback_reminder",
            context={"items": [_context(invitation) for invitation in theirs]},
            region=theirs[0].region,
            about=tuple(str(invitation.pk) for invitation in theirs),
        )
        for person, theirs in by_person.items()
    ]


def _region(letters: list[Letter]) -> Region | None:
    return letters[0].region if letters else None


def _context(invitation: Invitation) -> dict[str, object]:
    if invitation.link is None:
        raise DomainError(f"{invitation.person} has no link.")
    survey = invitation.survey
    return {
        "invitation": invitation,
        "survey": survey,
        "round": survey.round,
        "link": address(invitation.link),
        "closes_on": invitation.last_day,
        "stands_in_for": invitation.person if invitation.deputy_id else None,
    }


def still_asked(messages: Sequence[OutboxMessage]) -> set[int]:
    """Which messages (ids) of ours are still needed: one of the invitations each is about stands without an answer."""
    about = {key for message in messages for key in message.about}
    open_ones = Invitation.objects.standing().filter(
        pk__in=about, receipt__isnull=True, draft__sent_key__isnull=True
    )
    waiting = {str(pk) for pk in open_ones.values_list("pk", flat=True)}
    return {message.pk for message in messages if not message.about or waiting.intersection(message.about)}


def follow_release(*, batch: MailBatch, **_: object) -> None:
    """The receiver of `mail_released`: the invitations that the batch carries are sent."""
    about = batch.messages.filter(key__startswith=INVITED).values_list("about", flat=True)
    keys = [key for each in about for key in each]
    for start in range(0, len(keys), 500):
        Invitation.objects.filter(pk__in=keys[start : start + 500]).update(sent_at=timezone.now())


@transaction.atomic
def reissue(*, invitation: Invitation, actor: Actor) -> None:
    """Make the person's old link worthless and send them a new one. What they have typed is kept."""
    require_manager(actor, invitation.survey.round)
    if hasattr(invitation, "receipt") and not invitation.is_open:
        raise DomainError("This person has answered, and their form has closed.")
    if invitation.link is None:
        raise DomainError("This person has no link.")
    require_address(invitation.recipient)
    invitation.link = reissue_link(invitation.link, actor=actor)
    mail_link(invitation)
    Invitation.objects.filter(pk=invitation.pk).update(
        withdrawn_at=None, sent_at=Coalesce("sent_at", Value(timezone.now()))
    )
    record(actor, "sent a new link", invitation, region=invitation.region)


def require_address(person: Person) -> None:
    """Raises DomainError where no link can be sent to the person, as nobody knows their email address."""
    if not person.email:
        raise DomainError(f"We know no email address of {person}, so they could not be sent a link.")


def mail_link(invitation: Invitation) -> None:
    """Write to whoever answers now, with the link as it is issued now."""
    link = invitation.link
    queue_mail(
        key=f"{INVITED}{invitation.pk}:link-{link and link.pk}-{link and link.issue}",
        person=invitation.recipient,
        template="feedback_invitation",
        context=_context(invitation),
        region=invitation.region,
    )


@transaction.atomic
def withdraw(*, invitation: Invitation, actor: Actor) -> None:
    """Take an invitation back. Raises DomainError where it has been answered: an answer is never taken away so."""
    require_manager(actor, invitation.survey.round)
    if has_answered(invitation):
        raise DomainError("This person has answered already.")
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    if invitation.link:
        withdraw_link(invitation.link, actor=actor)
    record(actor, "withdrew the invitation", invitation, region=invitation.region)


@transaction.atomic
def set_last_day(*, invitation: Invitation, day: date | None, actor: Actor) -> None:
    """Let one person answer for longer, or stop sooner, than the others; None: until the same day as everybody.

    Raises DomainError for a day before the survey opens."""
    survey = invitation.survey
    require_manager(actor, survey.round)
    if day is not None and day < survey.opens_on:
        sentence = "Enter a day on or after the survey opens."
        raise DomainError(sentence, {"closes_on": sentence})
    before, invitation.closes_on = invitation.closes_on, day
    invitation.save(update_fields=["closes_on"])
    record(
        actor,
        "changed the last day",
        invitation,
        before={"closes_on": before.isoformat() if before else None},
        after={"closes_on": day.isoformat() if day else None},
        region=invitation.region,
    )
