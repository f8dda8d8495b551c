"""When two records of one person are made one, rounds and challenges follow."""

import pytest

from challenges.models import BookedDay, DeclaredConflict, PeerOffer, Placement
from challenges.services.visits.bookings import book_days
from challenges.tests import factories as when
from councils.errors import DomainError
from councils.services.merging import merge_people
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    surrey = who.council("Surrey")
    return who.person("Pat Peer", at=surrey), who.person("Pat Pear", at=surrey)


def merge(pair):
    return merge_people(*pair, actor=who.administrator())


def test_parts_placements_offers_and_days_go_over(pair):
    keep, drop = pair
    challenge = when.challenge(manager_on_site=None)
    when.placement(challenge, drop, role="lead")
    book_days(challenge)
    surrey = when.participation(challenge.round, who.council("Surrey"), organiser=drop, sponsor=drop)
    when.offer(surrey, drop)
    DeclaredConflict.objects.create(person=drop, against=who.council("Slough"), reason="Former employer")
    merge(pair)
    assert DeclaredConflict.objects.get().person == keep
    surrey.refresh_from_db()
    assert (surrey.organiser, surrey.sponsor) == (keep, keep)
    assert Placement.objects.get().person == keep
    assert PeerOffer.objects.get().person == keep
    assert set(BookedDay.objects.values_list("person", flat=True)) == {keep.pk}


def test_the_same_offer_twice_becomes_one(pair):
    surrey = when.participation(when.challenge_round(), who.council("Surrey"))
    for person in pair:
        when.offer(surrey, person)
    merge(pair)
    assert PeerOffer.objects.get().person == pair[0]


def test_an_older_answer_gives_way_to_a_place_on_the_team(pair):
    challenge = when.challenge()
    when.placement(challenge, pair[0], state="declined")
    when.placement(challenge, pair[1], state="accepted")
    merge(pair)
    placement = Placement.objects.get()
    assert (placement.person, placement.state) == (pair[0], "accepted")


def test_two_on_one_team_are_not_merged(pair):
    challenge = when.challenge()
    for person in pair:
        when.placement(challenge, person)
    with pytest.raises(DomainError, match="Both are on the team for Kent"):
        merge(pair)
    assert Placement.objects.filter(person=pair[1]).exists()


def test_two_on_site_on_one_day_are_not_merged(pair):
    round = when.challenge_round()
    for person, host in zip(pair, ("Kent", "Slough"), strict=True):
        challenge = when.challenge(round, who.council(host))
        when.placement(challenge, person)
        book_days(challenge)
    with pytest.raises(DomainError, match="Both are on site on 12 January 2027, one of them at Kent"):
        merge(pair)
    pair[1].refresh_from_db()
    assert pair[1].merged_into is None
