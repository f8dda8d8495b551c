"""The letter and what follows from it: actions with a measure and a baseline, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from challenges.models import Action, AreaForConsideration, Challenge, Letter, Progress, Strength
from challenges.rights import require, rights_on
from challenges.services.steps import record_step
from challenges.states import HELD, ChallengeState
from councils.actor import Actor, system
from councils.audit.services import record
from councils.errors import DomainError

AFTER_VISIT = (*HELD, ChallengeState.ON_SITE, ChallengeState.CUT_SHORT)


@transaction.atomic
def save_letter(
    *, challenge: Challenge, strengths: list[str], areas: list[str], sent_on: date | None, actor: Actor
) -> Letter:
    """Keep the letter's points in order; once it has a day it is sent, which is a step of the challenge.

    An area keeps its row at its place, and with it its actions. Raises DomainError before the visit, for a day in the
    future, or where an area that has actions would go; NotAllowed for who does not write the letter."""
    require(
        rights_on(challenge, actor).writes_letter,
        "Only the lead challenger and the programme manager write it.",
    )
    if challenge.state not in AFTER_VISIT:
        raise DomainError("The letter follows the visit, which has not taken place.")
    if sent_on and sent_on > timezone.localdate():
        raise DomainError("The day lies in the future.", {"sent_on": "Enter today or a day before it."})
    letter, _ = Letter.objects.get_or_create(challenge=challenge)
    _keep_points(letter, Strength, strengths)
    _keep_points(letter, AreaForConsideration, areas)
    letter.sent_on = sent_on
    letter.save(update_fields=["sent_on"])
    record(actor, "saved the letter", challenge, after={"strengths": len(strengths), "areas": len(areas)})
    if sent_on and not challenge.steps.filter(step=ChallengeState.LETTER_SENT).exists():
        record_step(
            challenge=challenge,
            step=ChallengeState.LETTER_SENT,
            happened_on=sent_on,
            actor=system(actor.name),
        )
    return letter


def _keep_points(
    letter: Letter, model: type[Strength] | type[AreaForConsideration], texts: list[str]
) -> None:
    there: dict[int, Any] = {point.position: point for point in model.objects.filter(letter=letter)}
    for position, text in enumerate(texts, start=1):
        model.objects.update_or_create(letter=letter, position=position, defaults={"text": text[:1000]})
    for position, point in there.items():
        if position > len(texts):
            if model is AreaForConsideration and point.actions.exists():
                raise DomainError(
                    "An area that has actions cannot go.", {"areas": f"Keep “{point.text}”: it has actions."}
                )
            point.delete()


@dataclass(frozen=True)
class ActionDetails:
    """An action as its form gives it. Without a baseline it says that none exists."""

    area: AreaForConsideration | None
    text: str
    measure: str
    baseline: str
    no_baseline: bool
    owner: str
    due_on: date
    state: str = Action.State.OPEN


@transaction.atomic
def save_action(
    *, challenge: Challenge, details: ActionDetails, actor: Actor, action: Action | None = None
) -> Action:
    """Add an action or change one. Its first due date is never lost. Raises DomainError without measure or baseline."""
    require(
        rights_on(challenge, actor).keeps_packs,
        "Only the host and the programme manager keep the action plan.",
    )
    _refuse_vague(details)
    made = action or Action(challenge=challenge, original_due_on=details.due_on)
    before = {} if action is None else {"due_on": str(action.due_on), "state": action.state}
    made.area, made.text, made.measure = details.area, details.text, details.measure
    made.baseline, made.no_baseline = ("" if details.no_baseline else details.baseline), details.no_baseline
    made.owner, made.due_on, made.state = details.owner, details.due_on, details.state
    closed = details.state != Action.State.OPEN
    made.closed_on = (made.closed_on or timezone.localdate()) if closed else None
    made.save()
    after = {"due_on": str(made.due_on), "state": made.state}
    record(actor, "changed an action" if action else "added an action", made, before=before, after=after)
    return made


def _refuse_vague(details: ActionDetails) -> None:
    faults: dict[str, str] = {}
    if not details.measure.strip():
        faults["measure"] = "Say how you will know."
    if not details.no_baseline and not details.baseline.strip():
        faults["baseline"] = "Say where it stands now, or tick that no baseline exists."
    if faults:
        raise DomainError("An action needs a measure and a baseline.", faults)


@transaction.atomic
def add_progress(*, action: Action, on: date, value: str, evidence: str, note: str, actor: Actor) -> Progress:
    """Write down what has moved on an action. Raises DomainError for a day in the future or a grade without a value."""
    require(
        rights_on(action.challenge, actor).keeps_packs,
        "Only the host and the programme manager record progress.",
    )
    if on > timezone.localdate():
        raise DomainError("The day lies in the future.", {"on": "Enter today or a day before it."})
    if evidence in (Progress.Evidence.MEASURED, Progress.Evidence.VERIFIED) and not value.strip():
        raise DomainError("What was measured?", {"value": "Say where it stands now, as measured."})
    made = Progress.objects.create(
        action=action, on=on, value=value.strip(), evidence=evidence, note=note.strip(), by=actor.name
    )
    record(actor, "recorded progress", action, after={"on": str(on), "evidence": evidence})
    return made
