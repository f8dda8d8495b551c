"""A draft of a visit's timetable: asked for on the page, found by a worker within seconds."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from challenges.models import Challenge, SessionSlot, Timetable, TimetableRun
from challenges.planning.timetable.causes import causes
from challenges.planning.timetable.clashes import clashes
from challenges.planning.timetable.draft import NotFound, draft
from challenges.planning.timetable.visit import Placed, VisitDays
from challenges.planning.timetable.visit import Timetable as Found
from challenges.selectors.timetables.problem import (
    days_of_visit,
    placed,
    slots_of,
    team_of,
    time_of,
    visit_of,
)
from challenges.services.timetables.setting_up import changed, held
from councils.actor import Actor, system
from councils.audit.services import record
from councils.errors import DomainError
from councils.runs.models import RunState
from councils.runs.services import RunRefused, finish, keep_alive, publish

# A draft of 45 sessions takes a few of them; nobody waits for longer.
SECONDS = 8.0


@transaction.atomic
def request_draft(*, challenge: Challenge, actor: Actor) -> TimetableRun:
    """A search for a draft, queued; the one that is under way where there is one. Locked sessions stay as they are.

    Raises DomainError where there are no days, no team or no sessions, or where locked sessions clash; NotAllowed."""
    timetable = held(challenge, actor)
    active = timetable.runs.filter(state__in=[RunState.QUEUED, RunState.RUNNING]).first()
    if active is not None:
        return active
    visit, kept, _ = _input(timetable)
    _refuse_nothing(timetable, visit, kept)
    run = TimetableRun.objects.create(
        timetable=timetable,
        input_version=_version(timetable),
        base_edition=timetable.edition,
        asked_by=actor.name[:200],
    )
    record(actor, "asked for a draft timetable", timetable, region=challenge.region)
    publish("challenges.find_timetable", str(run.pk))
    return run


def _refuse_nothing(timetable: Timetable, visit: VisitDays, kept: list[Placed]) -> None:
    if not days_of_visit(timetable.challenge):
        raise DomainError("The visit has no days yet.")
    if not team_of(timetable.challenge):
        raise DomainError("The visit has no team yet.")
    if not visit.sessions:
        raise DomainError("There are no sessions to place yet.")
    if found := clashes(visit, kept):
        raise DomainError(f"Locked sessions clash: {found[0].text} Move or unlock one of them.")


def _version(timetable: Timetable) -> str:
    """A digest of the edition and of how often it was searched: the same search may be asked for again."""
    return hashlib.sha256(
        repr((timetable.pk, timetable.edition, timetable.runs.count())).encode()
    ).hexdigest()


def _input(timetable: Timetable) -> tuple[VisitDays, list[Placed], list[Placed]]:
    """The visit, what is locked in it, and where the other sessions are now."""
    slots = slots_of(timetable)
    kept = [placed(slot) for slot in slots if slot.locked]
    return visit_of(timetable), kept, [placed(slot) for slot in slots if not slot.locked]


def do_draft(run: TimetableRun) -> None:
    """Find a draft and put it into the timetable, unless somebody changed that meanwhile.

    Raises RunRefused where none was found, or one with a clash, which is never stored."""
    timetable = Timetable.objects.select_related("challenge__round").get(pk=run.timetable_id)
    visit, kept, before = _input(timetable)
    if not keep_alive(run, progress=10, step="Placing the sessions"):
        return
    try:
        found = draft(visit, kept=kept, before=before, seconds=SECONDS)
    except NotFound as error:
        raise RunRefused("No draft was found in the time that there was. Try again.") from error
    if clashes(visit, found.placed):
        raise RunRefused("The draft that was found has a clash, so it was not kept. Try again.")
    why: list[str] = []
    if found.unplaced:
        if not keep_alive(run, progress=70, step="Looking for what stands against the rest"):
            return
        why = [cause.text for cause in causes(visit, kept=kept)]
    _finish(run, found, why)


def _finish(run: TimetableRun, found: Found, why: list[str]) -> None:
    with transaction.atomic():
        timetable = Timetable.objects.select_for_update().get(pk=run.timetable_id)
        taken = timetable.edition == run.base_edition
        if not finish(run, found=_document(found, why, taken=taken)):
            return
        if taken:
            _write(timetable, found)
            changed(timetable, system(run.asked_by), "drafted the timetable", placed=len(found.placed))


def _document(found: Found, why: list[str], *, taken: bool) -> dict[str, Any]:
    unplaced = {each.session: each.why for each in found.unplaced}
    return {
        "placed": len(found.placed),
        "unplaced": unplaced,
        "why": why,
        "proven": found.proven,
        "taken": taken,
    }


def _write(timetable: Timetable, found: Found) -> None:
    """The draft as slots; locked ones are left as they are."""
    slots = SessionSlot.objects.filter(session__timetable=timetable, locked=False)
    locked = set(
        SessionSlot.objects.filter(session__timetable=timetable, locked=True).values_list(
            "session_id", flat=True
        )
    )
    slots.delete()
    wanted = [each for each in found.placed if int(each.session) not in locked]
    made = SessionSlot.objects.bulk_create(
        SessionSlot(
            session_id=int(each.session),
            day=each.day,
            start=time_of(each.start),
            room_id=int(each.room) if each.room else None,
        )
        for each in wanted
    )
    through = SessionSlot.peers.through
    through.objects.bulk_create(
        through(sessionslot_id=slot.pk, person_id=int(peer.removeprefix("peer ")))
        for slot, each in zip(made, wanted, strict=True)
        for peer in sorted(each.peers)
    )
