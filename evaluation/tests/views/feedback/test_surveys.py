"""The survey page of the programme manager."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.models import Letter
from challenges.states import ChallengeState
from councils.models import MailBatch, OutboxMessage
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Invitation, Survey
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


def open_survey(world: World, **days: Any) -> Any:
    today = timezone.localdate()
    first, last = days.get("opens_on", today), days.get("closes_on", today + timedelta(days=28))
    parts = {f"{name}_{n}": getattr(day, part) for name, day in (("opens_on", first), ("closes_on", last))
             for n, part in enumerate(("day", "month", "year"))}  # fmt: skip
    rest = {"promise": days.get("promise", "confidential"), "target": days.get("target", 60)}
    return world.clients["own"].post(reverse("evaluation:survey_open", args=[world.round.pk]), parts | rest)


def test_the_promise_is_chosen_and_stands_once_somebody_is_invited(world: World) -> None:
    open_survey(world, promise="anonymous")
    assert Survey.objects.get().anonymous is True
    open_survey(world, promise="confidential", target=70)
    assert (Survey.objects.get().promise, Survey.objects.get().target) == ("confidential", 70)
    what.invitation(Survey.objects.get(), sent_at=timezone.now())
    reply = open_survey(world, promise="anonymous")
    assert "cannot be changed" in reply.content.decode()
    assert Survey.objects.get().anonymous is False


def test_opening_invites_the_people_of_what_took_place(world: World) -> None:
    chief = who.person("Chief", post=PostKind.CHIEF_EXECUTIVE, at=who.council("Kent"))
    who.person("Elsewhere", post=PostKind.DIRECTOR, at=who.council("Medway"))
    world.challenge.state = ChallengeState.LETTER_SENT
    world.challenge.save()
    assert open_survey(world).status_code == 302
    invited = {i.person.name: i.parts for i in Invitation.objects.select_related("person")}
    assert invited == {
        "Olive Organiser": ["host"],
        chief.name: ["host"],
        "Pike Peer": ["led", "visitor"],
        "Petra Programme": ["observed"],
    }


def test_a_survey_that_closes_before_it_opens_is_refused(world: World) -> None:
    reply = open_survey(world, closes_on=date(2026, 1, 1))
    assert reply.status_code == 200
    assert "Enter a day after the first." in reply.content.decode()
    assert Survey.objects.count() == 0


def test_invitations_wait_for_the_letter_and_go_once(world: World) -> None:
    world.challenge.state = ChallengeState.FED_BACK
    world.challenge.save()
    open_survey(world)
    send = reverse("evaluation:invite_send", args=[world.round.pk])
    world.clients["own"].post(send, {"what": "send"})
    assert OutboxMessage.objects.filter(subject__startswith="What came").count() == 0
    Letter.objects.create(challenge=world.challenge, sent_on=timezone.localdate())
    world.clients["own"].post(send, {"what": "send"})
    world.clients["own"].post(send, {"what": "send"})
    assert OutboxMessage.objects.filter(subject__startswith="What came").count() == 3
    assert Invitation.objects.filter(sent_at__isnull=True).count() == 3
    batch = MailBatch.objects.get()
    world.clients["own"].post(
        reverse("councils:outbox_batch", args=[batch.pk]), {"what": "send", "count": "3"}
    )
    assert Invitation.objects.filter(sent_at__isnull=True).count() == 0


def test_only_those_who_have_not_answered_are_reminded_once_a_day(world: World) -> None:
    survey = what.survey(world.round)
    answered = what.invitation(survey, sent_at=timezone.now())
    what.response(answered, {"changed": "Trust."})
    waiting = what.invitation(survey, sent_at=timezone.now())
    for _ in range(2):
        world.clients["own"].post(
            reverse("evaluation:invite_send", args=[world.round.pk]), {"what": "remind"}
        )
    assert [m.to_email for m in OutboxMessage.objects.all()] == [waiting.person.email]


def test_the_page_shows_who_and_never_words(world: World) -> None:
    survey = what.survey(world.round)
    what.response(what.invitation(survey), {"changed": "A secret of Kent."})
    page = world.clients["own"].get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert "1 of 1" in page
    assert "A secret of Kent." not in page


def test_another_regions_manager_cannot_take_an_invitation_back(world: World) -> None:
    invitation = what.invitation(what.survey(world.round))
    reply = world.clients["other"].post(reverse("evaluation:invitation_withdraw", args=[invitation.pk]))
    assert reply.status_code == 404
    assert Invitation.objects.get().withdrawn_at is None


def test_the_page_costs_the_same_at_one_and_thirty(world: World) -> None:
    survey = what.survey(world.round)
    page = reverse("evaluation:survey", args=[world.round.pk])
    what.response(what.invitation(survey), {"changed": "Trust."})
    world.clients["own"].get(page)
    counts = []
    for extra in (0, 29):
        for _ in range(extra):
            what.response(what.invitation(survey), {"changed": "Trust."})
        with CaptureQueriesContext(connection) as queries:
            world.clients["own"].get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_people_are_narrowed_by_standing_and_words(world: World) -> None:
    survey = what.survey(world.round)
    kent = who.council("Kent")
    answered = what.invitation(survey, who.person("Anna Answered", at=kent), sent_at=timezone.now())
    what.response(answered, {"changed": "Trust."})
    what.invitation(survey, who.person("Wim Waiting", at=kent), sent_at=timezone.now())
    what.invitation(survey, who.person("Una Unsent", at=who.council("Medway")))
    page = reverse("evaluation:survey", args=[world.round.pk])

    def names(**query: str) -> list[str]:
        reply = world.clients["own"].get(page, query)
        return sorted(each.person.name for each in reply.context["invitations"])

    assert names() == ["Anna Answered", "Una Unsent", "Wim Waiting"]
    assert names(state="answered") == ["Anna Answered"]
    assert names(state="not_answered") == ["Wim Waiting"]
    assert names(state="not_sent") == ["Una Unsent"]
    assert names(q="MEDWAY") == ["Una Unsent"]
    assert names(state="nonsense", q="wim") == ["Wim Waiting"]
    assert f'action="{page}#people"' in world.clients["own"].get(page).content.decode()
    assert "Nobody on the list fits." in world.clients["own"].get(page, {"q": "zzz"}).content.decode()


def test_buttons_say_how_many_are_written_and_nothing_is_offered_for_nobody(world: World) -> None:
    survey = what.survey(world.round)
    what.invitation(survey, sent_at=timezone.now())
    page = world.clients["own"].get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert "Write 1 reminder<" in page
    assert 'value="send"' not in page


@pytest.mark.parametrize(
    ("asked_for", "said"),
    [
        ("send", "No invitation was written"),
        ("remind", "No reminder was written"),
        ("people", "Nobody is missing"),
    ],
)
def test_where_nothing_is_done_the_message_says_why(world: World, asked_for: str, said: str) -> None:
    what.survey(world.round)
    send = reverse("evaluation:invite_send", args=[world.round.pk])
    if asked_for == "people":
        world.clients["own"].post(send, {"what": "people"})
    reply = world.clients["own"].post(send, {"what": asked_for}, follow=True)
    assert said in reply.content.decode()
