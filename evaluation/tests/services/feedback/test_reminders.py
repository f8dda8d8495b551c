"""Reminders on chosen days: to those who have not answered, one a person a day, stopped by an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from challenges.tests import factories as when
from councils.errors import DomainError
from councils.models import OutboxMessage
from councils.outbox.sending import send_due
from councils.tests import factories as who
from evaluation.models import Invitation, ReminderDay, Survey
from evaluation.services.feedback import reminders
from evaluation.services.feedback.reminders import choose_reminder_days, write_due_reminders
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def survey(world: World) -> Survey:
    return what.survey(world.round)


def due(survey: Survey) -> ReminderDay:
    return ReminderDay.objects.create(survey=survey, day=timezone.localdate())


def asked(survey: Survey, person=None, *, days: int = 3) -> Invitation:
    return what.invitation(survey, person, sent_at=timezone.now() - timedelta(days=days))


def test_those_who_have_not_answered_are_reminded_once(survey):
    what.response(asked(survey), {"changed": "Trust."})
    waiting = asked(survey)
    asked(survey, days=0)
    what.invitation(survey)
    asked(survey, withdrawn := who.person("Withdrawn", at=who.council("Kent")))
    Invitation.objects.filter(person=withdrawn).update(withdrawn_at=timezone.now())
    due(survey)
    assert (write_due_reminders(), write_due_reminders()) == (1, 0)
    assert send_due() == 1
    assert mail.outbox[0].to == [waiting.person.email]
    assert what.token(waiting) in mail.outbox[0].body


def test_one_letter_a_person_however_many_rounds(survey):
    person = who.person("Busy", at=who.council("Kent"))
    first = asked(survey, person)
    second = asked(what.survey(when.challenge_round(name="Another")), person)
    due(survey)
    due(second.survey)
    assert write_due_reminders() == 1
    send_due()
    assert all(what.token(each) in mail.outbox[0].body for each in (first, second))
    assert str(second.survey.round) in mail.outbox[0].subject


def test_an_answer_stops_the_reminder_that_waits(survey):
    waiting = asked(survey)
    due(survey)
    write_due_reminders()
    what.response(waiting, {"changed": "Trust."})
    assert send_due() == 0
    assert OutboxMessage.objects.get().state == "stopped"


def test_a_day_to_come_and_a_closed_form_remind_nobody(survey):
    asked(survey)
    ReminderDay.objects.create(survey=survey, day=timezone.localdate() + timedelta(days=1))
    assert write_due_reminders() == 0
    due(survey)
    Survey.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    assert write_due_reminders() == 0
    assert ReminderDay.objects.filter(done_at__isnull=False).count() == 1


def test_outside_working_hours_the_day_waits(survey, monkeypatch):
    asked(survey)
    due(survey)
    monkeypatch.setattr(reminders, "within_hours", lambda now: False)
    assert write_due_reminders() == 0
    monkeypatch.undo()
    assert write_due_reminders() == 1


def test_days_are_chosen_on_the_page(world, survey):
    first, last = survey.closes_on - timedelta(days=7), survey.closes_on
    data = {}
    for name, day in (("day_1", last), ("day_2", first)):
        data |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    address = reverse("evaluation:survey_reminders", args=[world.round.pk])
    assert world.clients["own"].post(address, data).status_code == 302
    assert [each.day for each in ReminderDay.objects.all()] == [first, last]
    late = last + timedelta(days=1)
    data |= {"day_1_0": late.day, "day_1_1": late.month, "day_1_2": late.year}
    said = f"{date_format(late)} is too early or too late"
    assert said in world.clients["own"].post(address, data).content.decode()
    assert ReminderDay.objects.count() == 2


def test_a_day_that_has_passed_is_refused_unless_it_was_chosen_before(world, survey):
    yesterday, tomorrow = (timezone.localdate() + timedelta(days=days) for days in (-1, 1))
    with pytest.raises(DomainError, match=f"{date_format(yesterday)} is too early or too late"):
        choose_reminder_days(survey=survey, days=[yesterday], actor=world.actors["own"])
    ReminderDay.objects.create(survey=survey, day=yesterday)
    choose_reminder_days(survey=survey, days=[yesterday, tomorrow], actor=world.actors["own"])
    assert [each.day for each in ReminderDay.objects.all()] == [yesterday, tomorrow]


def test_too_many_days_are_refused(world, survey):
    days = [survey.opens_on + timedelta(days=n) for n in range(1, 8)]
    with pytest.raises(DomainError, match="at most 6"):
        choose_reminder_days(survey=survey, days=days, actor=world.actors["own"])
