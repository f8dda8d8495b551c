"""Reminders on the days that were chosen: one letter a person, however many rounds they have not answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from councils.actor import Actor, system
from councils.audit.services import record
from councils.errors import DomainError
from councils.outbox.sending import within_hours
from councils.outbox.services import queue_bulk
from evaluation.models import Invitation, ReminderDay, Survey
from evaluation.services.feedback.invitations import reminder_letters
from evaluation.services.feedback.surveys import require_manager

MOST_DAYS = 6
FIRST_DAY = timedelta(days=1)


@transaction.atomic
def choose_reminder_days(*, survey: Survey, days: Iterable[date], actor: Actor) -> None:
    """Remind on these days. Days that have been seen to stay as they are.

    Raises DomainError for a day that has passed or is outside the survey's, or more than `MOST_DAYS`."""
    require_manager(actor, survey.round)
    wanted = sorted(set(days))
    if len(wanted) > MOST_DAYS:
        raise DomainError(f"Choose at most {MOST_DAYS} days.", {"days": f"Choose at most {MOST_DAYS} days."})
    first = max(survey.opens_on + FIRST_DAY, timezone.localdate())
    chosen = set(survey.reminder_days.values_list("day", flat=True))
    outside = [day for day in wanted if day not in chosen and not first <= day <= survey.closes_on]
    if outside:
        between = f"from {date_format(first)} to {date_format(survey.closes_on)}, while people can answer"
        sentence = f"{date_format(outside[0])} is too early or too late: choose days {between}."
        raise DomainError(sentence, {"days": sentence})
    survey.reminder_days.filter(done_at__isnull=True).exclude(day__in=wanted).delete()
    ReminderDay.objects.bulk_create(
        [ReminderDay(survey=survey, day=day) for day in wanted], ignore_conflicts=True
    )
    record(actor, "chose days of reminders", survey, after={"days": [day.isoformat() for day in wanted]})


def write_due_reminders() -> int:
    """Write the reminders of every chosen day that has come, in one transaction; how many.

    A worker killed before the end leaves nothing behind, and the next run writes them; one that runs twice writes
    nothing twice, as a person has one reminder a day by its key. Outside working hours nothing is written."""
    now, today = timezone.now(), timezone.localdate()
    if not within_hours(now):
        return 0
    with transaction.atomic():
        due = list(ReminderDay.objects.select_for_update().filter(day__lte=today, done_at__isnull=True))
        if not due:
            return 0
        written = queue_bulk(reminder_letters(_waiting([day.survey_id for day in due])))
        ReminderDay.objects.filter(pk__in=[day.pk for day in due]).update(done_at=now)
        _record(due, written)
    return written


def _waiting(surveys: list[int]) -> list[Invitation]:
    """Those of the surveys who have not answered, and what else the same people have not answered, so that one letter
    says it all. Nobody is reminded on the first day."""
    asked = Invitation.objects.standing().filter(
        receipt__isnull=True,
        draft__sent_key__isnull=True,
        sent_at__lt=timezone.now() - FIRST_DAY,
        survey__opens_on__lte=timezone.localdate(),
    )
    people = asked.filter(survey__in=surveys).values("person")
    related = ("person", "deputy", "link", "survey__round", "region")
    return list(asked.filter(person__in=people).select_related(*related).order_by("survey__closes_on", "pk"))


def _record(due: list[ReminderDay], written: int) -> None:
    actor = system("Reminders")
    for day in due:
        record(
            actor, "wrote the reminders of", day.survey, after={"day": day.day.isoformat(), "all": written}
        )
