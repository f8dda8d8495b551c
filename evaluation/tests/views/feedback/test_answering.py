"""What helps people to answer: kept while they type, on paper, by phone, and warned about children."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import AuditEvent
from evaluation.models import Draft, Invitation, Response
from evaluation.services.feedback.intake import take_in_all
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    return what.invitation(what.survey(), parts=["host"])


def url(name: str, invitation: Invitation, *more: object) -> str:
    return reverse(f"evaluation:feedback_{name}", args=[what.token(invitation), *more])


def begin(invitation: Invitation) -> Client:
    client = Client()
    client.post(url("start", invitation), {"parts": ["host"], "involved_before": "no"})
    return client


def given() -> dict[str, str]:
    return Draft.objects.get().answers["given"]


def test_a_page_is_kept_while_somebody_types(invitation):
    client = begin(invitation)
    reply = client.post(url("keep", invitation, 1), {"changed": "Half a senten"}).json()
    assert reply["kept"] is True
    assert len(reply["at"]) == 5
    assert given() == {"changed": "Half a senten"}
    client.post(url("keep", invitation, 2), {"improve": "The data"})
    assert given() == {"changed": "Half a senten", "improve": "The data"}


def test_what_is_valid_of_a_page_is_kept_and_the_rest_not_lost_by_it(invitation):
    client = begin(invitation)
    client.post(url("keep", invitation, 4), {"B1": "great"})
    reply = client.post(url("keep", invitation, 4), {"B1": "nonsense", "B3": "small"})
    assert reply.json()["kept"] is False
    assert given() == {"B1": "great", "B3": "small"}


def test_nothing_is_kept_before_the_start_or_after_sending(invitation):
    assert Client().post(url("keep", invitation, 1), {"changed": "x"}).json() == {"kept": False}
    assert Draft.objects.count() == 0
    client = begin(invitation)
    client.post(url("page", invitation, 1), {"changed": "Sent."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    assert client.post(url("keep", invitation, 1), {"changed": "Late."}).json() == {"kept": False}
    assert given() == {"changed": "Sent."}
    assert client.get(url("keep", invitation, 1)).status_code == 405


def test_the_form_names_where_it_is_kept(invitation):
    page = begin(invitation).get(url("page", invitation, 1)).content.decode()
    assert f'data-autosave-url="{url("keep", invitation, 1)}"' in page
    assert 'data-autosave-status role="status"' in page


def test_the_printable_form_has_every_question_and_changes_nothing(invitation):
    page = Client().get(url("print", invitation)).content.decode()
    assert "What has changed because of this round" in page
    assert "Only if you were involved in a round before this one." in page
    assert page.count("app-blank__lines--many") == 3
    assert Draft.objects.count() == 0


def test_what_seems_to_be_about_a_child_is_said_before_sending(invitation):
    client = begin(invitation)
    client.post(url("page", invitation, 1), {"changed": "NHS 943 476 5919 and born on 3 May 2011"})
    page = client.get(url("check", invitation)).content.decode()
    assert "This seems to hold an NHS number and a date of birth." in page
    client.post(url("page", invitation, 1), {"changed": "We met on 3 May 2026."})
    assert "This seems to hold" not in client.get(url("check", invitation)).content.decode()


@pytest.fixture
def world() -> World:
    return build_world()


ANSWERS = {
    "parts": ["host"],
    "involved_before": "no",
    "changed": "  Words.\r\n",
    "B1": "great",
    "consent": "role_only",
}


def test_answers_by_phone_are_marked_with_who_took_them(world):
    asked = what.invitation(what.survey(world.round))
    address = reverse("evaluation:invitation_phone", args=[asked.pk])
    assert world.clients["own"].post(address, ANSWERS).status_code == 302
    take_in_all()
    response = Response.objects.get()
    assert response.entered_by == world.actors["own"].user
    assert {a.question.key: a.text or a.value for a in response.answers.all()} == {
        "changed": "  Words.\r\n",
        "B1": "great",
    }
    event = AuditEvent.objects.get(verb="took answers by phone")
    assert (event.acting_for, event.after) == (asked.person, {})
    again = world.clients["own"].post(address, ANSWERS)
    assert "has answered already" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"consent": ""}, "Choose how we may quote you"),
        ({"involved_before": ""}, "Choose yes or no"),
        ({"B1": "nonsense"}, "Choose one of the answers"),
        ({"improve": "x" * 10_001}, "Shorten this to 10,000 characters"),
    ],
)
def test_an_error_on_the_phone_loses_no_word(world, change, sentence):
    asked = what.invitation(what.survey(world.round))
    reply = world.clients["own"].post(
        reverse("evaluation:invitation_phone", args=[asked.pk]), ANSWERS | change
    )
    page = reply.content.decode()
    assert sentence in page
    assert "Words." in page
    assert Draft.objects.count() == 0


def test_nobody_answers_over_the_head_of_who_has_begun(world):
    asked = what.invitation(what.survey(world.round))
    begin(asked)
    reply = world.clients["own"].post(reverse("evaluation:invitation_phone", args=[asked.pk]), ANSWERS)
    assert "has begun to answer by their own link" in reply.content.decode()
