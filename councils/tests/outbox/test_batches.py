"""A batch waits for a person, who sends it, tests it or drops it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from councils.errors import DomainError, NotAllowed
from councils.links.services import address, person_link
from councils.models import AuditEvent, MailBatch, OutboxMessage
from councils.outbox.batches import drop, release, send_test
from councils.outbox.bounces import take_report
from councils.outbox.sending import send_due
from councils.outbox.services import (
    Letter,
    bounced_people,
    hold_mail,
    mark_bounced,
    queue_text,
    send_again,
    settle_unknown,
)
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return who.manager()


@pytest.fixture
def batch(manager) -> MailBatch:
    region = who.region()
    people = [who.person(name) for name in ("Ann", "Bartholomew Longer")]
    letters = [
        Letter(
            key=f"b{person.pk}",
            person=person,
            template="personal_link",
            context={"address": address(person_link(person)), "region": region},
            region=region,
        )
        for person in people
    ]
    made = hold_mail(letters, title="Links", region=region, actor=manager)
    assert made is not None
    return made


def test_nothing_goes_before_a_person_sends_it(batch, manager):
    assert send_due() == 0
    assert release(batch, count=2, actor=manager) == 2
    assert send_due() == 2
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(
        batch.messages.values_list("to_email", flat=True)
    )
    assert AuditEvent.objects.filter(verb="sent mail").get().after == {"messages": 2}


def test_a_batch_goes_once_and_as_it_was_seen(batch, manager):
    with pytest.raises(DomainError, match="number of messages has changed"):
        release(batch, count=3, actor=manager)
    release(batch, count=2, actor=manager)
    with pytest.raises(DomainError, match="sent or dropped already"):
        release(batch, count=2, actor=manager)


def test_another_regions_manager_cannot_send_it(batch):
    with pytest.raises(NotAllowed):
        release(batch, count=2, actor=who.manager(who.region("London")))
    assert OutboxMessage.objects.filter(state="held").count() == 2


def test_a_dropped_batch_reaches_nobody_and_can_be_written_again(batch, manager):
    keys = list(batch.messages.values_list("key", flat=True))
    drop(batch, actor=manager)
    assert OutboxMessage.objects.filter(key__in=keys).count() == 0


def test_a_test_goes_to_oneself_without_anybodys_link(batch, manager):
    assert send_test(batch, actor=manager) == 2
    assert send_due() == 2
    assert {sent.to[0] for sent in mail.outbox} == {manager.user.email}
    assert all("/l/" not in sent.body and "(their personal link)" in sent.body for sent in mail.outbox)


def test_the_page_shows_shortest_and_longest_and_sends(batch, manager):
    browser, address = signed_in(manager.user), reverse("councils:outbox_batch", args=[batch.pk])
    page = browser.get(address).content.decode()
    assert "Send 2 messages" in page
    assert "Dear Ann" in page
    assert "Dear Bartholomew Longer" in page
    assert 'app-answer">Dear Ann' in page, "paragraphs here would double every empty line"
    assert "/l/" not in page.split("<main", 1)[1]
    assert "Links</a>: 2 messages" in browser.get(reverse("councils:outbox")).content.decode()
    browser.post(address, {"what": "send", "count": "2"})
    assert OutboxMessage.objects.filter(state="waiting").count() == 2
    assert browser.get(address).status_code == 404


def test_nonsense_for_a_count_sends_nothing(batch, manager):
    browser, address = signed_in(manager.user), reverse("councils:outbox_batch", args=[batch.pk])
    for count in ("", "two", "-2", "9" * 30):
        browser.post(address, {"what": "send", "count": count})
    browser.post(address)
    assert OutboxMessage.objects.filter(state="held").count() == 2


REPORT = b"""From: MAILER-DAEMON@example.org
To: peer-challenge@example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; p@example.org
Action: %s
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such person

--b
Content-Type: text/rfc822-headers

Subject: Hello
X-Outbox-Key: one

--b--
"""


def sent(person=None) -> OutboxMessage:
    message = queue_text(key="one", to_email="p@example.org", text="Hello\n\nWords", person=person)
    OutboxMessage.objects.update(state="sent")
    return message


def test_a_report_of_failure_marks_the_message_bounced():
    person = who.person()
    sent(person)
    assert take_report(REPORT % b"failed") is True
    message = OutboxMessage.objects.get()
    assert (message.state, message.error) == ("bounced", "Came back: 5.1.1 smtp; 550 no such person")
    assert bounced_people([person.pk]) == {person.pk}


@pytest.mark.parametrize(
    "raw",
    [REPORT % b"delayed", b"", b"X-Outbox-Key: one\n\nfailed", b"\xff\xfe\x00", (REPORT % b"failed")[:300]],
)
def test_any_other_mail_changes_nothing(raw):
    sent()
    assert take_report(raw) is False
    assert OutboxMessage.objects.get().state == "sent"


def test_a_person_settles_what_nobody_knows():
    administrator = who.administrator()
    message = sent()
    with pytest.raises(DomainError):
        settle_unknown(message, actor=administrator)
    OutboxMessage.objects.update(state="unknown")
    settle_unknown(message, actor=administrator)
    assert OutboxMessage.objects.get().state == "sent"
    mark_bounced(message, actor=administrator, reason="Seen.")
    assert OutboxMessage.objects.get().state == "bounced"
    with pytest.raises(DomainError):
        mark_bounced(message, actor=administrator, reason="Seen.")
    send_again(message, actor=administrator)
    assert OutboxMessage.objects.get().state == "waiting"
