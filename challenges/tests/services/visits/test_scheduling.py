"""Scheduling by hand: clashes first, then one transaction; the database has the last word on double booking."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from challenges.models import BookedDay, Challenge, Placement
from challenges.presets import load_presets
from challenges.selectors.visits.proposals import Plan, TeamChoice, clashes_of_move
from challenges.services.visits.bookings import book_days, release_days
from challenges.services.visits.scheduling import (
    ANY,
    ClashesFound,
    edit_schedule,
    edition,
    schedule_challenge,
)
from challenges.tests import factories as when
from councils.audit.models import AuditEvent
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.models import Post
from councils.reference.load import load_reference
from councils.tests import factories as who


class Scene:
    """A round in planning with Kent hosting and Surrey and Medway lending a whole team."""

    def __init__(self):
        self.round = when.challenge_round(state="planning")
        self.kent = when.participation(self.round, who.council("Kent"), theme="Neglect")
        self.surrey = when.participation(self.round, who.council("Surrey"))
        self.medway = when.participation(self.round, who.council("Medway"))
        self.manager = who.manager()
        lent = [
            ("lead", self.surrey),
            ("operational", self.surrey),
            ("operational", self.medway),
            ("specialist", self.medway),
        ]
        self.team = tuple(TeamChoice(when.offer(at, role=role).person, role) for role, at in lent)
        self.plan = Plan(date(2027, 1, 12), 3, "Neglect", self.team, self.manager.person)

    def schedule(self, participation=None, plan=None, **given):
        return schedule_challenge(
            participation=participation or self.kent, plan=plan or self.plan, actor=self.manager, **given
        )

    def edit(self, challenge, plan, **given):
        given.setdefault("seen", edition(challenge))
        return edit_schedule(challenge=challenge, plan=plan, actor=self.manager, **given)


@pytest.fixture
def scene(db):
    return Scene()


def test_a_plan_without_clashes_is_saved_whole(scene):
    made = scene.schedule()
    assert (made.state, made.host.name, made.region.name, made.theme) == (
        "proposed",
        "Kent",
        "South East",
        "Neglect",
    )
    assert (made.original_first_day, made.original_last_day) == (date(2027, 1, 12), date(2027, 1, 14))
    assert BookedDay.objects.filter(challenge=made).count() == 15
    assert made.milestones.count() == 10
    assert made.milestones.get(kind="letter").due_on == date(2027, 1, 28)
    lead = made.placements.get(role="lead")
    assert (lead.post, lead.home_council.name, lead.host_council.name, lead.state) == (
        "director",
        "Surrey",
        "Kent",
        "invited",
    )
    assert list(made.steps.values_list("step", "by")) == [("proposed", "Petra Programme")]


def test_every_clash_is_named_before_anything_is_saved(scene):
    plan = replace(scene.plan, first_day=date(2027, 1, 15), team=scene.team[:3])
    with pytest.raises(ClashesFound) as refusal:
        scene.schedule(plan=plan)
    assert [clash.text for clash in refusal.value.clashes] == [
        "16 January 2027 is a Saturday.",
        "17 January 2027 is a Sunday.",
        "Specialists: 0 of 1 on the team.",
    ]
    assert refusal.value.acceptable
    assert not Challenge.objects.exists()
    made = scene.schedule(plan=plan, accepted=refusal.value.fingerprint)
    event = AuditEvent.objects.get(record_id=str(made.pk), verb="scheduled the challenge")
    assert len(event.after["accepted clashes"]) == 3


def test_accepting_other_clashes_than_those_shown_saves_nothing(scene):
    with pytest.raises(ClashesFound) as shown:
        scene.schedule(plan=replace(scene.plan, team=scene.team[:3]))
    weekend = replace(scene.plan, first_day=date(2027, 1, 15))
    with pytest.raises(ClashesFound):
        scene.schedule(plan=weekend, accepted=shown.value.fingerprint)
    assert not Challenge.objects.exists()


def test_what_is_refused_cannot_be_accepted(scene):
    own = TeamChoice(who.person("Kim Kent", at=who.council("Kent")), "operational")
    plan = replace(scene.plan, team=(*scene.team[:2], own, scene.team[3]))
    with pytest.raises(DomainError, match="Kim Kent is of Kent, which they cannot challenge"):
        scene.schedule(plan=plan, accepted=ANY)
    assert not Challenge.objects.exists()


def test_a_peer_of_two_councils_cannot_challenge_either(scene):
    Post.objects.create(person=scene.team[1].person, kind="specialist", council=who.council("Kent"))
    with pytest.raises(ClashesFound) as refusal:
        scene.schedule(accepted=ANY)
    assert [clash.kind for clash in refusal.value.clashes] == ["own_council"]


def test_somebody_whom_no_council_lends_is_refused(scene):
    stranger = TeamChoice(who.person("Stan Stranger", at=who.council("Camden")), "lead_member")
    with pytest.raises(DomainError, match="Stan Stranger holds no post in a council that lends"):
        scene.schedule(plan=replace(scene.plan, team=(*scene.team, stranger)), accepted=ANY)


def test_a_person_with_a_post_in_a_lending_council_needs_no_offer(scene):
    member = TeamChoice(
        who.person("Lena Member", post="lead_member", at=who.council("Medway")), "lead_member"
    )
    made = scene.schedule(plan=replace(scene.plan, team=(*scene.team, member)))
    assert made.placements.get(role="lead_member").post == "lead_member"


def test_a_peer_on_another_visit_is_refused_and_that_visit_named(scene):
    scene.schedule()
    slough = when.participation(scene.round, who.council("Slough"))
    plan = Plan(date(2027, 1, 14), 2, "x", scene.team[:1])
    with pytest.raises(ClashesFound) as refusal:
        scene.schedule(slough, plan, accepted=ANY)
    assert refusal.value.clashes[0].text == f"{scene.team[0].person} is already at Kent on 14 January 2027."
    assert not refusal.value.acceptable


@pytest.mark.parametrize(("state", "said"), [("draft", "still in draft"), ("closed", "is closed")])
def test_a_round_in_draft_or_closed_takes_no_visit(scene, state, said):
    scene.round.state = state
    scene.round.save()
    scene.kent.refresh_from_db()
    with pytest.raises(DomainError, match=said):
        scene.schedule()


def test_a_council_that_does_not_host_is_not_visited(scene):
    medway = scene.medway
    medway.hosting = False
    medway.save()
    with pytest.raises(DomainError, match="Medway has not said that it will host"):
        scene.schedule(medway)


@pytest.mark.parametrize("days", [0, 11])
def test_a_visit_of_no_days_or_too_many_is_refused(scene, days):
    with pytest.raises(DomainError) as refusal:
        scene.schedule(plan=replace(scene.plan, days=days))
    assert refusal.value.fields == {"days": "A visit has 1 to 10 days."}


def test_the_same_host_twice_is_refused_in_words(scene):
    scene.schedule()
    with pytest.raises(DomainError, match="Kent already has a challenge in this round from 12 January 2027"):
        scene.schedule(plan=Plan(date(2027, 2, 2), 3), accepted=ANY)


def test_a_past_visit_is_entered_without_a_made_up_step(scene):
    scene.round.first_week = date(2025, 10, 6)
    scene.round.save()
    scene.kent.refresh_from_db()
    made = scene.schedule(plan=replace(scene.plan, first_day=date(2026, 1, 13)))
    assert (made.first_day, made.steps.count()) == (date(2026, 1, 13), 0)


def test_editing_keeps_rows_and_raises_the_calendar_only_for_days_and_team(scene):
    made = scene.schedule()
    rows = dict(made.placements.values_list("person_id", "pk"))
    made = scene.edit(made, replace(scene.plan, theme="Early help"))
    assert (made.theme, made.version, made.calendar_sequence) == ("Early help", 1, 0)
    made = scene.edit(made, replace(scene.plan, first_day=date(2027, 1, 19)))
    assert (made.version, made.calendar_sequence, made.original_first_day) == (2, 1, date(2027, 1, 12))
    assert dict(made.placements.values_list("person_id", "pk")) == rows
    assert sorted(set(made.booked_days.values_list("day", flat=True)))[0] == date(2027, 1, 19)
    letter = made.milestones.get(kind="letter")
    assert (letter.due_on, letter.original_due_on) == (date(2027, 2, 4), date(2027, 1, 28))


def test_two_of_the_team_can_swap_parts(scene):
    made = scene.schedule()
    lead, second, *rest = scene.team
    swapped = (replace(lead, role="operational"), replace(second, role="lead"), *rest)
    made = scene.edit(made, replace(scene.plan, team=swapped))
    assert made.placements.get(role="lead").person == second.person
    assert made.calendar_sequence == 1


def test_who_leaves_an_agreed_team_is_withdrawn_and_may_come_back(scene):
    made = scene.schedule()
    Challenge.objects.filter(pk=made.pk).update(state="agreed")
    gone = scene.team[2].person
    made = scene.edit(made, replace(scene.plan, team=(*scene.team[:2], scene.team[3])), accepted=ANY)
    assert made.placements.get(person=gone).state == "withdrawn"
    assert not BookedDay.objects.filter(person=gone).exists()
    made = scene.edit(made, scene.plan)
    assert made.placements.get(person=gone).state == "invited"
    assert BookedDay.objects.filter(person=gone).count() == 3


def test_an_agreed_visit_is_not_moved_here(scene):
    made = scene.schedule()
    Challenge.objects.filter(pk=made.pk).update(state="agreed")
    with pytest.raises(DomainError, match="moved with a reason"):
        scene.edit(made, replace(scene.plan, first_day=date(2027, 1, 19)))


def test_a_cancelled_challenge_is_not_edited(scene):
    made = scene.schedule()
    Challenge.objects.filter(pk=made.pk).update(state="cancelled")
    with pytest.raises(DomainError, match="was cancelled"):
        scene.edit(made, scene.plan)


def test_the_second_saver_is_told_who_changed_what(scene):
    made = scene.schedule()
    seen = edition(made)
    scene.edit(made, replace(scene.plan, first_day=date(2027, 1, 19)), seen=seen)
    with pytest.raises(ChangedMeanwhile) as refusal:
        scene.edit(made, replace(scene.plan, theme="Mine"), seen=seen)
    assert "Petra Programme changed days: 2027-01-19 to 2027-01-21." in refusal.value.message
    made.refresh_from_db()
    assert made.theme == "Neglect"


def test_a_form_opened_before_a_move_is_stale(scene):
    made = scene.schedule()
    seen = edition(made)
    Challenge.objects.filter(pk=made.pk).update(calendar_sequence=1)
    with pytest.raises(ChangedMeanwhile, match="It is now: days: 2027-01-12"):
        scene.edit(made, scene.plan, seen=seen)


def test_clashes_of_a_move_leave_the_visits_own_days_out(scene):
    made = scene.schedule()
    assert clashes_of_move(made, date(2027, 1, 13), 3) == []
    assert [clash.kind for clash in clashes_of_move(made, date(2027, 1, 15), 2)] == ["weekend"]


def test_others_may_not_schedule(scene):
    for actor in (who.council_contact(), who.manager(who.region("London"))):
        with pytest.raises(NotAllowed):
            schedule_challenge(participation=scene.kent, plan=scene.plan, actor=actor)


def test_the_database_refuses_a_second_booking_of_a_day(scene):
    made = scene.schedule()
    other = when.challenge(scene.round, who.council("Slough"))
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedDay.objects.create(person=scene.team[0].person, day=date(2027, 1, 13), challenge=other)
    assert BookedDay.objects.filter(challenge=made).count() == 15


def test_a_booking_lost_at_the_last_moment_names_the_other_visit(scene):
    """What the second of two savers meets when the first commits between the check and the write."""
    scene.schedule()
    other = when.challenge(scene.round, who.council("Slough"), first_day=date(2027, 1, 14))
    when.placement(other, scene.team[0].person)
    with pytest.raises(DomainError) as refusal:
        book_days(other)
    assert refusal.value.message == (
        f"{scene.team[0].person} is already at Kent on 14 January 2027. Choose somebody else or other days."
    )


def test_releasing_lets_go_of_one_or_all(scene):
    made = scene.schedule()
    assert release_days(made, person=scene.team[0].person) == 3
    assert release_days(made) == 12


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_saving_at_once_never_book_a_person_twice():
    load_reference()
    load_presets()
    scene = Scene()
    slough = when.participation(scene.round, who.council("Slough"))
    shared = Plan(date(2027, 1, 12), 3, "x", scene.team)
    gate, told = threading.Barrier(2), []

    def save(participation):
        gate.wait()
        try:
            scene.schedule(participation, shared, accepted=ANY)
            told.append("saved")
        except DomainError as refusal:
            told.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(each,)) for each in (scene.kent, slough)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(told)[-1] == "saved"
    assert "is already at" in sorted(told)[0]
    assert Challenge.objects.count() == 1
    assert Placement.objects.count() == 4
