"""One challenge of the sample with everything that has happened to it."""

from __future__ import annotations

from typing import Any

from challenges.models import (
    Action,
    AreaForConsideration,
    Challenge,
    ChallengeRound,
    ChallengeStep,
    DataPack,
    DateChange,
    KeyLineOfEnquiry,
    Letter,
    Milestone,
    Participation,
    Placement,
    Progress,
    Strength,
)
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days
from challenges.states import PATH, ChallengeState, PlacementState
from councils.actor import system
from councils.models import Person
from evaluation.sample.content import day, must

Content = dict[str, Any]
LOADER = system("Sample data")
STEP_OF_MILESTONE = {
    "scoping": ChallengeState.SCOPED,
    "documents": ChallengeState.READY,
    "presentation": ChallengeState.FED_BACK,
    "letter": ChallengeState.LETTER_SENT,
    "action_plan": ChallengeState.ACTION_PLAN,
    "progress_review": ChallengeState.PROGRESS_REVIEW,
}


def load_challenge(
    round: ChallengeRound, participation: Participation, content: Content, people: dict[str, Person]
) -> None:
    """Make the challenge, its team and its history as if each thing had been recorded when it happened."""
    challenge = _first_dated(round, participation, content)
    _team(challenge, content["team"], people)
    KeyLineOfEnquiry.objects.bulk_create(
        KeyLineOfEnquiry(challenge=challenge, position=n, text=text)
        for n, text in enumerate(content["key_lines"], start=1)
    )
    lay_milestones(challenge, LOADER)
    _move(challenge, content)
    _mark_done(challenge, content["milestones_done"])
    _data_pack(challenge, content.get("data_pack"))
    _steps(challenge, content)
    _call_off(challenge, content.get("called_off"), content.get("outcome", ""))
    _letter(challenge, content, people)
    if challenge.state not in (ChallengeState.POSTPONED, ChallengeState.CANCELLED):
        book_days(challenge)


def _first_dated(round: ChallengeRound, participation: Participation, content: Content) -> Challenge:
    moves = content.get("moves", [])
    first = must(moves[0]["old_first_day"] if moves else content["first_day"])
    last = must(moves[0]["old_last_day"] if moves else content["last_day"])
    return Challenge.objects.create(
        round=round,
        participation=participation,
        host=participation.council,
        region=participation.council.region,
        theme=content["theme"],
        first_day=first,
        last_day=last,
        original_first_day=first,
        original_last_day=last,
        manager_on_site=None,
    )


def _team(challenge: Challenge, team: list[Content], people: dict[str, Person]) -> None:
    for place in team:
        person = people[place["person"]]
        post = person.posts.get()
        if post.council is None:
            raise ValueError(f"{person} is of no council and cannot be a peer.")
        Placement.objects.create(
            challenge=challenge,
            person=person,
            role=place["role"],
            post=post.kind,
            home_council=post.council,
            host_council=challenge.host,
            state=PlacementState.ACCEPTED,
        )


def _move(challenge: Challenge, content: Content) -> None:
    for move in content.get("moves", []):
        DateChange.objects.create(
            challenge=challenge,
            kind=DateChange.Kind.MOVED,
            old_first_day=challenge.first_day,
            old_last_day=challenge.last_day,
            new_first_day=must(move["new_first_day"]),
            new_last_day=must(move["new_last_day"]),
            reason=move["reason"],
            note=move["note"],
            scope_stands=move["scope_stands"],
            by=str(challenge.round.manager),
        )
        challenge.first_day, challenge.last_day = must(move["new_first_day"]), must(move["new_last_day"])
        challenge.calendar_sequence += 1
        challenge.save()
        lay_milestones(challenge, LOADER)


def _mark_done(challenge: Challenge, done: dict[str, str]) -> None:
    for kind, on in done.items():
        challenge.milestones.filter(kind=kind).update(state=Milestone.State.DONE, done_on=must(on))


def _data_pack(challenge: Challenge, content: Content | None) -> None:
    if content:
        DataPack.objects.create(
            challenge=challenge,
            asked_on=day(content["asked_on"]),
            received_on=day(content["received_on"]),
            as_of=day(content["as_of"]),
            usable=content["usable"],
            note=content["note"],
        )


def _steps(challenge: Challenge, content: Content) -> None:
    """Record the steps that the content dates; the state is the furthest of them."""
    done = content["milestones_done"]
    dated = {STEP_OF_MILESTONE[kind]: on for kind, on in done.items() if kind in STEP_OF_MILESTONE}
    dated |= {ChallengeState.AGREED: content["agreed_on"]}
    if content.get("outcome") == "held":
        dated |= {ChallengeState.ON_SITE: content["first_day"]}
    if content.get("closed_on"):
        dated |= {ChallengeState.CLOSED: content["closed_on"]}
    recorded = [step for step in PATH if step in dated]
    ChallengeStep.objects.bulk_create(
        ChallengeStep(
            challenge=challenge, step=step, happened_on=must(dated[step]), by=str(challenge.round.manager)
        )
        for step in recorded
    )
    challenge.state = recorded[-1]
    challenge.save(update_fields=["state"])


def _call_off(challenge: Challenge, called_off: Content | None, outcome: str) -> None:
    if not called_off:
        return
    postponed = outcome == "postponed"
    kind = DateChange.Kind.POSTPONED if postponed else DateChange.Kind.CANCELLED
    DateChange.objects.create(
        challenge=challenge,
        kind=kind,
        old_first_day=challenge.first_day,
        old_last_day=challenge.last_day,
        reason=called_off["reason"],
        note=called_off["note"],
        scope_stands=called_off["scope_stands"],
        by=str(challenge.round.manager),
    )
    state = ChallengeState.POSTPONED if postponed else ChallengeState.CANCELLED
    ChallengeStep.objects.create(
        challenge=challenge, step=state, happened_on=must(called_off["on"]), by=str(challenge.round.manager)
    )
    challenge.prior_state, challenge.state = challenge.state, state
    challenge.first_day = None if postponed else challenge.first_day
    challenge.last_day = None if postponed else challenge.last_day
    challenge.calendar_sequence += 1
    challenge.save()
    left = challenge.milestones.filter(state=Milestone.State.DUE)
    left.update(state=Milestone.State.NOT_NEEDED)


def _letter(challenge: Challenge, content: Content, people: dict[str, Person]) -> None:
    if not content.get("letter"):
        return
    letter = Letter.objects.create(challenge=challenge, sent_on=day(content["letter"]["sent_on"]))
    Strength.objects.bulk_create(
        Strength(letter=letter, position=n, text=text)
        for n, text in enumerate(content["letter"]["strengths"], start=1)
    )
    areas = AreaForConsideration.objects.bulk_create(
        AreaForConsideration(letter=letter, position=n, text=text)
        for n, text in enumerate(content["letter"]["areas"], start=1)
    )
    for action in content.get("actions", []):
        _action(challenge, areas, action, people)


def _action(
    challenge: Challenge, areas: list[AreaForConsideration], content: Content, people: dict[str, Person]
) -> None:
    action = Action.objects.create(
        challenge=challenge,
        area=areas[content["area"] - 1] if content.get("area") else None,
        text=content["text"],
        measure=content["measure"],
        baseline=content["baseline"] or "",
        no_baseline=content["baseline"] is None,
        owner=content["owner"],
        due_on=must(content["due_on"]),
        original_due_on=must(content.get("original_due_on") or content["due_on"]),
        state=content["state"],
        closed_on=day(content.get("closed_on")),
    )
    Progress.objects.bulk_create(
        Progress(
            action=action,
            on=must(progress["on"]),
            value=progress["value"],
            evidence=progress["evidence"],
            note=progress["note"],
            by=str(people[progress["by"]]),
        )
        for progress in content["progress"]
    )
