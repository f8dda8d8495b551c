"""The manager's pages of topics, needs and conflicts."""

import pytest
from django.urls import reverse

from challenges.models import DeclaredConflict
from challenges.tests import factories as when
from challenges.topics import lay_topics
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def kent():
    made = when.participation(when.challenge_round(state="planning"))
    lay_topics(made.round)
    return made


@pytest.fixture
def browser():
    return signed_in(who.manager().user)


def sent_topics(round, **changed):
    return {f"topic_{topic.pk}": topic.name for topic in round.topics.all()} | changed


def test_the_list_of_topics_is_changed_and_councils_choose_from_it(kent, browser):
    address = reverse("challenges:topics", args=[kent.round_id])
    page = browser.post(address, sent_topics(kent.round, new="Kinship care\nYouth justice"), follow=True)
    assert "The topics are saved." in page.content.decode()
    assert kent.round.topics.count() == 15
    html = browser.get(reverse("challenges:sign_up", args=[kent.pk])).content.decode()
    assert "Youth justice" in html


def test_a_topic_twice_is_said_and_nothing_is_lost(kent, browser):
    address = reverse("challenges:topics", args=[kent.round_id])
    html = browser.post(address, sent_topics(kent.round, new="Kinship care\nEarly help")).content.decode()
    assert "Early help is in the list twice." in html
    assert "Kinship care\nEarly help" in html
    assert kent.round.topics.count() == 13


def test_needs_are_chosen_for_hosts_only(kent, browser):
    surrey = when.participation(kent.round, who.council("Surrey"), hosting=False)
    address = reverse("challenges:needs", args=[kent.round_id])
    html = browser.get(address).content.decode()
    assert f"need_{kent.pk}" in html
    assert f"need_{surrey.pk}" not in html
    assert (
        "Saved: 1 changed." in browser.post(address, {f"need_{kent.pk}": "4"}, follow=True).content.decode()
    )
    assert "Select a valid choice" in browser.post(address, {f"need_{kent.pk}": "9"}).content.decode()
    kent.refresh_from_db()
    assert kent.need == 4


def test_a_council_never_sees_need_or_conflicts(kent, browser):
    pat = who.person("Pat Peer", at=who.council("Kent"))
    kent.need = 5
    kent.save()
    DeclaredConflict.objects.create(person=pat, against=kent.council, reason="Very secret reason")
    contact = signed_in(who.council_contact().user)
    for name, key in (("sign_up", kent.pk), ("sign_up_offers", kent.pk)):
        html = contact.get(reverse(f"challenges:{name}", args=[key])).content.decode()
        assert "Very secret reason" not in html
        assert "Need" not in html
    for name in ("needs", "conflicts", "topics"):
        assert contact.get(reverse(f"challenges:{name}", args=[kent.round_id])).status_code == 404


def test_a_conflict_is_declared_changed_and_removed(kent, browser):
    surrey = when.participation(kent.round, who.council("Surrey"))
    pat = when.offer(surrey, who.person("Pat Peer", at=surrey.council)).person
    when.placement(when.challenge(kent.round, kent.council), pat, role="lead")
    address = reverse("challenges:conflicts", args=[kent.round_id])
    sent = {"whose": f"person-{pat.pk}", "against": kent.council_id, "reason": "Worked there"}
    html = browser.post(address, sent, follow=True).content.decode()
    assert "The conflict between Pat Peer and Kent is saved." in html
    assert "Pat Peer is on the team for Kent: take them off it." in html
    assert "Worked there" in html
    one = f"{address}?conflict={DeclaredConflict.objects.get().pk}"
    browser.post(one, sent | {"last_day_0": "1", "last_day_1": "2", "last_day_2": "2027"})
    assert DeclaredConflict.objects.get().last_day.isoformat() == "2027-02-01"
    browser.post(one, {"remove": "1"})
    assert not DeclaredConflict.objects.exists()
    assert browser.get(one).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"whose": ""}, "Choose one"),
        ({"whose": "person-0"}, "Select a valid choice"),
        ({"reason": ""}, "Write why."),
        ({"first_day_0": "31", "first_day_1": "2", "first_day_2": "2027"}, "a day that is in the calendar"),
    ],
)
def test_a_faulty_conflict_is_said_and_what_was_typed_stays(kent, browser, changed, said):
    address = reverse("challenges:conflicts", args=[kent.round_id])
    sent = {"whose": f"council-{kent.council_id}", "against": kent.council_id, "reason": "Typed with care"}
    html = browser.post(address, sent | changed).content.decode()
    assert said in html
    assert "Typed with care" in html or changed.get("reason") == ""
    assert not DeclaredConflict.objects.exists()
