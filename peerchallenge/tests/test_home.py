"""The home page reads as often for one thing to do as for many."""

from __future__ import annotations

import itertools
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.tests import factories as when
from councils.models import Council
from councils.tests import factories as who
from evaluation.models import Draft
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


def rows(world: World, councils: list[Council]) -> None:
    """Of each council a challenge that is late in every way, with one place that waits for the peer's answer."""
    for host in councils:
        challenge = when.challenge(world.round, host, state="agreed")
        when.milestone(challenge, due_on=date(2026, 1, 5))
        when.action(challenge, due_on=date(2026, 1, 5))
        when.placement(challenge, who.person(at=who.council("Kent")), state="invited")
        when.challenge(when.challenge_round(name=f"{host}'s own"), host, state="postponed", first_day=None)


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as got:
        assert client.get(reverse("home")).status_code == 200
    return len(got)


@pytest.mark.parametrize("persona", ["national", "own", "host", "peer"])
def test_home_reads_as_often_at_1_row_as_at_25(persona: str) -> None:
    world = build_world()
    free = Council.objects.exclude(pk__in=[world.participation.council_id]).order_by("name")
    councils = iter(free.exclude(name="Kent")[:25])
    rows(world, list(itertools.islice(councils, 1)))
    client = world.clients[persona]
    client.get(reverse("home"))
    few = queries(client)
    rows(world, list(councils))
    assert queries(client) == few


def test_a_long_action_is_cut_between_words() -> None:
    world = build_world()
    late = when.action(world.challenge, due_on=date(2026, 1, 5))
    late.text = "Bring four secondary schools into the neglect working group and test a shared chronology."
    late.save(update_fields=["text"])
    html = world.clients["own"].get(reverse("home")).content.decode()
    assert "schools into the neglect working group and test a shared …<" in html


def test_a_page_is_called_what_the_menu_calls_it() -> None:
    client = build_world().clients["own"]
    menu = {each["label"]: each["url"] for each in client.get(reverse("home")).context["navigation"]}
    called = ["Rounds", "Questionnaire", "People", "Accounts", "Outbox"]
    pages = {label: client.get(menu[label]).content.decode() for label in called}
    assert [label for label, page in pages.items() if f">{label}</h1>" not in page] == []


def test_only_who_was_asked_and_has_sent_nothing_is_to_be_chased() -> None:
    world = build_world()
    survey, kent = what.survey(world.round), who.council("Kent")
    asked, sending = (
        what.invitation(survey, who.person(name, at=kent), sent_at=timezone.now()) for name in ("Ann", "Bob")
    )
    what.invitation(survey, who.person("Not sent", at=kent))
    Draft.objects.create(invitation=sending, sent_key=uuid4())
    page = world.clients["own"].get(reverse("home")).content.decode()
    assert f"1 person has not answered the survey of {asked.survey.round}" in page
