"""What is due is sent: at the pace and in the hours allowed, once, and what nobody can know is left to a person."""

from __future__ import annotations

import smtplib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from councils.outbox import sending
from councils.outbox.models import OutboxMessage
from councils.outbox.sending import ask_before_sending, send_due, within_hours
from councils.outbox.services import Letter, queue_bulk, queue_text
from councils.tests import factories as who

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def queue(number: int, *, bulk: bool = False) -> None:
    for n in range(number):
        queue_text(key=f"k{n}", to_email=f"p{n}@example.org", text="Hello\n\nWords")
    OutboxMessage.objects.update(bulk=bulk)


def states() -> dict[str, int]:
    held = list(OutboxMessage.objects.values_list("state", flat=True))
    return {state: held.count(state) for state in held}


def test_each_message_goes_once_with_its_key():
    queue(3)
    assert (send_due(), send_due()) == (3, 0)
    assert sorted(sent.extra_headers["X-Outbox-Key"] for sent in mail.outbox) == ["k0", "k1", "k2"]
    assert states() == {"sent": 3}


def test_no_more_than_the_pace_goes_in_a_minute(settings):
    settings.MAIL_PER_MINUTE = 5
    queue(12)
    assert (send_due(), send_due()) == (5, 0)
    OutboxMessage.objects.filter(state="sent").update(claimed_at=timezone.now() - timedelta(seconds=61))
    assert send_due() == 5
    assert states() == {"sent": 10, "waiting": 2}


@pytest.mark.parametrize(
    ("moment", "open_then"),
    [
        (datetime(2026, 11, 24, 8, 0, tzinfo=LONDON), True),
        (datetime(2026, 11, 24, 7, 59, tzinfo=LONDON), False),
        (datetime(2026, 11, 24, 17, 59, tzinfo=LONDON), True),
        (datetime(2026, 11, 24, 18, 0, tzinfo=LONDON), False),
        (datetime(2026, 11, 28, 12, 0, tzinfo=LONDON), False),
        (datetime(2026, 12, 25, 12, 0, tzinfo=LONDON), False),
    ],
)
def test_bulk_mail_keeps_to_working_hours(settings, moment, open_then):
    settings.MAIL_HOURS = (8, 18)
    assert within_hours(moment) is open_then


def test_outside_working_hours_only_what_somebody_waits_for_goes(monkeypatch):
    queue(2, bulk=True)
    queue_text(key="password", to_email="a@example.org", text="Your password\n\nWords")
    monkeypatch.setattr(sending, "within_hours", lambda now: False)
    assert send_due() == 1
    assert OutboxMessage.objects.get(state="sent").key == "password"


def test_a_message_that_is_no_longer_wanted_is_stopped(monkeypatch):
    monkeypatch.setitem(sending._wanted, "k1", lambda messages: set())
    queue(2)
    assert send_due() == 1
    assert states() == {"sent": 1, "stopped": 1}
    ask_before_sending("k1", lambda messages: {each.pk for each in messages})


def raising(error: Exception, *, at: str = "send_messages") -> type[EmailBackend]:
    def fail(self, *_: object) -> int:
        raise error

    return type("Faulty", (EmailBackend,), {at: fail})


REFUSED = smtplib.SMTPRecipientsRefused({"p0@example.org": (550, b"No such person")})
LATER = smtplib.SMTPRecipientsRefused({"p0@example.org": (451, b"Try later")})


@pytest.mark.parametrize(
    ("error", "at", "state", "attempts"),
    [
        (REFUSED, "send_messages", "bounced", 1),
        (LATER, "send_messages", "waiting", 1),
        (smtplib.SMTPDataError(554, b"Spam"), "send_messages", "failed", 1),
        (smtplib.SMTPServerDisconnected("gone"), "send_messages", "unknown", 1),
        (TimeoutError("silent"), "send_messages", "unknown", 1),
        (ConnectionRefusedError("down"), "open", "waiting", 1),
    ],
)
def test_what_a_mail_server_says_decides_what_follows(monkeypatch, error, at, state, attempts):
    queue(1)
    monkeypatch.setattr(sending, "get_connection", raising(error, at=at))
    assert send_due() == 0
    message = OutboxMessage.objects.get()
    assert (message.state, message.attempt) == (state, attempts)
    assert send_due() == 0
    assert OutboxMessage.objects.get().attempt == attempts


def test_a_server_that_is_down_is_tried_with_one_message_only(monkeypatch):
    queue(5)
    monkeypatch.setattr(sending, "get_connection", raising(ConnectionRefusedError("down"), at="open"))
    send_due()
    assert sorted(OutboxMessage.objects.values_list("attempt", flat=True)) == [0, 0, 0, 0, 1]


def test_a_message_whose_worker_died_is_left_to_a_person():
    queue(1)
    OutboxMessage.objects.update(state="sending", claimed_at=timezone.now() - timedelta(minutes=3))
    assert send_due() == 0
    assert states() == {"unknown": 1}
    assert mail.outbox == []


def test_asking_twice_for_bulk_mail_writes_it_once():
    person = who.person()
    letters = [Letter(key="a", person=person, template="personal_link", context={"address": "x"})] * 2
    assert (queue_bulk(letters), queue_bulk(letters)) == (1, 0)
    nobody = who.person()
    nobody.email = ""
    assert queue_bulk([Letter(key="b", person=nobody, template="personal_link")]) == 0
