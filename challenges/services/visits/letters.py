"""The letter and what follows from it: actions with a measure and a baseline, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.db import transaction
from django.utils import timezone

from challenges.models import Action, AreaForConsideration, Challenge, Letter, Progress, Strength
from challenges.rights import require, rights_on
from challenges.services.visits.steps import record_step
from challenges.states import AFTER_VISIT, ChallengeState
from councils.actor import Actor, system
from councils.audit.services import changes, record
from councils.errors import DomainError

MOST_POINTS, LONGEST_POINT = 30, 1000
REWORDED = 0.5


@transaction.atomic
def save_letter(
    *, challenge: Challenge, strengths: list[str], areas: list[str], sent_on: date | None, actor: Actor
) -> Letter:
    """Keep the letter's points in order; once it has a day it is sent, which is a step of the challenge.

    An area keeps its row, and with it its actions, when it is moved or reworded; a letter that has gone does not come
    back. Raises DomainError before the visit, for a day in the future, for a letter sent with nothing in it, or where
    an area that has actions would go; NotAllowed for who does not write the letter."""
    require(
        rights_on(challenge, actor).writes_letter,
        "Only the lead challenger and the programme manager write it.",
    )
    if challenge.state not in AFTER_VISIT:
        raise DomainError("The letter follows the visit, which has not taken place.")
    if sent_on and sent_on > timezone.localdate():
        raise DomainError("The day lies in the future.", {"sent_on": "Enter today or a day before it."})
    letter, _ = Letter.objects.get_or_create(challenge=challenge)
    _keep_points(letter, Strength, strengths, "strengths")
    _keep_points(letter, AreaForConsideration, areas, "areas")
    gone = challenge.steps.filter(step=ChallengeState.LETTER_SENT).first()
    letter.sent_on = gone.happened_on if gone else sent_on
    if letter.sent_on and not (strengths or areas):
        raise DomainError("A letter that goes needs something in it.", {"areas": "Write at least one area."})
    letter.save(update_fields=["sent_on"])
    after = {"strengths": strengths, "areas": areas, "sent_on": str(letter.sent_on or "")}
    record(actor, "saved the letter", challenge, after=after, region=challenge.region)
    if letter.sent_on and not gone:
        _send(challenge, letter.sent_on, actor)
    return letter


def _send(challenge: Challenge, on: date, actor: Actor) -> None:
    """The lead challenger may send the letter though only managers record steps."""
    step = ChallengeState.LETTER_SENT
    try:
        record_step(challenge=challenge, step=step, happened_on=on, actor=system(actor.name))
    except DomainError as error:
        raise DomainError(error.message, {"sent_on": error.message}) from error


def _keep_points(
    letter: Letter, model: type[Strength] | type[AreaForConsideration], texts: list[str], field: str
) -> None:
    if len(texts) > MOST_POINTS:
        raise DomainError("Too many points.", {field: f"Write {MOST_POINTS} points at most, one to a row."})
    if any(len(text) > LONGEST_POINT for text in texts):
        raise DomainError("A point is too long.", {field: f"Keep each point to {LONGEST_POINT} characters."})
    there: list[Any] = list(model.objects.filter(letter=letter).order_by("position"))
    rows, left_over = matched([point.text for point in there], texts)
    for point in (there[n] for n in left_over):
        if model is AreaForConsideration and point.actions.exists():
            kept = f"Keep “{point.text}”: it has actions."
            raise DomainError("An area that has actions cannot go.", {field: kept})
        point.delete()
    for position, (text, row) in enumerate(zip(texts, rows, strict=True), start=1):
        point = model(letter=letter) if row is None else there[row]
        point.position, point.text = position, text
        point.save()


def matched(old: list[str], new: list[str]) -> tuple[list[int | None], list[int]]:
    """Which old point each new one is (None: a new one), and the old ones that are gone.

    Points of the same words are the same wherever they stand; of the others, those that are most alike, at least
    half of their letters, are one point reworded."""
    free = dict(enumerate(old))
    found: list[int | None] = []
    for text in new:
        same = next((n for n, was in free.items() if was == text), None)
        found.append(same)
        if same is not None:
            del free[same]
    pairs = [
        (alike(was, new[p]), n, p) for n, was in free.items() for p, row in enumerate(found) if row is None
    ]
    for likeness, n, place in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if likeness >= REWORDED and n in free and found[place] is None:
            found[place] = n
            del free[n]
    return found, list(free)


def alike(one: str, other: str) -> float:
    """How much of two texts agrees, 0 to 1 (Ratcliff and Obershelp, as difflib has it)."""
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


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
    before = {} if action is None else _words(action)
    made.area, made.text, made.measure = details.area, details.text, details.measure
    made.baseline, made.no_baseline = ("" if details.no_baseline else details.baseline), details.no_baseline
    made.owner, made.due_on, made.state = details.owner, details.due_on, details.state
    closed = details.state != Action.State.OPEN
    made.closed_on = (made.closed_on or timezone.localdate()) if closed else None
    made.save()
    was, now = changes(before, _words(made))
    verb = "changed an action" if action else "added an action"
    record(actor, verb, made, before=was, after=now, region=challenge.region)
    return made


def _words(action: Action) -> dict[str, Any]:
    """The action as the audit log keeps it."""
    names = ("text", "measure", "baseline", "no_baseline", "owner", "state")
    return {name: getattr(action, name) for name in names} | {"due_on": str(action.due_on)}


def _refuse_vague(details: ActionDetails) -> None:
    faults: dict[str, str] = {}
    if not details.measure.strip():
        faults["measure"] = "Say how you will know."
    if not details.no_baseline and not details.baseline.strip():
        faults["baseline"] = "Say where it stands now, or tick that no baseline exists."
    if details.no_baseline and details.baseline.strip():
        faults["baseline"] = "Either write where it stands now or tick that no baseline exists, not both."
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
    after = {"on": str(on), "evidence": evidence}
    record(actor, "recorded progress", action, after=after, region=action.challenge.region)
    return made
