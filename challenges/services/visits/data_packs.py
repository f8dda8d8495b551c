"""The data pack's record: asked for, received, how old its figures were, whether it served."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from challenges.models import Challenge, DataPack, Milestone
from challenges.models.milestones import MilestoneKind
from challenges.rights import require, rights_on
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError


@transaction.atomic
def record_data_pack(
    *,
    challenge: Challenge,
    asked_on: date | None,
    received_on: date | None,
    as_of: date | None,
    usable: bool | None,
    note: str = "",
    actor: Actor,
) -> DataPack:
    """Write down what is known of the pack; received, its milestone is done. DomainError for days that cannot be."""
    require(
        rights_on(challenge, actor).keeps_packs,
        "Only the host and the programme manager record the data pack.",
    )
    _refuse_impossible(asked_on, received_on, as_of, usable)
    had_come = DataPack.objects.filter(challenge=challenge, received_on__isnull=False).exists()
    pack, _ = DataPack.objects.update_or_create(
        challenge=challenge,
        defaults={
            "asked_on": asked_on,
            "received_on": received_on,
            "as_of": as_of,
            "usable": usable,
            "note": note.strip()[:300],
        },
    )
    _follow(challenge, received_on, had_come=had_come)
    record(
        actor,
        "recorded the data pack",
        challenge,
        after={"received_on": str(received_on or ""), "usable": usable},
        region=challenge.region,
    )
    return pack


def _follow(challenge: Challenge, received_on: date | None, *, had_come: bool) -> None:
    """The milestone is done on the day the pack came, and to do again where it turns out not to have come."""
    milestone = challenge.milestones.filter(kind=MilestoneKind.DATA_PACK)
    if received_on:
        milestone.update(state=Milestone.State.DONE, done_on=received_on)
    elif had_come:
        milestone.filter(state=Milestone.State.DONE).update(state=Milestone.State.DUE, done_on=None)


def _refuse_impossible(
    asked_on: date | None, received_on: date | None, as_of: date | None, usable: bool | None
) -> None:
    faults: dict[str, str] = {}
    today = timezone.localdate()
    if received_on and received_on > today:
        faults["received_on"] = "It cannot have come on a day in the future."
    if asked_on and received_on and received_on < asked_on:
        faults["received_on"] = "It cannot have come before it was asked for."
    if usable is not None and not received_on:
        faults["usable"] = "Say when it came, or leave this as not known yet."
    if as_of and as_of > (received_on or today):
        faults["as_of"] = "Its figures cannot be younger than the pack."
    if faults:
        raise DomainError("Some days cannot be right.", faults)
