"""The days of milestones around a visit."""

from datetime import date

import pytest

from challenges.models import Milestone, MilestonePreset
from challenges.presets import THREE_DAYS
from challenges.services.rounds.milestones import due_on, edit_preset, lay_milestones
from challenges.tests import factories as when
from councils.calendar.working_days import is_working_day
from councils.errors import DomainError, NotAllowed
from councils.tests import factories as who


@pytest.mark.parametrize(
    ("kind", "offset", "due"),
    [
        ("scoping", -90, date(2026, 10, 14)),
        ("data_pack", -84, date(2026, 10, 20)),
        ("self_assessment", -56, date(2026, 11, 17)),
        ("documents", -21, date(2026, 12, 22)),
        ("team_call", -10, date(2027, 1, 4)),  # the 2nd is a Saturday
        ("presentation", 0, date(2027, 1, 14)),
        ("letter", 10, date(2027, 1, 28)),
        ("action_plan", 90, date(2027, 4, 12)),
        ("progress_review", 300, date(2027, 11, 8)),
    ],
)
def test_the_day_of_each_milestone(kind, offset, due):
    assert due_on(kind, offset, date(2027, 1, 12), date(2027, 1, 14)) == due


def test_a_bank_holiday_is_rolled_forward_and_the_letter_counts_working_days():
    assert due_on("documents", -18, date(2027, 1, 12), date(2027, 1, 14)) == date(2026, 12, 29)
    assert due_on("letter", 10, date(2026, 12, 15), date(2026, 12, 17)) == date(2027, 1, 5)


def test_the_presentation_is_on_the_visits_last_day_even_on_a_saturday():
    assert due_on("presentation", 0, date(2027, 1, 15), date(2027, 1, 16)) == date(2027, 1, 16)


@pytest.mark.django_db
def test_laying_again_keeps_the_first_date_and_what_is_finished():
    challenge = when.challenge()
    laid = lay_milestones(challenge, who.manager())
    assert {each.kind for each in laid} == set(THREE_DAYS)
    done = challenge.milestones.get(kind="scoping")
    done.state, done.done_on = Milestone.State.DONE, date(2026, 10, 12)
    done.save()
    challenge.first_day, challenge.last_day = date(2027, 2, 9), date(2027, 2, 11)
    challenge.save()
    again = {each.kind: each for each in lay_milestones(challenge, who.manager())}
    assert again["scoping"].due_on == date(2026, 10, 14)
    assert again["documents"].due_on == date(2027, 1, 19)
    assert again["documents"].original_due_on == date(2026, 12, 22)
    assert all(is_working_day(each.due_on) for each in again.values())
    assert len(again) == len(THREE_DAYS)


@pytest.mark.django_db
def test_without_a_date_nothing_is_laid():
    assert lay_milestones(when.challenge(first_day=None), who.manager()) == []


@pytest.mark.django_db
def test_a_region_edits_its_own_copy_and_the_common_preset_stays():
    round = when.challenge_round()
    challenge = when.challenge(round)
    manager = who.manager()
    lay_milestones(challenge, manager)
    offsets = dict(THREE_DAYS) | {"documents": -14}
    edit_preset(round=round, name="Ours", visit_days=2, offsets=offsets, relay=False, actor=manager)
    round.refresh_from_db()
    assert (round.preset.region.name, round.preset.key, round.preset.name) == (
        "South East",
        "three-days",
        "Ours",
    )
    assert MilestonePreset.objects.get(region=None, key="three-days").offsets["documents"] == -21
    assert challenge.milestones.get(kind="documents").due_on == date(2026, 12, 22)
    edit_preset(round=round, name="Ours", visit_days=2, offsets=offsets, relay=True, actor=manager)
    assert challenge.milestones.get(kind="documents").due_on == date(2026, 12, 29)
    assert MilestonePreset.objects.filter(region__isnull=False).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("offsets", [{}, {"scoping": -731}, {"letter": -1}])
def test_offsets_out_of_reason_are_refused(offsets):
    round = when.challenge_round()
    with pytest.raises(DomainError):
        edit_preset(round=round, name="x", visit_days=3, offsets=offsets, relay=False, actor=who.manager())
    assert MilestonePreset.objects.filter(region__isnull=False).count() == 0


@pytest.mark.django_db
def test_another_regions_manager_may_not():
    round = when.challenge_round()
    with pytest.raises(NotAllowed):
        edit_preset(
            round=round,
            name="x",
            visit_days=3,
            offsets=THREE_DAYS,
            relay=False,
            actor=who.manager(who.region("London")),
        )
