"""Sending without another word: what is posted badly, who only looks, whose key it is, and which of two is first."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from evaluation.models import Draft, Invitation
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.responses import keep
from evaluation.services.feedback.sending import send_at_once
from evaluation.tests import factories as what

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    """Somebody whose form is filled in and only has to be sent."""
    made = what.invitation(what.survey(), parts=["host"])
    keep(made, Typed(("host",), False, {"changed": "More trust."}))
    return made


def address(invitation: Invitation) -> str:
    return reverse("evaluation:feedback_check", args=[what.token(invitation)])


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"consent": "none"},
        {"consent": "none", "key": ""},
        {"consent": "none", "key": "\x00"},
        {"consent": "x", "key": str(UUID(int=7))},
        {"key": str(UUID(int=7))},
    ],
)
def test_what_is_posted_badly_is_told_and_not_sent(
    client: Client, invitation: Invitation, posted: dict[str, str]
) -> None:
    reply = client.post(address(invitation), posted)
    assert (reply.status_code, bool(reply.context["form"].errors)) == (200, True)
    assert Draft.objects.get().sent_key is None


def test_who_only_looks_sends_nothing(client: Client, invitation: Invitation) -> None:
    page = address(invitation)
    assert [client.get(page).status_code, client.head(page).status_code] == [200, 200]
    assert Draft.objects.get().sent_key is None


@pytest.mark.django_db(transaction=True)
def test_the_key_of_somebody_elses_answers_takes_nothing_from_them(invitation: Invitation) -> None:
    other, key = what.invitation(invitation.survey), uuid4()
    keep(other, Typed(("host",), False, {"changed": "Less travel."}))
    tokens = [what.token(each) for each in (invitation, other)]
    assert [send_at_once(token, key=key, consent="none") for token in tokens] == [True, False]
    assert Draft.objects.get(sent_key=key).invitation == invitation


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_the_first_stands(invitation: Invitation) -> None:
    token, first, other = what.token(invitation), uuid4(), uuid4()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert send_at_once(token, key=first, consent="none")
            second = pool.submit(send_and_close, token, other)
            wait_until_somebody_waits()
        assert second.result(timeout=20) is False
    assert Draft.objects.get().sent_key == first


def send_and_close(token: str, key: UUID) -> bool:
    """Send on a connection of its own."""
    try:
        return send_at_once(token, key=key, consent="none")
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    """Until another connection stands still for a row that this one has locked."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,):
                return
        time.sleep(0.02)
    raise AssertionError("Nobody waited.")
