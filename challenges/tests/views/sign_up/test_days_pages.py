"""The page of an offered peer's days, and the manager's page of blocked days."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.models import BlockedPeriod
from challenges.services.sign_up.links import sign_up_link
from challenges.tests import factories as when
from councils.links.services import path, person_link
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db

DAYS = {
    "when": "only",
    "windows": "1 to 12 February 2027",
    "blocked": "8 February 2027, leave",
    "max_days": "6",
}


@pytest.fixture
def offer():
    round = when.challenge_round(state="sign_up")
    surrey = when.participation(round, who.council("Surrey"))
    return when.offer(surrey, who.person("Pat Peer", at=surrey.council))


@pytest.fixture
def page(offer):
    return reverse("challenges:offer_days", args=[offer.pk])


@pytest.fixture
def peer(offer):
    client = Client()
    client.get(path(person_link(offer.person)))
    return client


def test_a_peer_finds_the_page_on_their_own_and_gives_days(offer, peer, page):
    mine = reverse("challenges:mine")
    html = peer.get(mine).content.decode()
    assert "Say on which days you can go in South East 2026/27" in html
    assert f'href="{page}"' in html
    assert "These are the days of <strong>Pat Peer</strong>" in peer.get(page).content.decode()
    assert peer.post(page, DAYS)["Location"] == mine
    offer.refresh_from_db()
    assert (offer.days_given_by, offer.max_days, offer.windows.get().last_day.day) == ("Pat Peer", 6, 12)
    assert "Say on which days" not in peer.get(mine).content.decode()


def test_a_deputy_says_their_name_on_the_peers_page(offer, peer, page):
    peer.post(page, DAYS | {"deputy": "Dee Deputy"})
    html = peer.get(page).content.decode()
    assert "by Dee Deputy, for Pat Peer." in html
    assert "8 February 2027, leave" in html


def test_a_manager_is_told_that_it_is_kept_as_by_phone(offer, page):
    browser = signed_in(who.manager().user)
    html = browser.get(page).content.decode()
    assert "by phone, for Pat Peer." in html
    assert 'name="deputy"' not in html
    back = reverse("challenges:sign_up_offers", args=[offer.participation_id])
    assert browser.post(page, {"when": "any"})["Location"] == back
    assert "Petra Programme, by phone, for Pat Peer" in browser.get(page).content.decode()


def test_the_councils_link_reaches_its_own_peers_only(offer, page):
    other = when.participation(offer.participation.round, who.council("Kent"))
    for participation, status in ((offer.participation, 200), (other, 404)):
        client = Client()
        client.get(path(sign_up_link(participation)))
        assert client.get(page).status_code == status


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"when": ""}, "Choose when they can go"),
        ({"windows": ""}, "Write the days that are possible"),
        ({"when": "any"}, "Days are written below."),
        ({"windows": "12 to 1 February 2027"}, "ends before it begins"),
        ({"windows": "1 to 5 February 2029"}, "is outside the round’s weeks"),
        ({"blocked": "1 May 2027"}, "is outside the round’s weeks"),
        ({"blocked": "soon"}, "Line 1: “soon” is not a day we can read."),
        ({"max_days": "-1"}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(offer, peer, page, changed, said):
    got = peer.post(page, DAYS | {"deputy": "Typed with care"} | changed)
    html = got.content.decode()
    assert got.status_code == 200
    assert said in html
    assert "There is a problem" in html
    assert 'value="Typed with care"' in html
    assert (DAYS | changed)["windows"] in html
    offer.refresh_from_db()
    assert not offer.gave_days


def test_who_saves_second_sees_what_the_first_changed_and_can_save_then(offer, peer, page):
    browser = signed_in(who.manager().user)
    seen = browser.get(page).context["form"]["seen"].value()
    peer.post(page, DAYS)
    html = browser.post(page, {"when": "any", "seen": seen}).content.decode()
    assert "Pat Peer has changed this while you were editing" in html
    offer.refresh_from_db()
    assert offer.days_given_by == "Pat Peer"
    again = browser.post(page, {"when": "any", "seen": seen}).context["form"]["seen"].value()
    assert browser.post(page, {"when": "any", "seen": again}).status_code == 302


def test_days_given_with_the_offer_are_the_councils_for_the_peer(offer):
    client = Client()
    client.get(path(sign_up_link(offer.participation)))
    client.post(
        reverse("challenges:sign_up_offers", args=[offer.participation_id]),
        {"name": "Ned New", "email": "ned@example.org", "post": "director", "role": "lead"}
        | {"when": "only", "windows": "1 to 5 March 2027", "trained_on_0": "3", "trained_on_1": "4"}
        | {"trained_on_2": "2025", "topics": [offer.participation.round.topics.create(name="Data").pk]},
    )
    made = offer.participation.offers.get(person__name="Ned New")
    assert (made.days_given_by, made.trained_on.isoformat()) == (
        "Surrey, by its link, for Ned New",
        "2025-04-03",
    )
    assert [topic.name for topic in made.topics.all()] == ["Data"]


@pytest.fixture
def kent():
    return when.participation(when.challenge_round(state="planning"))


@pytest.fixture
def blocks(kent):
    return reverse("challenges:blocks", args=[kent.round_id])


def test_several_blocks_are_added_at_once_changed_and_removed(kent, blocks):
    browser = signed_in(who.manager().user)
    lines = "26 to 30 October 2026, half-term\n15 to 19 February 2027, half-term"
    page = browser.post(blocks, {"kind": "school_holiday", "where": "", "days": lines}, follow=True)
    assert "2 blocks added." in page.content.decode()
    assert "School holiday: half-term" in page.content.decode()
    again = browser.post(blocks, {"kind": "school_holiday", "where": "", "days": lines}, follow=True)
    assert "0 blocks added." in again.content.decode()
    first = BlockedPeriod.objects.order_by("first_day").first()
    assert "Change this block" not in browser.get(blocks).content.decode()
    one = f"{blocks}?block={first.pk}"
    changing = browser.get(one).content.decode()
    assert "26 October 2026 to 30 October 2026, half-term" in changing
    assert "Change this block" in changing
    browser.post(
        one, {"kind": "election", "where": f"council-{kent.pk}", "days": "1 March 2027", "peers_too": "on"}
    )
    first.refresh_from_db()
    assert (first.kind, first.participation, first.round, first.peers_too) == ("election", kent, None, True)
    browser.post(one, {"remove": "1"})
    assert BlockedPeriod.objects.count() == 1


def test_blocks_stand_in_the_calendar_with_their_place(kent, blocks):
    browser = signed_in(who.manager().user)
    region = kent.council.region
    for where, kind in ((f"region-{region.pk}", "school_holiday"), (f"council-{kent.pk}", "inspection")):
        browser.post(blocks, {"kind": kind, "where": where, "days": "1 to 5 March 2027, spring"})
    html = browser.get(reverse("challenges:round_calendar", args=[kent.round_id])).content.decode()
    assert "School holiday: spring (South East)" in html
    assert "Inspection window: spring (Kent)" in html


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": ""}, "Choose what is on these days"),
        ({"where": "council-x"}, "Select a valid choice"),
        ({"days": ""}, "Write at least one day or period"),
        ({"days": "1 March 2027\n9 to 8 March 2027"}, "Line 2: “9 to 8 March 2027” ends before it begins."),
        ({"days": "1 March 2027\n1 March 2029"}, "1 March 2029 is outside the round’s weeks"),
    ],
)
def test_a_faulty_block_is_named_and_nothing_is_saved(kent, blocks, changed, said):
    browser = signed_in(who.manager().user)
    sent = {"kind": "other", "where": "", "days": "1 March 2027, typed with care"}
    html = browser.post(blocks, sent | changed).content.decode()
    assert said in html
    assert all(line in html for line in (sent | changed)["days"].splitlines())
    assert not BlockedPeriod.objects.exists()


def test_another_rounds_block_and_two_lines_for_one_block_are_refused(kent, blocks):
    browser = signed_in(who.manager().user)
    days = {"first_day": "2027-03-01", "last_day": "2027-03-02"}
    other = BlockedPeriod.objects.create(round=when.challenge_round(name="Other"), kind="other", **days)
    for wanted in (other.pk, "x", 999999):
        assert browser.get(f"{blocks}?block={wanted}").status_code == 404
    own = BlockedPeriod.objects.create(participation=kent, **days)  # the council's own words, not a block
    assert browser.get(f"{blocks}?block={own.pk}").status_code == 404
    block = BlockedPeriod.objects.create(round=kent.round, kind="other", **days)
    sent = {"kind": "other", "where": "", "days": "1 March 2027\n2 March 2027"}
    assert "write one line" in browser.post(f"{blocks}?block={block.pk}", sent).content.decode()
