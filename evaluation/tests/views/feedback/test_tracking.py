"""The survey page's figures: who was not asked is not at nought, and few are hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.tests import factories as when
from councils.models import OutboxMessage, Person
from councils.outbox.services import queue_text
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Invitation, Receipt, Survey
from evaluation.questionnaire.forecast import forecast
from evaluation.selectors.feedback.survey import reminder_key
from evaluation.selectors.feedback.tracking import call_list, tracking_of
from evaluation.services.feedback.invitations import write_invitations, write_reminders
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def survey(world: World) -> Survey:
    return what.survey(world.round)


def ask(survey: Survey, number: int, *, post: str = PostKind.DIRECTOR, days: int = 3) -> list:
    kent = who.council("Kent")
    return [
        what.invitation(
            survey, who.person(f"{post} {n}", post=post, at=kent), sent_at=NOW() - timedelta(days=days)
        )
        for n in range(number)
    ]


def test_rates_say_who_was_not_asked_and_hide_few(survey):
    directors = ask(survey, 6)
    ask(survey, 2, post=PostKind.LEAD_MEMBER)
    for invitation in directors[:4]:
        what.response(invitation, {"changed": "Trust."})
    tracking = tracking_of(survey)
    roles = {rate.name: rate.shown for rate in tracking.by_post}
    assert roles["Director of children's services"] == "4 of 6"
    assert roles["Lead member"] == "Fewer than 5 asked"
    assert roles["Specialist"] == "Not asked"
    assert {rate.name: rate.shown for rate in tracking.by_council} == {"Kent": "4 of 8"}
    assert (tracking.target, tracking.everyone.shown) == (5, "4 of 8")


def test_a_council_where_nobody_was_asked_is_seen(world, survey):
    world.round.participations.filter(council__name="Surrey").update(
        hosting=False, lending=True, answered_at=NOW()
    )
    assert {rate.name: rate.shown for rate in tracking_of(survey).by_council} == {
        "Kent": "Not asked", "Surrey": "Not asked",
    }  # fmt: skip


def test_people_asked_later_do_not_lower_an_earlier_week(survey):
    Survey.objects.filter(pk=survey.pk).update(opens_on=timezone.localdate() - timedelta(days=10))
    survey.refresh_from_db()
    early = ask(survey, 5, days=9)
    for invitation in early[:3]:
        what.response(invitation, {"changed": "Trust."})
    Receipt.objects.update(received_at=NOW() - timedelta(days=5))
    before = tracking_of(survey).history
    ask(survey, 5, days=1)
    assert tracking_of(survey).history == before
    assert [(day, rate.shown) for day, rate in before] == [
        (timezone.localdate() - timedelta(days=4), "3 of 5")
    ]


@pytest.mark.parametrize(
    ("asked", "answered", "gone", "earlier", "expected"),
    [
        (100, 20, 3, [1] * 10 + [3] * 10 + [10] * 20, 40),
        (30, 20, 3, [1] * 20 + [10] * 20, 30),
        (100, 20, 0, [1] * 40, None),
        (100, 0, 5, [1] * 40, None),
        (100, 20, 5, [1] * 29, None),
        (100, 20, 50, [1] * 40, 20),
    ],
)
def test_the_forecast_follows_earlier_rounds(asked, answered, gone, earlier, expected):
    assert forecast(asked=asked, answered=answered, days_gone=gone, earlier=earlier) == expected


def test_the_page_forecasts_against_the_target(world, survey):
    old = what.survey(when.challenge_round(name="Old"))
    for invitation in ask(old, 30, days=40):
        what.response(invitation, {"changed": "Trust."})
    Receipt.objects.update(received_at=NOW() - timedelta(days=36))
    Survey.objects.filter(pk=old.pk).update(opens_on=timezone.localdate() - timedelta(days=50),
                                            closes_on=timezone.localdate() - timedelta(days=20))  # fmt: skip
    for invitation in ask(survey, 10)[:4]:
        what.response(invitation, {"changed": "Trust."})
    page = world.clients["own"].get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert (
        "The target is 6 answers. As earlier rounds went, about 4 will have answered by the last day." in page
    )


def test_before_anybody_is_asked_there_is_no_target(survey):
    what.invitation(survey)
    assert tracking_of(survey).forecast == "Nobody has been asked yet."


def test_a_target_that_has_been_reached_is_said(survey):
    for invitation in ask(survey, 5)[:3]:
        what.response(invitation, {"changed": "Trust."})
    assert tracking_of(survey).forecast == "The target is 3 answers. It has been reached."


def test_figures_follow_without_loading_the_page_again(world, survey):
    address = reverse("evaluation:survey_figures", args=[world.round.pk])
    invitations = ask(survey, 5)
    assert world.clients["own"].get(address).json()["everyone"] == "0 of 5"
    what.response(invitations[0], {"changed": "Trust."})
    figures = world.clients["own"].get(address).json()
    assert figures["everyone"] == "1 of 5"
    page = world.clients["own"].get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert f'data-live-url="{address}"' in page
    assert [name for name in figures if f'data-figure="{name}"' not in page] == []


def test_whom_to_ring(world, survey):
    waiting, done, unsent = ask(survey, 3)
    what.response(done, {"changed": "Trust."})
    unsent.sent_at = None
    unsent.save()
    queue_text(key="x", to_email="a@example.org", text="Hello\n\nWords", person=waiting.person)
    OutboxMessage.objects.update(state="bounced")
    assert [i.person for i in call_list(survey)] == [waiting.person]
    page = (
        world.clients["own"].get(reverse("evaluation:survey_calls", args=[world.round.pk])).content.decode()
    )
    assert "Mail came back" in page
    assert "not known" in page
    Person.objects.filter(pk=waiting.person_id).update(phone="01632 960155")
    page = (
        world.clients["own"].get(reverse("evaluation:survey_calls", args=[world.round.pk])).content.decode()
    )
    assert 'href="tel:01632960155">01632 960155</a>' in page


def test_who_has_no_address_is_counted_and_rung_not_written_to(world, survey):
    kent = who.council("Kent")
    there, nowhere = (what.invitation(survey, who.person(name, at=kent)) for name in ("Ann", "Bob"))
    closed = what.invitation(survey, who.person("Cid", at=kent), closes_on=survey.opens_on)
    Person.objects.filter(pk=nowhere.person_id).update(email="")
    tracking = tracking_of(survey)
    assert (tracking.to_send, tracking.no_address) == (1, 1)
    assert [i.person.name for i in call_list(survey)] == ["Bob"]
    assert closed.last_day < timezone.localdate()
    page = world.clients["own"].get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert "1 person has no email address" in page
    assert write_invitations(survey=survey, actor=world.actors["own"]).messages.get().person == there.person


def test_only_those_are_counted_to_whom_a_reminder_would_be_written(world, survey):
    reminded, closed, nowhere, waiting, more = ask(survey, 5)
    Invitation.objects.filter(pk=closed.pk).update(closes_on=survey.opens_on)
    Person.objects.filter(pk=nowhere.person_id).update(email="")
    queue_text(key=reminder_key(reminded.person_id), to_email="a@example.org", text="Still time\n\nWords")
    assert tracking_of(survey).to_remind == 2
    batch = write_reminders(survey=survey, actor=world.actors["own"])
    assert set(batch.messages.values_list("person", flat=True)) == {waiting.person_id, more.person_id}
    assert tracking_of(survey).to_remind == 0


def test_the_list_of_calls_costs_the_same_at_one_and_thirty(world, survey):
    counts = []
    for number in (1, 29):
        ask(survey, number)
        with CaptureQueriesContext(connection) as queries:
            world.clients["own"].get(reverse("evaluation:survey_calls", args=[world.round.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
