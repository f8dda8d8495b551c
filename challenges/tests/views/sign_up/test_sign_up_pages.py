"""Signing a council up: by its own link, by an account, by the manager for it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from challenges.models import PeerOffer
from challenges.services.sign_up.links import sign_up_link
from challenges.tests import factories as when
from councils.links.services import path
from councils.models import OutboxMessage
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db

ANSWER = {
    "part": "both",
    "organiser_name": "Olive Organiser",
    "organiser_email": "olive@example.org",
    "organiser_post": "assistant_director",
    "theme": "Neglect",
}
PEER = {"name": "Pat Peer", "email": "pat@example.org", "post": "director", "role": "lead"}


@pytest.fixture
def kent():
    return when.participation(when.challenge_round(state="sign_up"), hosting=None, lending=None)


@pytest.fixture
def linked(kent):
    """A browser that has opened Kent's sign-up link."""
    client = Client()
    opened = client.get(path(sign_up_link(kent)))
    assert opened["Location"] == reverse("challenges:sign_up", args=[kent.pk])
    return client


@pytest.fixture
def form(kent):
    return reverse("challenges:sign_up", args=[kent.pk])


@pytest.fixture
def peers(kent):
    return reverse("challenges:sign_up_offers", args=[kent.pk])


def test_a_council_signs_up_by_its_link_and_goes_on_to_its_peers(kent, linked, form, peers):
    page = linked.get(form).content.decode()
    assert "Sign-up of Kent" in page
    assert "for the council" not in page
    assert linked.post(form, ANSWER)["Location"] == peers
    kent.refresh_from_db()
    assert (kent.hosting, kent.lending, kent.organiser.name, kent.theme) == (
        True,
        True,
        "Olive Organiser",
        "Neglect",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"part": ""}, "Choose what your council will do"),
        ({"part": "some"}, "Select a valid choice"),
        ({"organiser_name": ""}, "Enter the organiser’s name"),
        ({"organiser_name": "", "organiser_email": ""}, "Enter the name of the one person"),
        ({"organiser_email": ""}, "Enter the organiser’s email address"),
        ({"organiser_email": "olive"}, "Enter a valid email address"),
        ({"theme": ""}, "Enter the broad theme"),
        ({"theme": "x" * 201}, "at most 200 characters"),
        ({"blocked": "14 to 12 May 2027"}, "ends before it begins"),
        ({"preferred_weeks": ["2031-01-06"]}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(kent, linked, form, changed, said):
    page = linked.post(form, ANSWER | {"note": "Typed with care"} | changed)
    html = page.content.decode()
    assert page.status_code == 200
    assert said in html
    assert "There is a problem" in html
    assert "Typed with care" in html
    kent.refresh_from_db()
    assert not kent.answered


def test_opening_the_link_or_the_page_changes_nothing(kent, linked, form):
    for method in (linked.get, linked.head, linked.options):
        method(form)
    linked.post(form, {})
    kent.refresh_from_db()
    assert not kent.answered


def test_another_councils_link_finds_nothing(kent, form):
    surrey = when.participation(kent.round, who.council("Surrey"), hosting=None, lending=None)
    client = Client()
    client.get(path(sign_up_link(surrey)))
    assert client.get(form).status_code == 404
    assert client.post(form, ANSWER).status_code == 404
    assert client.get(reverse("challenges:sign_up_list", args=[kent.round_id])).status_code == 404


def test_after_sign_up_the_council_reads_and_the_manager_still_writes(kent, linked, form):
    kent.round.state = "running"
    kent.round.save()
    assert "can no longer be changed here" in linked.get(
        form
    ).content.decode() or "cannot be changed by you" in (linked.get(form).content.decode())
    linked.post(form, ANSWER)
    kent.refresh_from_db()
    assert not kent.answered
    browser = signed_in(who.manager().user)
    assert "You are entering this for the council." in browser.get(form).content.decode()
    assert browser.post(form, ANSWER | {"part": "hosting"})["Location"] == reverse(
        "challenges:sign_up_list", args=[kent.round_id]
    )


def test_a_round_in_draft_is_not_shown_to_councils(kent, linked, form):
    kent.round.state = "draft"
    kent.round.save()
    assert linked.get(form).status_code == 404


def test_a_contact_with_an_account_signs_up_too(kent, form):
    browser = signed_in(who.council_contact().user)
    assert browser.post(form, ANSWER | {"part": "neither"}).status_code == 302
    kent.refresh_from_db()
    assert (kent.hosting, kent.lending) == (False, False)


def test_peers_are_offered_changed_and_taken_back(kent, linked, form, peers):
    linked.post(form, ANSWER)
    assert linked.post(peers, PEER | {"max_days": "6", "outside_region": "on"})["Location"] == peers
    offer = PeerOffer.objects.get()
    assert (offer.person.name, offer.role, offer.max_days, offer.outside_region) == (
        "Pat Peer",
        "lead",
        6,
        True,
    )
    one = f"{peers}?offer={offer.pk}"
    assert "Change Pat Peer" in linked.get(one).content.decode()
    linked.post(one, {"role": "specialist", "expertise": "Data"})
    offer.refresh_from_db()
    assert (offer.role, offer.expertise) == ("specialist", "Data")
    assert linked.post(one, {"remove": "1"})["Location"] == peers
    assert not PeerOffer.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": "pat"}, "Enter a valid email address."),
        ({"role": ""}, "Choose the part they could play"),
        ({"max_days": "0"}, "greater than or equal to 1"),
        ({"max_days": "some"}, "Enter a whole number."),
        ({"blocked": "always"}, "is not a day we can read"),
    ],
)
def test_a_faulty_offer_is_refused_and_kept_on_the_page(kent, linked, form, peers, changed, said):
    linked.post(form, ANSWER)
    page = linked.post(peers, PEER | {"expertise": "Typed with care"} | changed)
    assert said in page.content.decode()
    assert 'value="Typed with care"' in page.content.decode()
    assert not PeerOffer.objects.exists()


def test_the_same_peer_twice_and_a_council_that_does_not_lend(kent, linked, form, peers):
    assert "is not lending peers" in linked.post(peers, PEER).content.decode()
    linked.post(form, ANSWER)
    linked.post(peers, PEER)
    assert "Pat Peer is already offered by Kent." in linked.post(peers, PEER).content.decode()


@pytest.mark.parametrize("wanted", ["x", "999999", "-1"])
def test_an_offer_that_is_not_this_councils_is_not_found(kent, linked, peers, wanted):
    assert linked.get(f"{peers}?offer={wanted}").status_code == 404


def test_another_councils_offer_is_not_found(kent, linked, peers):
    other = when.offer(when.participation(kent.round, who.council("Surrey")))
    assert linked.post(f"{peers}?offer={other.pk}", {"remove": "1"}).status_code == 404
    assert PeerOffer.objects.count() == 1


def test_links_are_sent_to_those_ticked_or_to_all_who_have_not_answered(kent):
    who.person("Dora Director", at=kent.council)
    slough = when.participation(kent.round, who.council("Slough"), organiser=who.person("Otto Organiser"))
    browser = signed_in(who.manager().user)
    address = reverse("challenges:sign_up_send", args=[kent.round_id])
    page = browser.post(address, {}, follow=True).content.decode()
    assert "Choose at least one council to write to." in page
    page = browser.post(address, {"who": "unanswered"}, follow=True).content.decode()
    assert "The link goes to Kent." in page
    page = browser.post(
        address, {"participation": [str(kent.pk), str(slough.pk)]}, follow=True
    ).content.decode()
    assert "The link goes to Slough." in page
    assert "Written to today already: Kent." in page
    assert OutboxMessage.objects.count() == 2


def test_a_new_link_is_sent_and_the_old_one_closed(kent, linked, form):
    who.person("Dora Director", at=kent.council)
    browser = signed_in(who.manager().user)
    address = reverse("challenges:sign_up_send", args=[kent.round_id])
    browser.post(address, {"participation": [str(kent.pk)]})
    browser.post(address, {"participation": [str(kent.pk)], "renew": "1"})
    first, second = (re.search(r"/l/\S+", mail.body)[0] for mail in OutboxMessage.objects.order_by("id"))
    assert first != second
    assert linked.get(form).status_code == 302
    assert Client().get(first).status_code == 404
    assert Client().get(second)["Location"] == form


def test_names_from_the_database_are_shown_as_text(kent, linked, form, peers):
    planted = "<script>alert(1)</script>"
    linked.post(form, ANSWER | {"theme": planted, "organiser_name": planted})
    linked.post(peers, PEER | {"name": planted, "expertise": planted})
    browser = signed_in(who.manager().user)
    for address in (form, peers, reverse("challenges:sign_up_list", args=[kent.round_id])):
        html = browser.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html
