"""Topics, needs and declared conflicts: what is kept, what is refused, and that visits heed it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from challenges.models import BlockedPeriod, DeclaredConflict, Participation, Topic
from challenges.planning.clashes import Severity
from challenges.selectors.rounds.conflicts import conflicts_of
from challenges.selectors.visits.proposals import Plan, TeamChoice, find_clashes
from challenges.services.rounds.conflicts import (
    Conflict,
    change_conflict,
    declare_conflict,
    placed_against,
    remove_conflict,
)
from challenges.services.rounds.life import RoundDetails, open_round
from challenges.services.rounds.topics import set_needs, set_topics
from challenges.tests import factories as when
from challenges.topics import TOPICS, lay_topics
from councils.audit.models import AuditEvent
from councils.errors import DomainError, NotAllowed
from councils.tests import factories as who

pytestmark = pytest.mark.django_db


@pytest.fixture
def kent():
    made = when.participation(when.challenge_round(state="planning"))
    lay_topics(made.round)
    return made


@pytest.fixture
def surrey(kent):
    return when.participation(kent.round, who.council("Surrey"))


@pytest.fixture
def offer(surrey):
    return when.offer(surrey, who.person("Pat Peer", at=surrey.council), role="lead")


def clashes_of(kent, offer, first_day=date(2027, 1, 12), days=3):
    plan = Plan(first_day, days, "", [TeamChoice(offer.person, offer.role)])
    kinds = ("conflict", "training_lapsed", "outside_windows", "blocked", "topics_missing", "offered_days")
    return [(each.kind, each.severity.value) for each in find_clashes(kent, plan) if each.kind in kinds]


def test_a_new_round_starts_from_the_common_topics():
    preset = when.challenge_round(name="Other").preset
    details = RoundDetails("South East", 2026, date(2026, 10, 7), date(2027, 3, 30), preset)
    made = open_round(regions=[who.region()], details=details, actor=who.manager())
    assert [topic.name for topic in made.topics.all()] == list(TOPICS)


def test_topics_are_renamed_added_and_removed(kent):
    first, second, *_ = kent.round.topics.all()
    names = {first.pk: "Early  help and family hubs", second.pk: ""}
    set_topics(round=kent.round, names=names, new=["Kinship care", " "], actor=who.manager())
    kept = [topic.name for topic in kent.round.topics.all()]
    assert kept == ["Early help and family hubs", *TOPICS[2:], "Kinship care"]
    event = AuditEvent.objects.get(verb="changed the topics")
    assert event.before["topics"] == list(TOPICS)


def test_a_topic_in_use_stays_and_follows_its_name(kent, offer):
    topic = kent.round.topics.get(name="Care leavers")
    kent.topics.add(topic)
    offer.topics.add(topic)
    with pytest.raises(DomainError) as refusal:
        set_topics(round=kent.round, names={topic.pk: ""}, new=[], actor=who.manager())
    text = "Care leavers is chosen by 1 council and 1 peer and cannot be removed. Rename it instead."
    assert refusal.value.fields == {f"topic_{topic.pk}": text}
    set_topics(round=kent.round, names={topic.pk: "Leaving care"}, new=[], actor=who.manager())
    assert [str(each) for each in kent.topics.all()] == ["Leaving care"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (["care LEAVERS"], "care LEAVERS is in the list twice."),
        (["x" * 61], "has more than 60 characters"),
        ([f"Topic {n}" for n in range(30)], "at most 30 topics"),
    ],
)
def test_topics_that_cannot_be_are_refused_and_nothing_is_saved(kent, new, said):
    with pytest.raises(DomainError) as refusal:
        set_topics(round=kent.round, names={}, new=new, actor=who.manager())
    assert said in refusal.value.fields["new"]
    assert kent.round.topics.count() == len(TOPICS)


def test_needs_are_set_logged_and_kept_between_1_and_5(kent, surrey):
    actor = who.manager()
    assert set_needs(round=kent.round, needs={kent: 5, surrey: None}, actor=actor) == 1
    kent.refresh_from_db()
    assert kent.need == 5
    event = AuditEvent.objects.get(verb="set the need")
    assert (event.before, event.after) == ({"need": None}, {"need": 5})
    for wrong in (0, 6):
        with pytest.raises(DomainError) as refusal:
            set_needs(round=kent.round, needs={kent: wrong}, actor=actor)
        assert list(refusal.value.fields) == [f"need_{kent.pk}"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.filter(pk=kent.pk).update(need=6)


def test_others_may_change_none_of_it(kent, offer):
    stranger = who.manager(who.region("London"))
    contact = who.council_contact()
    conflict = Conflict(kent.council, "Former employer", person=offer.person)
    for actor in (stranger, contact):
        with pytest.raises(NotAllowed):
            set_topics(round=kent.round, names={}, new=["Data"], actor=actor)
        with pytest.raises(NotAllowed):
            set_needs(round=kent.round, needs={kent: 1}, actor=actor)
        with pytest.raises(NotAllowed):
            declare_conflict(round=kent.round, conflict=conflict, actor=actor)


def test_a_persons_conflict_refuses_the_visit_while_it_holds(kent, offer):
    assert ("conflict", "refused") not in clashes_of(kent, offer)
    conflict = Conflict(
        kent.council, "Worked there until 2025", person=offer.person, last_day=date(2027, 1, 12)
    )
    declare_conflict(round=kent.round, conflict=conflict, actor=who.manager())
    assert ("conflict", "refused") in clashes_of(kent, offer)
    assert ("conflict", "refused") not in clashes_of(kent, offer, date(2027, 1, 13), 1)


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_conflict_of_two_councils_holds_both_ways(kent, surrey, offer, both_ways):
    one, other = (surrey.council, kent.council) if both_ways else (kent.council, surrey.council)
    made = declare_conflict(
        round=kent.round, conflict=Conflict(one, "Dispute", council=other), actor=who.manager()
    )
    assert ("conflict", "refused") in clashes_of(kent, offer)
    assert list(conflicts_of(kent.round)) == [made]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"person": None}, "whose"),
        ({"reason": "  "}, "reason"),
        ({"first_day": date(2027, 1, 2), "last_day": date(2027, 1, 1)}, "last_day"),
        ({"against": "Slough"}, "against"),
    ],
)
def test_a_conflict_that_cannot_be_is_named_by_field(kent, offer, changed, field):
    given = {"against": kent.council, "reason": "Related", "person": offer.person} | changed
    if field == "against":
        given["against"] = who.council("Slough")
    with pytest.raises(DomainError) as refusal:
        declare_conflict(round=kent.round, conflict=Conflict(**given), actor=who.manager())
    assert list(refusal.value.fields) == [field]
    assert not DeclaredConflict.objects.exists()


def test_a_council_has_no_conflict_with_itself(kent):
    conflict = Conflict(kent.council, "Own", council=kent.council)
    with pytest.raises(DomainError) as refusal:
        declare_conflict(round=kent.round, conflict=conflict, actor=who.manager())
    assert list(refusal.value.fields) == ["against"]
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclaredConflict.objects.create(council=kent.council, against=kent.council, reason="Own")


def test_a_conflict_names_who_is_placed_against_it_and_every_change_is_logged(kent, offer):
    challenge = when.challenge(kent.round, kent.council)
    placed = when.placement(challenge, offer.person, role="lead")
    actor = who.manager()
    conflict = Conflict(kent.council, "Related", person=offer.person)
    made = declare_conflict(round=kent.round, conflict=conflict, actor=actor)
    assert placed_against(made) == [placed]
    ended = Conflict(kent.council, "Related", person=offer.person, last_day=date(2026, 12, 31))
    change_conflict(kept=made, round=kent.round, conflict=ended, actor=actor)
    assert placed_against(made) == []
    remove_conflict(kept=made, round=kent.round, actor=actor)
    verbs = AuditEvent.objects.filter(verb__contains="conflict").order_by("id")
    assert [(event.verb, event.after) for event in verbs][1:] == [
        ("changed a conflict", {"to": "2026-12-31"}),
        ("removed a conflict", {}),
    ]


def test_lapsed_training_used_up_days_and_missing_topics_are_named(kent, offer):
    offer.trained_on, offer.max_days = date(2024, 1, 13), 2
    offer.save()
    kent.topics.add(Topic.objects.get(name="Care leavers"))
    assert clashes_of(kent, offer) == [
        ("training_lapsed", "warning"),
        ("offered_days", "warning"),
        ("topics_missing", "note"),
    ]
    kent.round.training_lapses_after = 48
    offer.topics.add(Topic.objects.get(name="Care leavers"))
    assert clashes_of(kent, offer) == [("offered_days", "warning")]


def test_blocks_of_a_region_or_a_home_are_clashes_where_they_reach(kent, offer):
    days = {"first_day": date(2027, 1, 13), "last_day": date(2027, 1, 15)}
    other = who.region("London")
    for scope in ({"round": kent.round, "region": other}, {"participation": offer.participation}):
        BlockedPeriod.objects.create(kind="inspection", reason="", **scope, **days)
    assert clashes_of(kent, offer) == []
    BlockedPeriod.objects.filter(participation=offer.participation).update(peers_too=True)
    assert clashes_of(kent, offer) == [("blocked", Severity.WARNING.value)]
    BlockedPeriod.objects.filter(region=other).update(region=kent.council.region)
    assert clashes_of(kent, offer) == [("blocked", "warning"), ("blocked", "warning")]
