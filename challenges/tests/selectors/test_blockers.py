"""Who still blocks the plan, whom to ring, and which data are ready."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from challenges.models import DataPack, Milestone
from challenges.selectors.rounds.readiness import readiness_of
from challenges.selectors.sign_up.blockers import sections_of, whom_to_ring
from challenges.services.sign_up.days_requests import ask_for_days
from challenges.tests import factories as when
from challenges.topics import lay_topics
from councils.errors import DomainError, NotAllowed
from councils.models import Council, OutboxMessage, Person
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


class Scene:
    """Kent hosts and has said nothing else, Surrey lends Pat Peer, Slough is silent."""

    def __init__(self):
        self.round = when.challenge_round(state="planning")
        lay_topics(self.round)
        self.olive = who.person("Olive Organiser", at=who.council("Kent"))
        self.kent = when.participation(self.round, who.council("Kent"), lending=False, organiser=self.olive)
        self.surrey = when.participation(self.round, who.council("Surrey"), hosting=False)
        self.slough = when.participation(self.round, who.council("Slough"), hosting=None, lending=None)
        self.pat = who.person("Pat Peer", at=self.surrey.council)
        self.offer = when.offer(self.surrey, self.pat, role="lead")
        self.offer.max_days = 2
        self.offer.save()

    def missing(self):
        return {
            section.key: [(each.text, each.ring and each.ring.name) for each in section.blockers]
            for section in sections_of(self.round)
        }


@pytest.fixture
def scene():
    return Scene()


def test_everything_that_is_missing_is_named_with_whom_to_ring(scene):
    dora = who.person("Dora Director", at=scene.slough.council)
    pat = "Pat Peer, lead challenger, Surrey"
    assert scene.missing() == {
        "silent": [("Slough", "Dora Director")],
        "hosts": [("Kent", "Olive Organiser")],
        "peers": [(pat, "Pat Peer")],
        "leads": [(f"{pat}: 2 days, ask for more", "Pat Peer")],
        "topics": [
            ("Kent has not said what it wants help in", "Olive Organiser"),
            (f"{pat}: no topics chosen", "Pat Peer"),
        ],
        "training": [(f"{pat}: no training is known", "Pat Peer")],
        "needs": [("Kent", None)],
    }
    assert whom_to_ring([scene.slough])[scene.slough.pk] == dora


def test_what_has_been_given_is_no_longer_missing(scene):
    topic = scene.round.topics.first()
    scene.slough.delete()
    for owner in (scene.kent, scene.offer):
        owner.days_given_at = timezone.now()
        owner.topics.add(topic)
    scene.kent.need = 3
    scene.offer.max_days, scene.offer.trained_on = 3, date(2025, 1, 1)
    scene.kent.save()
    scene.offer.save()
    assert [key for key, found in scene.missing().items() if found] == []


def test_a_topic_that_only_the_host_itself_offers_is_missing(scene):
    topic = scene.round.topics.get(name="Care leavers")
    scene.kent.topics.add(topic)
    own = when.offer(scene.kent, who.person("Own Peer", at=scene.kent.council))
    own.topics.add(topic)
    text = "Care leavers, asked for by Kent, is offered by nobody of another council"
    assert (text, None) in scene.missing()["topics"]
    scene.offer.topics.add(topic)
    assert (text, None) not in scene.missing()["topics"]


def test_lending_councils_without_a_lead_are_asked_first(scene):
    when.participation(scene.round, who.council("Medway"), hosting=False, organiser=scene.olive)
    assert scene.missing()["leads"] == [("Medway lends, but offers no lead", "Olive Organiser")]
    scene.offer.max_days = None
    scene.offer.save()
    assert scene.missing()["leads"] == []


def test_training_that_lapses_in_the_round_is_named_unless_it_never_does(scene):
    scene.offer.trained_on = date(2024, 3, 1)
    scene.offer.save()
    assert scene.missing()["training"][0][0].endswith("training lapses on 1 March 2027")
    scene.round.training_lapses_after = None
    assert scene.missing()["training"] == []


def test_who_has_a_number_is_rung_before_who_has_none(scene):
    who.person("Dora Director", at=scene.slough.council)
    amy = who.person("Amy Assistant", post="assistant_director", at=scene.slough.council)
    Person.objects.filter(pk=amy.pk).update(phone="01632 960001")
    assert whom_to_ring([scene.slough])[scene.slough.pk].name == "Amy Assistant"
    browser = signed_in(who.manager().user)
    html = browser.get(reverse("challenges:blockers", args=[scene.round.pk])).content.decode()
    assert 'href="tel:01632960001"' in html
    assert f'href="mailto:{amy.email}"' in html
    assert reverse("challenges:offer_days", args=[scene.offer.pk]) in html


def test_data_are_ready_due_or_late(scene):
    challenge = when.challenge(scene.round, scene.kent.council)
    pack = when.milestone(challenge, "data_pack", due_on=TODAY - timedelta(days=1))
    when.milestone(challenge, "self_assessment", due_on=TODAY)
    row = readiness_of(scene.round, TODAY)[0]
    assert (row.self_assessment.state, row.data_pack.state, row.late) == ("due", "late", True)
    assert (row.ring, row.challenge) == (scene.olive, challenge)
    DataPack.objects.create(challenge=challenge, received_on=TODAY)
    Milestone.objects.filter(kind="self_assessment").update(state="done", done_on=date(2026, 11, 20))
    row = readiness_of(scene.round, TODAY)[0]
    assert (row.self_assessment.state, row.self_assessment.on) == ("ready", date(2026, 11, 20))
    assert (row.data_pack.state, row.data_pack.on, row.late) == ("ready", TODAY, False)
    assert pack.due_on < TODAY


def test_a_host_without_a_visit_or_with_a_postponed_one_is_late_with_nothing(scene):
    assert readiness_of(scene.round, TODAY)[0].data_pack.label == "No date yet"
    challenge = when.challenge(scene.round, scene.kent.council, state="postponed", first_day=None)
    when.milestone(challenge, "data_pack", due_on=date(2026, 1, 1))
    assert not readiness_of(scene.round, TODAY)[0].late


def test_only_peers_without_days_are_asked_once_a_day(scene):
    given = when.offer(scene.surrey, who.person("Gus Given", at=scene.surrey.council))
    given.days_given_at = timezone.now()
    given.save()
    silent = when.offer(scene.surrey, who.person("Sid Silent", at=scene.surrey.council))
    Person.objects.filter(pk=silent.person_id).update(email="")
    asked = ask_for_days(round=scene.round, actor=who.manager())
    assert (asked.sent, asked.nobody, asked.again) == (("Pat Peer",), ("Sid Silent",), ())
    mail = OutboxMessage.objects.get()
    assert (mail.to_email, mail.subject) == (scene.pat.email, "When could you go on a peer challenge?")
    assert "/l/" in mail.body
    assert ask_for_days(round=scene.round, actor=who.manager()).again == ("Pat Peer",)
    assert OutboxMessage.objects.count() == 1


def test_nobody_is_asked_in_draft_or_by_others(scene):
    with pytest.raises(NotAllowed):
        ask_for_days(round=scene.round, actor=who.council_contact())
    scene.round.state = "draft"
    with pytest.raises(DomainError, match="once sign-up is open"):
        ask_for_days(round=scene.round, actor=who.manager())


def test_the_page_asks_and_says_whom(scene):
    browser = signed_in(who.manager().user)
    address = reverse("challenges:blockers", args=[scene.round.pk])
    assert "Asked for their days: Pat Peer." in browser.post(address, follow=True).content.decode()
    assert "Written to today already: Pat Peer." in browser.post(address, follow=True).content.decode()


PAGES = ("blockers", "blocks", "topics", "needs", "conflicts", "days_import", "sign_up_list")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_as_often_for_1_council_as_for_30(name):
    round = when.challenge_round(state="planning")
    lay_topics(round)
    councils = list(Council.objects.on(round.first_week)[:30])
    browser = signed_in(who.manager().user)

    def fill(some):
        for council in some:
            made = when.participation(round, council, need=3)
            made.topics.add(round.topics.first())
            offer = when.offer(made, who.person(at=council))
            offer.topics.add(round.topics.last())
            when.milestone(when.challenge(round, council))
            made.blocked_periods.create(
                kind="election", first_day=round.first_week, last_day=round.first_week
            )
            council.conflicts_against.create(person=offer.person, reason="Related")

    def queries():
        with CaptureQueriesContext(connection) as got:
            assert browser.get(reverse(f"challenges:{name}", args=[round.pk])).status_code == 200
        return len(got)

    fill(councils[:1])
    queries()
    few = queries()
    fill(councils[1:])
    assert queries() == few


def test_the_own_page_reads_as_often_for_1_offer_as_for_10():
    pat = who.person("Pat Peer", at=who.council("Kent"))
    user = who.user()
    Person.objects.filter(pk=pat.pk).update(user=user)
    browser = signed_in(user)

    def offered(n):
        for _ in range(n):
            number = pat.offers.count()
            round = when.challenge_round(name=f"Round {number}", state="sign_up")
            when.offer(when.participation(round), pat)

    def queries():
        with CaptureQueriesContext(connection) as got:
            html = browser.get(reverse("challenges:mine")).content.decode()
        assert html.count("Say on which days you can go") == pat.offers.count()
        return len(got)

    offered(1)
    queries()
    few = queries()
    offered(9)
    assert queries() == few
