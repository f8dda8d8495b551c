"""The days of hosts and offered peers: who writes them down, for whom, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from challenges.models import AvailabilityWindow, BlockedPeriod
from challenges.planning.proposal import Period
from challenges.selectors.sign_up.days import availability_of_hosts, availability_of_peers, days_given_before
from challenges.services.sign_up.answers import NamedPerson, SignUpAnswer, answer_sign_up
from challenges.services.sign_up.days import Days, edition_of, give_days, words_of
from challenges.services.sign_up.links import sign_up_link
from challenges.tests import factories as when
from councils.actor import actor_for
from councils.audit.models import AuditEvent
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.tests import factories as who

pytestmark = pytest.mark.django_db

FEBRUARY = Period(date(2027, 2, 1), date(2027, 2, 12))
HALF_TERM = Period(date(2027, 2, 8), date(2027, 2, 9), "leave")
SOME = Days(True, [FEBRUARY], [HALF_TERM])


@pytest.fixture
def offer():
    round = when.challenge_round(state="sign_up")
    surrey = when.participation(round, who.council("Surrey"))
    return when.offer(surrey, who.person("Pat Peer", at=surrey.council))


def test_a_peer_gives_days_by_their_link(offer):
    give_days(offer=offer, days=SOME, max_days=6, actor=who.by_link(offer.person))
    assert (offer.gave_days, offer.days_given_by, offer.max_days) == (True, "Pat Peer", 6)
    assert (
        words_of(offer)
        == "1 February 2027 to 12 February 2027; not 8 February 2027 to 9 February 2027 (leave)"
    )
    event = AuditEvent.objects.get(verb="gave days")
    assert (event.acting_for, event.after["entered by"]) == (offer.person, "Pat Peer")
    assert event.after["can on"] == ["1 February 2027 to 12 February 2027"]


def by_manager(offer):
    return who.manager()


def by_council_link(offer):
    return actor_for(None, sign_up_link(offer.participation))


def by_contact(offer):
    return who.council_contact(offer.participation.council)


@pytest.mark.parametrize(
    ("actor", "deputy", "kept"),
    [
        (by_manager, "", "Petra Programme, by phone, for Pat Peer"),
        (by_council_link, "", "Surrey, by its link, for Pat Peer"),
        (by_contact, "", "Cora Contact, for Pat Peer"),
        (lambda offer: who.by_link(offer.person), " Dee  Deputy ", "Dee Deputy, for Pat Peer"),
    ],
)
def test_who_enters_days_for_somebody_is_kept(offer, actor, deputy, kept):
    give_days(offer=offer, days=SOME, max_days=None, deputy=deputy, actor=actor(offer))
    offer.refresh_from_db()
    assert offer.days_given_by == kept
    assert [each.by for each in days_given_before(offer)] == [kept]


def test_an_answer_that_somebody_alters_is_in_the_log_with_what_was_there(offer):
    give_days(offer=offer, days=SOME, max_days=6, actor=who.by_link(offer.person))
    give_days(offer=offer, days=Days(True), max_days=6, actor=who.manager())
    event = AuditEvent.objects.filter(verb="gave days").first()
    assert event.before["can on"] == ["1 February 2027 to 12 February 2027"]
    assert event.after["can on"] == []
    assert event.acting_for == offer.person
    assert [each.by for each in days_given_before(offer)] == [
        "Petra Programme, by phone, for Pat Peer",
        "Pat Peer",
    ]


def test_saving_the_same_days_again_keeps_who_gave_them(offer):
    give_days(offer=offer, days=SOME, max_days=6, actor=who.by_link(offer.person))
    give_days(offer=offer, days=SOME, max_days=4, actor=who.manager())
    assert (offer.days_given_by, offer.max_days) == ("Pat Peer", 4)


def test_a_form_opened_before_somebody_else_saved_is_told_and_overwrites_nothing(offer):
    seen = edition_of(offer)
    give_days(offer=offer, days=SOME, max_days=6, actor=who.by_link(offer.person))
    with pytest.raises(ChangedMeanwhile, match="Pat Peer has changed this while you were editing") as refusal:
        give_days(offer=offer, days=Days(True), max_days=2, seen=seen, actor=who.manager())
    offer.refresh_from_db()
    assert (offer.max_days, offer.windows.count()) == (6, 1)
    give_days(offer=offer, days=Days(True), max_days=2, seen=refusal.value.edition, actor=who.manager())
    assert offer.windows.count() == 0


@pytest.mark.parametrize(
    ("days", "field", "said"),
    [
        (
            Days(True, [Period(date(2027, 2, 12), date(2027, 2, 1))]),
            "windows",
            "12 February 2027 to 1 February 2027 ends before it begins.",
        ),
        (
            Days(True, [Period(date(2026, 10, 4), date(2026, 10, 9))]),
            "windows",
            "4 October 2026 to 9 October 2026 is outside the round’s weeks, 5 October 2026 to 4 April 2027.",
        ),
        (
            Days(True, (), [Period(date(2027, 4, 5), date(2027, 4, 9))]),
            "blocked",
            "outside the round’s weeks",
        ),
        (Days(True, (), [Period(date(2027, 3, 9), date(2027, 3, 8))]), "blocked", "ends before it begins"),
    ],
)
def test_days_that_cannot_be_are_named_by_field_and_nothing_is_saved(offer, days, field, said):
    with pytest.raises(DomainError) as refusal:
        give_days(offer=offer, days=days, max_days=5, actor=who.manager())
    assert list(refusal.value.fields) == [field]
    assert said in refusal.value.fields[field]
    offer.refresh_from_db()
    assert (offer.gave_days, offer.max_days) == (False, None)
    assert not AuditEvent.objects.filter(verb="gave days").exists()


def test_a_blocked_time_that_begins_before_the_round_is_taken(offer):
    blocked = [Period(date(2026, 9, 28), date(2026, 10, 6))]
    give_days(offer=offer, days=Days(True, (), blocked), max_days=None, actor=who.manager())
    assert offer.blocked_periods.get().first_day == date(2026, 9, 28)


@pytest.mark.parametrize(
    "actor",
    [
        lambda: who.manager(who.region("London")),
        lambda: who.council_contact(who.council("Kent")),
        lambda: who.by_link(who.person(at=who.council("Surrey"))),
    ],
)
def test_nobody_else_may_give_them(offer, actor):
    with pytest.raises(NotAllowed):
        give_days(offer=offer, days=SOME, max_days=None, actor=actor())


def test_while_visits_run_the_peer_still_may_and_the_council_no_longer(offer):
    round = offer.participation.round
    round.state = "running"
    round.save()
    with pytest.raises(NotAllowed):
        give_days(offer=offer, days=SOME, max_days=None, actor=by_contact(offer))
    give_days(offer=offer, days=SOME, max_days=None, actor=who.by_link(offer.person))
    round.state = "closed"
    round.save()
    with pytest.raises(NotAllowed):
        give_days(offer=offer, days=Days(True), max_days=None, actor=who.by_link(offer.person))


def test_a_host_gives_days_with_its_sign_up_and_the_log_says_who():
    kent = when.participation(when.challenge_round(state="sign_up"), hosting=None, lending=None)
    answer = SignUpAnswer(
        hosting=True,
        lending=False,
        organiser=NamedPerson("Olive Organiser", "olive@example.org"),
        theme="Neglect",
        days_known=True,
        windows=[FEBRUARY],
        blocked=[HALF_TERM],
    )
    answer_sign_up(participation=kent, answer=answer, actor=who.manager())
    kent.refresh_from_db()
    assert (kent.gave_days, kent.days_given_by) == (True, "Petra Programme, by phone, for Kent")
    known = availability_of_hosts(kent.round)[kent.pk]
    assert [known.can_on(date(2027, 2, day)) for day in (1, 8, 12, 15)] == [True, False, True, False]
    late = replace(answer, windows=[Period(date(2028, 1, 1), date(2028, 1, 2))])
    with pytest.raises(DomainError) as refusal:
        answer_sign_up(participation=kent, answer=late, actor=who.manager())
    assert list(refusal.value.fields) == ["windows"]


def test_a_managers_block_stays_when_the_council_answers_again():
    kent = when.participation(when.challenge_round(state="sign_up"))
    BlockedPeriod.objects.create(
        participation=kent, kind="election", first_day=date(2027, 3, 1), last_day=date(2027, 3, 5)
    )
    answer = SignUpAnswer(hosting=False, lending=True, organiser=NamedPerson("Olive", "olive@example.org"))
    answer_sign_up(participation=kent, answer=answer, actor=actor_for(None, sign_up_link(kent)))
    assert [each.kind for each in kent.blocked_periods.all()] == ["election"]


def test_what_is_known_of_peers_counts_blocks_of_their_home(offer):
    round = offer.participation.round
    days = {"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 5)}
    BlockedPeriod.objects.create(participation=offer.participation, kind="inspection", peers_too=True, **days)
    south_east = offer.participation.council.region
    school = {"first_day": date(2027, 2, 15), "last_day": date(2027, 2, 19), "kind": "school_holiday"}
    BlockedPeriod.objects.create(round=round, region=south_east, **school)
    known = availability_of_peers(round)[offer.pk]
    assert [known.can_on(date(2027, 3, 2)), known.can_on(date(2027, 2, 16))] == [False, True]
    BlockedPeriod.objects.filter(kind="school_holiday").update(peers_too=True)
    assert not availability_of_peers(round)[offer.pk].can_on(date(2027, 2, 16))
    assert not known.given


def test_the_database_itself_refuses_a_window_that_ends_first(offer):
    days = {"first_day": date(2027, 2, 2), "last_day": date(2027, 2, 1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        AvailabilityWindow.objects.create(offer=offer, **days)
    with pytest.raises(IntegrityError), transaction.atomic():
        AvailabilityWindow.objects.create(first_day=date(2027, 2, 1), last_day=date(2027, 2, 1))
