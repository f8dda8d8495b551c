"""Laying the milestones around a visit, and the region's own copy of the preset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from challenges.access import require_manager
from challenges.models import Challenge, ChallengeRound, Milestone, MilestonePreset
from challenges.models.milestones import MilestoneKind, MilestoneOwner
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.calendar.working_days import add_working_days, roll_to_working_day
from councils.errors import DomainError
from councils.models import Region

OWNER_OF = {
    MilestoneKind.SCOPING: MilestoneOwner.MANAGER,
    MilestoneKind.PEERS_INVITED: MilestoneOwner.MANAGER,
    MilestoneKind.DATA_PACK: MilestoneOwner.HOST,
    MilestoneKind.SELF_ASSESSMENT: MilestoneOwner.HOST,
    MilestoneKind.DOCUMENTS: MilestoneOwner.HOST,
    MilestoneKind.TEAM_CALL: MilestoneOwner.LEAD,
    MilestoneKind.PRESENTATION: MilestoneOwner.LEAD,
    MilestoneKind.LETTER: MilestoneOwner.LEAD,
    MilestoneKind.ACTION_PLAN: MilestoneOwner.HOST,
    MilestoneKind.PROGRESS_REVIEW: MilestoneOwner.MANAGER,
}
MOST_DAYS = 730
AFTER_THE_VISIT = (MilestoneKind.LETTER, MilestoneKind.ACTION_PLAN, MilestoneKind.PROGRESS_REVIEW)


def due_on(kind: str, offset: int, first_day: date, last_day: date) -> date:
    """The day on which a milestone is due around a visit (product.md, "The life of a round").

    Calendar days from the visit's first day rolled forward to a working day; the letter counts working days, the
    presentation calendar days, both from the last day. A presentation on a day of the visit itself is not rolled."""
    if kind == MilestoneKind.LETTER:
        return add_working_days(last_day, offset)
    if kind == MilestoneKind.PRESENTATION:
        day = last_day + timedelta(days=offset)
        return day if offset <= 0 else roll_to_working_day(day)
    return roll_to_working_day(first_day + timedelta(days=offset))


@transaction.atomic
def lay_milestones(challenge: Challenge, actor: Actor) -> list[Milestone]:
    """Give the challenge's milestones their days by its round's preset; every milestone it then has, by day.

    What is done or not needed stays as it is; the first date ever given is kept; without a visit nothing changes."""
    first, last = challenge.first_day, challenge.last_day
    laid = Milestone.objects.filter(challenge=challenge)
    there = {milestone.kind: milestone for milestone in laid.all()}
    if first and last:
        for kind, offset in challenge.round.preset.offsets.items():
            _lay(challenge, there.get(kind), kind, due_on(kind, offset, first, last))
    return list(laid.all())


def _lay(challenge: Challenge, milestone: Milestone | None, kind: str, day: date) -> None:
    if milestone is None:
        owner = OWNER_OF[MilestoneKind(kind)]
        Milestone.objects.create(challenge=challenge, kind=kind, owner=owner, due_on=day, original_due_on=day)
    elif milestone.state == Milestone.State.DUE and milestone.due_on != day:
        milestone.due_on = day
        milestone.save(update_fields=["due_on"])


@transaction.atomic
def edit_preset(
    *,
    round: ChallengeRound,
    name: str,
    visit_days: int,
    offsets: Mapping[str, int],
    relay: bool,
    actor: Actor,
) -> MilestonePreset:
    """Give the round its region's own copy of the preset with these days; the common presets are never changed.

    `offsets` holds the kinds that are used. With `relay` the milestones still to do of the round's challenges get
    their new days. Raises DomainError for an offset out of reason, NotAllowed for who does not manage the round."""
    require_manager(actor, round)
    _check(offsets)
    preset = _own_copy(round, actor)
    before = {"name": preset.name, "visit_days": preset.visit_days, "offsets": dict(preset.offsets)}
    preset.name, preset.visit_days, preset.offsets = name, visit_days, dict(offsets)
    preset.save()
    after = {"name": name, "visit_days": visit_days, "offsets": dict(offsets)}
    was, now = changes(before, after)
    record(actor, "changed the milestone preset", preset, before=was, after=now, region=preset.region)
    if relay:
        relay_milestones(round, actor)
    return preset


def relay_milestones(round: ChallengeRound, actor: Actor) -> None:
    """Lay the milestones of every challenge of the round that has a date."""
    dated = Challenge.objects.filter(round=round, first_day__isnull=False).select_related("round__preset")
    for challenge in dated:
        lay_milestones(challenge, actor)
    dated.update(calendar_sequence=F("calendar_sequence") + 1)


def _check(offsets: Mapping[str, int]) -> None:
    if not offsets:
        raise DomainError("Give days for at least one milestone.")
    reason = f"Days must be between -{MOST_DAYS} and {MOST_DAYS}."
    faults = {kind: reason for kind, days in offsets.items() if abs(days) > MOST_DAYS}
    late = [kind for kind in AFTER_THE_VISIT if offsets.get(kind, 0) < 0]
    faults |= {kind: f"{kind.label} comes after the visit: its days cannot be below 0." for kind in late}
    if faults:
        raise DomainError("Some days cannot be right.", faults)


def _own_copy(round: ChallengeRound, actor: Actor) -> MilestonePreset:
    """The copy of a region of the round that the actor manages: made, and given to the round, if need be."""
    region = copying_region(round, actor)
    if round.preset.region_id == region.pk:
        return MilestonePreset.objects.select_for_update().get(pk=round.preset_id)
    common = round.preset
    own, _ = MilestonePreset.objects.get_or_create(
        region=region,
        key=common.key,
        defaults={"name": common.name, "visit_days": common.visit_days, "offsets": common.offsets},
    )
    round.preset = own
    round.save(update_fields=["preset"])
    return own


def copying_region(round: ChallengeRound, actor: Actor) -> Region:
    """The region whose copy of the preset the actor edits: the round's first that they manage, else its first."""
    regions = list(round.regions.all())
    managed = [region for region in regions if region.pk in actor.managed_region_ids]
    return (managed or regions)[0]
