"""Moving, postponing and cancelling a visit: days, milestones, calendars and only the people concerned follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from challenges.models import Challenge, ChallengeStep, DateChange, Milestone
from challenges.planning.clashes import Clash, Severity
from challenges.rights import require, rights_on
from challenges.selectors.visits.proposals import clashes_of_move
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days, release_days
from challenges.services.visits.notices import concerned, tell_of_change
from challenges.services.visits.steps import lock
from challenges.signals import challenge_moved
from challenges.states import MOVABLE, PATH, ChallengeState, MoveReason
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError

Kind = DateChange.Kind
# Only code may accept what nobody was shown.
ANY = "*"


@transaction.atomic
def move_visit(
    *,
    challenge: Challenge,
    first_day: date | None,
    days: int | None,
    reason: str,
    note: str = "",
    scope_stands: bool,
    accepted: str = ANY,
    actor: Actor,
) -> DateChange:
    """Give the visit new days, or postpone it without (`first_day` None). The first dates ever set are never lost.

    Where the scope no longer stands, the challenge goes back to agreed. Finished milestones stay, the others are laid
    anew. Only the people concerned are told. `accepted` is the `seen` of what the actor was shown (`ANY`: whatever it
    is). Raises DomainError where the visit has begun, somebody is booked elsewhere, nothing would change, or something
    else has come to stand against the days since; NotAllowed for who does not manage the round."""
    locked = lock(challenge)
    require(rights_on(locked, actor).manages, "Only the round's programme manager moves a visit.")
    _refuse_immovable(locked, reason)
    last_day = first_day + timedelta(days=(days or 1) - 1) if first_day else None
    if (first_day, last_day) == (locked.first_day, locked.last_day):
        raise DomainError("These are the dates that it has.", {"first_day": "Enter other dates."})
    clashes = clashes_of_move(locked, first_day, days or 1) if first_day else []
    _refuse_clashes(clashes)
    if accepted not in (ANY, seen(locked, first_day, last_day, clashes)):
        raise DomainError(
            "The challenge or the days have changed since you looked. Look again before you save."
        )
    change = _write(
        locked,
        Kind.MOVED if first_day else Kind.POSTPONED,
        first_day,
        last_day,
        reason,
        note,
        scope_stands,
        actor,
    )
    _apply(locked, first_day, last_day, scope_stands=scope_stands, actor=actor)
    _spread(locked, change, actor)
    challenge.refresh_from_db()
    return change


def _refuse_immovable(challenge: Challenge, reason: str) -> None:
    if challenge.state not in MOVABLE:
        raise DomainError(f"A challenge that is “{challenge.get_state_display().lower()}” cannot be moved.")
    if reason not in MoveReason.values:
        raise DomainError("Say why.", {"reason": "Choose a reason."})


def _refuse_clashes(clashes: Iterable[Clash]) -> None:
    refused = [clash.text for clash in clashes if clash.severity is Severity.REFUSED]
    if refused:
        raise DomainError("; ".join(refused), {"first_day": " ".join(refused)})


def seen(challenge: Challenge, first: date | None, last: date | None, clashes: Iterable[Clash]) -> str:
    """What somebody was shown before they moved the visit, as a short text: the days, the clashes, the edition."""
    edition = f"{challenge.version}.{challenge.calendar_sequence}"
    shown = [str(first), str(last), edition, *sorted(clash.text for clash in clashes)]
    return sha256("\n".join(shown).encode()).hexdigest()[:16]


def _write(
    challenge: Challenge,
    kind: str,
    first_day: date | None,
    last_day: date | None,
    reason: str,
    note: str,
    scope_stands: bool | None,
    actor: Actor,
) -> DateChange:
    return DateChange.objects.create(
        challenge=challenge,
        kind=kind,
        old_first_day=challenge.first_day,
        old_last_day=challenge.last_day,
        new_first_day=first_day,
        new_last_day=last_day,
        reason=reason,
        note=note.strip()[:500],
        scope_stands=scope_stands,
        by=actor.name,
    )


def _apply(
    challenge: Challenge, first: date | None, last: date | None, *, scope_stands: bool, actor: Actor
) -> None:
    was = challenge.prior_state if challenge.state == ChallengeState.POSTPONED else challenge.state
    back_to = _after_scope(was, scope_stands)
    challenge.first_day, challenge.last_day = first, last
    if first is None:
        challenge.state, challenge.prior_state = ChallengeState.POSTPONED, back_to
    else:
        challenge.state, challenge.prior_state = back_to, ""
        challenge.original_first_day = challenge.original_first_day or first
        challenge.original_last_day = challenge.original_last_day or last
    challenge.calendar_sequence += 1
    challenge.save()
    if not scope_stands:
        scoped_or_later = PATH[PATH.index(ChallengeState.SCOPED) :]
        challenge.steps.filter(step__in=scoped_or_later).delete()
    if first is None:
        release_days(challenge)
        today = timezone.localdate()
        ChallengeStep.objects.create(
            challenge=challenge, step=ChallengeState.POSTPONED, happened_on=today, by=actor.name
        )
    else:
        challenge.steps.filter(step=ChallengeState.POSTPONED).delete()
        book_days(challenge)
        lay_milestones(challenge, actor)


def _after_scope(state: str, scope_stands: bool) -> str:
    beyond = state in PATH and PATH.index(ChallengeState(state)) > PATH.index(ChallengeState.AGREED)
    return ChallengeState.AGREED if beyond and not scope_stands else state


def _spread(challenge: Challenge, change: DateChange, actor: Actor) -> None:
    """Audit, signal and mail."""
    record(
        actor,
        f"{change.get_kind_display().lower()} the visit",
        challenge,
        before={"first_day": str(change.old_first_day or "")},
        after={"first_day": str(change.new_first_day or ""), "reason": change.reason},
        region=challenge.region,
    )
    challenge_moved.send(Challenge, challenge=challenge, change=change)
    if challenge.is_announced:
        tell_of_change(change, concerned(challenge))


@transaction.atomic
def cancel_challenge(*, challenge: Challenge, reason: str, note: str = "", actor: Actor) -> DateChange:
    """Call the challenge off for good: days are free again, milestones still to do are not needed any more.

    Raises DomainError where the visit has begun or it is cancelled already; NotAllowed."""
    locked = lock(challenge)
    require(rights_on(locked, actor).manages, "Only the round's programme manager cancels a challenge.")
    _refuse_immovable(locked, reason)
    change = _write(locked, Kind.CANCELLED, None, None, reason, note, None, actor)
    release_days(locked)
    if locked.state != ChallengeState.POSTPONED:
        locked.prior_state = locked.state
    locked.state = ChallengeState.CANCELLED
    locked.calendar_sequence += 1
    locked.save()
    locked.milestones.filter(state=Milestone.State.DUE).update(state=Milestone.State.NOT_NEEDED)
    today = timezone.localdate()
    ChallengeStep.objects.create(
        challenge=locked, step=ChallengeState.CANCELLED, happened_on=today, by=actor.name
    )
    _spread(locked, change, actor)
    challenge.refresh_from_db()
    return change
