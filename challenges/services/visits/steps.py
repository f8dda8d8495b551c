"""Recording the steps of a challenge. Records are often made late: a later step may be recorded before an earlier one,
whose gap then reads "not recorded". What cannot be true is refused."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from challenges.models import Challenge, ChallengeStep, KeyLineOfEnquiry, Letter, Milestone
from challenges.models.milestones import MilestoneKind
from challenges.rights import require, rights_on
from challenges.services.visits.notices import invite_team
from challenges.signals import letter_sent
from challenges.states import AFTER_VISIT, PATH, ChallengeState
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError

RECORDABLE = (*PATH[1:], ChallengeState.CUT_SHORT)
MILESTONE_OF = {
    ChallengeState.SCOPED: MilestoneKind.SCOPING,
    ChallengeState.FED_BACK: MilestoneKind.PRESENTATION,
    ChallengeState.LETTER_SENT: MilestoneKind.LETTER,
    ChallengeState.ACTION_PLAN: MilestoneKind.ACTION_PLAN,
    ChallengeState.PROGRESS_REVIEW: MilestoneKind.PROGRESS_REVIEW,
}
FEWEST_LINES, MOST_LINES = 2, 5


@transaction.atomic
def record_step(*, challenge: Challenge, step: str, happened_on: date, actor: Actor) -> ChallengeStep:
    """Write down that the challenge reached `step` on a day; its milestone is done with it, its state follows.

    Raises DomainError for a step that is recorded already, lies in the future, or cannot be true; NotAllowed."""
    locked = lock(challenge)
    require(rights_on(locked, actor).manages, "Only the round's programme manager records steps.")
    _refuse_impossible(locked, step, happened_on)
    made = ChallengeStep.objects.create(challenge=locked, step=step, happened_on=happened_on, by=actor.name)
    before = locked.state
    _follow(locked)
    _complete_milestone(locked, step, happened_on)
    record(
        actor,
        "recorded a step",
        locked,
        before={"state": before},
        after={"step": step, "on": str(happened_on)},
        region=locked.region,
    )
    if step == ChallengeState.AGREED:
        invite_team(locked)
    if step == ChallengeState.LETTER_SENT:
        Letter.objects.filter(challenge=locked, sent_on=None).update(sent_on=happened_on)
        letter_sent.send(Challenge, challenge=locked)
    challenge.refresh_from_db()
    return made


def lock(challenge: Challenge) -> Challenge:
    """The challenge as it stands in the database, its row locked for this transaction where that is possible."""
    rows = Challenge.objects.select_for_update(of=("self",)).select_related(
        "round", "participation", "host", "region"
    )
    return rows.get(pk=challenge.pk)


def _refuse_impossible(challenge: Challenge, step: str, happened_on: date) -> None:
    if step not in RECORDABLE:
        raise DomainError("This step is not recorded here.", {"step": "Choose one of the steps."})
    label = ChallengeState(step).label
    if challenge.state == ChallengeState.CANCELLED:
        raise DomainError("The challenge was cancelled, so nothing more can have happened in it.")
    if challenge.state == ChallengeState.POSTPONED:
        raise DomainError("The challenge is postponed. Give it new dates first.")
    if challenge.steps.filter(step=step).exists():
        raise DomainError(
            f"“{label}” has been recorded already.", {"step": f"“{label}” has been recorded already."}
        )
    if happened_on > timezone.localdate():
        raise DomainError("The day lies in the future.", {"happened_on": "Enter today or a day before it."})
    if step in AFTER_VISIT:
        _refuse_before_visit(challenge, happened_on)
    if step in PATH:
        _refuse_out_of_order(challenge, ChallengeState(step), happened_on)


def _refuse_before_visit(challenge: Challenge, happened_on: date) -> None:
    if challenge.first_day is None:
        raise DomainError("The challenge has no dates, so it cannot have been on site.")
    if happened_on < challenge.first_day:
        sentence = f"The visit had not begun: it begins on {_day(challenge.first_day)}."
        raise DomainError(sentence, {"happened_on": sentence})


def _refuse_out_of_order(challenge: Challenge, step: ChallengeState, happened_on: date) -> None:
    """Refuse a day before that of a step which comes first, or after that of one which follows.

    The day of "proposed" is when it was typed in, so it says nothing."""
    place = PATH.index(step)
    for kept in challenge.steps.filter(step__in=PATH[1:]):
        other = PATH.index(ChallengeState(kept.step))
        if (other < place and kept.happened_on > happened_on) or (
            other > place and kept.happened_on < happened_on
        ):
            sentence = (
                f"“{kept.get_step_display()}” is recorded on {_day(kept.happened_on)}, and comes "
                f"{'before' if other < place else 'after'} “{step.label}”."
            )
            raise DomainError(sentence, {"happened_on": sentence})


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _follow(challenge: Challenge) -> None:
    """Set the cached state to the furthest step recorded."""
    recorded = set(challenge.steps.values_list("step", flat=True))
    furthest = max((n for n, step in enumerate(PATH) if step in recorded), default=0)
    cut_short = ChallengeState.CUT_SHORT in recorded and furthest < PATH.index(ChallengeState.LETTER_SENT)
    challenge.state = ChallengeState.CUT_SHORT if cut_short else PATH[furthest]
    challenge.save(update_fields=["state"])


def _complete_milestone(challenge: Challenge, step: str, on: date) -> None:
    kind = MILESTONE_OF.get(ChallengeState(step))
    if kind:
        due = challenge.milestones.filter(kind=kind, state=Milestone.State.DUE)
        due.update(state=Milestone.State.DONE, done_on=on)


@transaction.atomic
def set_key_lines(*, challenge: Challenge, lines: list[str], actor: Actor) -> list[KeyLineOfEnquiry]:
    """Give the challenge its key lines of enquiry, two to five, in order. Raises DomainError for other numbers."""
    require(
        rights_on(challenge, actor).keeps_packs,
        "Only the host and the programme manager agree the key lines.",
    )
    wanted = [" ".join(line.split()) for line in lines if line.strip()]
    if not FEWEST_LINES <= len(wanted) <= MOST_LINES:
        raise DomainError("Give two to five lines.", {"lines": "Write two to five lines, one to a row."})
    if any(len(line) > 300 for line in wanted):
        raise DomainError("A line is too long.", {"lines": "Keep each line to 300 characters."})
    before = list(challenge.key_lines.values_list("text", flat=True))
    challenge.key_lines.all().delete()
    made = KeyLineOfEnquiry.objects.bulk_create(
        KeyLineOfEnquiry(challenge=challenge, position=n, text=text) for n, text in enumerate(wanted, start=1)
    )
    record(
        actor,
        "set the key lines of enquiry",
        challenge,
        before={"lines": before},
        after={"lines": wanted},
        region=challenge.region,
    )
    return made


@transaction.atomic
def settle_milestone(
    *,
    milestone: Milestone,
    state: str,
    done_on: date | None,
    due_on: date | None,
    reason: str = "",
    actor: Actor,
) -> Milestone:
    """Mark a milestone done (on a day), not needed or still to do, and give it another day if wanted.

    The first date it was ever given stays. Raises DomainError for a done milestone without a day or in the future,
    and for one that is moved or not needed without a reason."""
    challenge = milestone.challenge
    require(
        rights_on(challenge, actor).keeps_packs, "Only the host and the programme manager change milestones."
    )
    due = due_on or milestone.due_on
    said = " ".join(reason.split())
    _refuse_unsaid(milestone, state, done_on, due, said)
    before = _words(milestone)
    milestone.state = state
    milestone.done_on = done_on if state == Milestone.State.DONE else None
    milestone.due_on, milestone.reason = due, said or milestone.reason
    milestone.save(update_fields=["state", "done_on", "due_on", "reason"])
    Challenge.objects.filter(pk=challenge.pk).update(calendar_sequence=F("calendar_sequence") + 1)
    was, now = changes(before, _words(milestone))
    record(actor, "changed a milestone", milestone, before=was, after=now, region=challenge.region)
    return milestone


def _refuse_unsaid(milestone: Milestone, state: str, done_on: date | None, due_on: date, reason: str) -> None:
    done = state == Milestone.State.DONE
    if done and done_on is None:
        raise DomainError("Say when it was done.", {"done_on": "Enter the day on which it was done."})
    if done and done_on and done_on > timezone.localdate():
        raise DomainError("The day lies in the future.", {"done_on": "Enter today or a day before it."})
    dropped = state == Milestone.State.NOT_NEEDED and milestone.state != state
    if (dropped or due_on != milestone.due_on) and not reason:
        raise DomainError("Say why.", {"reason": "Say why it is moved or not needed."})


def _words(milestone: Milestone) -> dict[str, str]:
    """The milestone as the audit log keeps it."""
    return {
        "state": milestone.state,
        "due_on": str(milestone.due_on),
        "done_on": str(milestone.done_on or ""),
        "reason": milestone.reason,
    }
