"""A council's answer, its offered peers and its link."""

from dataclasses import replace
from datetime import date

import pytest

from challenges.models import PeerOffer
from challenges.planning.proposal import Period
from challenges.services.sign_up.answers import (
    NamedPerson,
    OfferDetails,
    SignUpAnswer,
    add_offer,
    answer_sign_up,
    edit_offer,
    remove_offer,
)
from challenges.services.sign_up.days import Days
from challenges.services.sign_up.links import renew_sign_up_link, send_sign_up_links, sign_up_link
from challenges.tests import factories as when
from councils.actor import actor_for
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.links.services import path
from councils.models import OutboxMessage, Person
from councils.tests import factories as who

pytestmark = pytest.mark.django_db

OLIVE = NamedPerson("Olive Organiser", "olive@example.org", "assistant_director")
BOTH = SignUpAnswer(hosting=True, lending=True, organiser=OLIVE, theme="Neglect")
NOT_NOW = SignUpAnswer(hosting=False, lending=False)


@pytest.fixture
def kent():
    return when.participation(when.challenge_round(state="sign_up"), hosting=None, lending=None)


def by_link(participation):
    return actor_for(None, sign_up_link(participation))


def test_a_light_answer_by_the_councils_own_link(kent):
    answer_sign_up(participation=kent, answer=BOTH, actor=by_link(kent))
    kent.refresh_from_db()
    assert (kent.hosting, kent.lending, kent.theme, kent.answered) == (True, True, "Neglect", True)
    assert (kent.organiser.name, kent.organiser.posts.get().kind) == ("Olive Organiser", "assistant_director")
    assert kent.answered_by == "Kent, by its link"
    event = AuditEvent.objects.get(verb="answered the sign-up")
    assert event.after["theme"] == "Neglect"


def test_answering_again_keeps_the_same_people(kent):
    whole = replace(
        BOTH,
        sponsor=NamedPerson("Sam Sponsor", "sam@example.org", "director"),
        preferred_weeks=[date(2027, 1, 13), date(2027, 1, 11), date(2027, 2, 1)],
        blocked=[Period(date(2026, 12, 21), date(2027, 1, 3), "Budget")],
        note="Ring first",
    )
    answer_sign_up(participation=kent, answer=whole, actor=by_link(kent))
    answer_sign_up(participation=kent, answer=whole, actor=by_link(kent))
    assert Person.objects.filter(name__in=["Olive Organiser", "Sam Sponsor"]).count() == 2
    assert [week.monday for week in kent.preferred_weeks.all()] == [date(2027, 1, 11), date(2027, 2, 1)]
    assert [(each.last_day, each.reason) for each in kent.blocked_periods.all()] == [
        (date(2027, 1, 3), "Budget")
    ]


def test_not_this_round_needs_nothing_else(kent):
    answer_sign_up(participation=kent, answer=NOT_NOW, actor=by_link(kent))
    assert (kent.hosting, kent.lending, kent.organiser) == (False, False, None)


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (replace(BOTH, organiser=None), "organiser_name"),
        (replace(BOTH, organiser=NamedPerson("  ")), "organiser_name"),
        (replace(BOTH, theme="  "), "theme"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(kent, answer, field):
    with pytest.raises(DomainError) as refusal:
        answer_sign_up(participation=kent, answer=answer, actor=by_link(kent))
    assert list(refusal.value.fields) == [field]
    kent.refresh_from_db()
    assert not kent.answered


def test_a_planned_visit_stands_against_not_hosting():
    challenge = when.challenge()
    with pytest.raises(DomainError, match="already planned"):
        answer_sign_up(
            participation=challenge.participation, answer=replace(BOTH, hosting=False), actor=who.manager()
        )


def test_councils_answer_until_visits_run_and_the_manager_at_any_time(kent):
    kent.round.state = "running"
    kent.round.save()
    with pytest.raises(NotAllowed):
        answer_sign_up(participation=kent, answer=NOT_NOW, actor=by_link(kent))
    answer_sign_up(participation=kent, answer=NOT_NOW, actor=who.manager())
    assert kent.answered_by == "Petra Programme"


@pytest.mark.parametrize(
    "actor", [lambda: who.manager(who.region("London")), lambda: who.council_contact(who.council("Surrey"))]
)
def test_others_may_not_answer_for_a_council(kent, actor):
    with pytest.raises(NotAllowed):
        answer_sign_up(participation=kent, answer=NOT_NOW, actor=actor())


def test_another_councils_link_may_not_answer(kent):
    surrey = when.participation(kent.round, who.council("Surrey"), hosting=None, lending=None)
    with pytest.raises(NotAllowed):
        answer_sign_up(participation=kent, answer=NOT_NOW, actor=by_link(surrey))


def test_a_peer_is_offered_changed_and_taken_back(kent):
    actor = by_link(kent)
    answer_sign_up(participation=kent, answer=BOTH, actor=actor)
    days = Days(True, (), [Period(date(2027, 1, 4), date(2027, 1, 8))])
    given = OfferDetails("lead", "Neglect", 6, True, days)
    offer = add_offer(
        participation=kent,
        person=NamedPerson("Pat Peer", "pat@example.org", "director"),
        details=given,
        actor=actor,
    )
    assert (offer.role, offer.max_days, offer.outside_region) == ("lead", 6, True)
    edit_offer(offer=offer, details=replace(given, expertise="Early help", days=Days(False)), actor=actor)
    offer.refresh_from_db()
    assert (offer.expertise, offer.blocked_periods.count()) == ("Early help", 0)
    remove_offer(offer=offer, actor=actor)
    assert not PeerOffer.objects.exists()


def test_the_same_peer_is_offered_once_and_only_by_a_council_that_lends(kent):
    actor = by_link(kent)
    pat = NamedPerson("Pat Peer", "pat@example.org", "director")
    with pytest.raises(DomainError, match="not lending"):
        add_offer(participation=kent, person=pat, details=OfferDetails("lead"), actor=actor)
    answer_sign_up(participation=kent, answer=BOTH, actor=actor)
    add_offer(participation=kent, person=pat, details=OfferDetails("lead"), actor=actor)
    with pytest.raises(DomainError, match="already offered"):
        add_offer(participation=kent, person=pat, details=OfferDetails("lead"), actor=actor)
    with pytest.raises(DomainError, match="Take them back"):
        answer_sign_up(participation=kent, answer=replace(BOTH, lending=False), actor=actor)


def test_a_placed_peer_is_not_taken_back():
    challenge = when.challenge()
    surrey = when.participation(challenge.round, who.council("Surrey"))
    offer = when.offer(surrey)
    when.placement(challenge, offer.person)
    with pytest.raises(DomainError, match="is on the team for Kent"):
        remove_offer(offer=offer, actor=who.manager())


def test_links_go_to_the_organiser_else_the_director_and_once_a_day(kent):
    who.person("Dora Director", post="director", at=kent.council)
    who.person("Arno Assistant", post="assistant_director", at=kent.council)
    surrey = when.participation(
        kent.round, who.council("Surrey"), hosting=None, lending=None, organiser=who.person("Otto Organiser")
    )
    slough = when.participation(kent.round, who.council("Slough"), hosting=None, lending=None)
    everybody = [kent, surrey, slough]
    manager = who.manager()
    sent = send_sign_up_links(round=kent.round, participations=everybody, actor=manager)
    assert (sent.sent, sent.nobody, sent.again) == (("Kent", "Surrey"), ("Slough",), ())
    again = send_sign_up_links(round=kent.round, participations=everybody, actor=manager)
    assert (again.sent, again.nobody, again.again) == ((), ("Slough",), ("Kent", "Surrey"))
    assert sorted(OutboxMessage.objects.values_list("person__name", flat=True)) == [
        "Dora Director",
        "Otto Organiser",
    ]
    message = OutboxMessage.objects.get(person__name="Dora Director")
    assert message.subject == "Kent: will you take part in peer challenge 2026/27?"
    assert "/l/" in message.body
    assert "&" not in message.body


def test_no_link_is_sent_in_draft_or_by_others(kent):
    with pytest.raises(NotAllowed):
        send_sign_up_links(round=kent.round, participations=[kent], actor=who.council_contact())
    kent.round.state = "draft"
    kent.round.save()
    with pytest.raises(DomainError, match="Open sign-up first"):
        send_sign_up_links(round=kent.round, participations=[kent], actor=who.manager())


def test_a_renewed_link_makes_the_old_one_worthless(kent, client):
    old = path(sign_up_link(kent))
    renew_sign_up_link(participation=kent, actor=who.manager())
    assert path(sign_up_link(kent)) != old
    assert client.get(old).status_code == 404
