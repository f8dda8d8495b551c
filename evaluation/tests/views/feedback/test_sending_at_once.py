"""Double clicks, retries and two tabs at the same moment: one response each, whatever arrives first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.tests import factories as who
from evaluation.models import Draft, Invitation, Receipt, Response, ResponseRevision, SealedResponse, Survey
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.responses import keep
from evaluation.services.feedback.sending import send_at_once
from evaluation.tests import factories as what

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, AT_ONCE = 8, 6


def asked(survey: Survey, person: int) -> Invitation:
    """Somebody whose whole form is filled in and only has to be sent."""
    invitation = what.invitation(survey, who.person(f"Person {person}", at=who.council("Kent")))
    keep(invitation, Typed(("host",), False, {"changed": f"Trust, says {person}."}))
    return invitation


def send(address: str, key: str) -> int:
    """Post the last page in a thread of its own, hence on a connection of its own."""
    try:
        return Client().post(address, {"consent": "none", "key": key}).status_code
    finally:
        connection.close()


def sends(invitation: Invitation) -> list[tuple[str, str]]:
    """The same page clicked three times and, in between, that of three other tabs."""
    address, clicked = (
        reverse("evaluation:feedback_check", args=[what.token(invitation)]),
        str(uuid4()),
    )
    return [(address, clicked if n % 2 else str(uuid4())) for n in range(AT_ONCE)]


@pytest.mark.parametrize("promise", ["confidential", "anonymous"])
def test_each_person_is_counted_once(promise: str) -> None:
    survey = what.survey()
    Survey.objects.filter(pk=survey.pk).update(promise=promise)
    people = [asked(survey, n) for n in range(PEOPLE)]
    everything = [send for round in zip(*map(sends, people), strict=True) for send in round]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        replies = list(pool.map(lambda each: send(*each), everything))
        taken = list(pool.map(lambda _: take_in_and_close(), range(3)))
    assert set(replies) == {200 if promise == "anonymous" else 302}
    assert sum(taken) == PEOPLE
    kept = SealedResponse if promise == "anonymous" else Response
    assert (kept.objects.count(), Receipt.objects.count()) == (PEOPLE, PEOPLE)
    assert ResponseRevision.objects.count() == (0 if promise == "anonymous" else PEOPLE)


def take_in_and_close() -> int:
    """What one worker of several takes in."""
    try:
        return take_in_all()
    finally:
        connection.close()


def test_a_retry_after_the_answers_are_in_makes_nothing_new() -> None:
    invitation = asked(what.survey(), 1)
    (address, key), *others = sends(invitation)
    for each in [(address, key), (address, key)]:
        assert send(*each) == 302
    assert take_in_all() == 1
    assert [send(*each) for each in [(address, key), *others]] == [302] * AT_ONCE
    assert take_in_all() == 0
    assert (Response.objects.count(), ResponseRevision.objects.count()) == (1, 1)


def test_a_form_in_order_is_sent_by_one_statement() -> None:
    invitation = asked(what.survey(), 1)
    ((address, key), *_), browser = sends(invitation), Client()
    with CaptureQueriesContext(connection) as said:
        assert browser.post(address, {"consent": "role_only", "key": key}).status_code == 302
    assert [each["sql"].split()[0] for each in said] == ["UPDATE"]
    draft = Draft.objects.get()
    assert (str(draft.sent_key), draft.consent, draft.sent_at is not None) == (key, "role_only", True)


def days(opens: int, closes: int) -> dict[str, date]:
    """A survey's days, counted from today."""
    today = timezone.localdate()
    return {"opens_on": today + timedelta(days=opens), "closes_on": today + timedelta(days=closes)}


def day(distance: int) -> dict[str, date]:
    """Somebody's own last day, counted from today."""
    return {"closes_on": timezone.localdate() + timedelta(days=distance)}


@pytest.mark.parametrize(
    ("changes", "is_sent"),
    [
        ({"survey": days(0, 0)}, True),
        ({"survey": days(1, 9)}, False),
        ({"survey": days(-9, -1)}, False),
        ({"survey": days(-9, -1), "self": day(0)}, True),
        ({"survey": days(-9, 9), "self": day(-1)}, False),
        ({"survey": {"promise": "anonymous"}}, False),
        ({"self": {"withdrawn_at": timezone.now()}}, False),
        ({"link": {"withdrawn_at": timezone.now()}}, False),
        ({"link": {"issue": 2}}, False),
        ({"draft": {"answers": Typed().as_json()}}, False),
        ({"draft": {"sent_key": uuid4()}}, False),
    ],
)
def test_only_what_needs_no_words_is_sent_at_once(changes: dict[str, dict[str, Any]], is_sent: bool) -> None:
    invitation = asked(what.survey(), 1)
    token = what.token(invitation)
    for about, changed in changes.items():
        row = invitation if about == "self" else getattr(invitation, about)
        type(row).objects.filter(pk=row.pk).update(**changed)
    before, key = Draft.objects.values().get(), uuid4()
    assert send_at_once(token, key=key, consent="none") is is_sent
    after = Draft.objects.values().get()
    assert (after == before, after["sent_key"] == key) == (not is_sent, is_sent)
