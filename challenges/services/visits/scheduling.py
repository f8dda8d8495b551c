"""Putting a challenge on days with a team, and changing it: every clash is named before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from challenges.access import require_manager
from challenges.models import Challenge, ChallengeStep, Participation, Placement
from challenges.planning.clashes import Clash, Severity, fingerprint
from challenges.selectors.visits.proposals import Home, Plan, TeamChoice, find_clashes, homes_of
from challenges.services.rounds.milestones import lay_milestones
from challenges.services.visits.bookings import book_days
from challenges.services.visits.notices import invite_team
from challenges.states import ON_TEAM, ChallengeState, PlacementState, RoundState, TeamRole
from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.audit.services import changes, record
from councils.errors import ChangedMeanwhile, DomainError
from councils.numbers import whole_number

ANY = "*"
LONGEST_VISIT = 10
SCHEDULED, CHANGED = "scheduled the challenge", "changed the schedule"


class ClashesFound(DomainError):
    """The plan clashes: with `clashes` named, and `acceptable` where somebody may save it all the same by saying the
    `fingerprint` of the warnings they have seen."""

    def __init__(self, found: Sequence[Clash]) -> None:
        refused = [clash for clash in found if clash.severity is Severity.REFUSED]
        fields: dict[str, str] = {}
        for clash in refused:
            fields.setdefault(clash.about, clash.text)
        super().__init__("; ".join(clash.text for clash in refused) or "The plan has clashes.", fields)
        self.clashes = list(found)
        self.acceptable = not refused
        self.fingerprint = fingerprint(found)


def edition(challenge: Challenge) -> str:
    """What a form holds to notice that somebody else has saved or moved the challenge meanwhile."""
    return f"{challenge.version}.{challenge.calendar_sequence}"


@transaction.atomic
def schedule_challenge(
    *, participation: Participation, plan: Plan, accepted: str = "", actor: Actor
) -> Challenge:
    """A host's challenge in state `proposed` with its team invited, days booked and milestones laid.

    `accepted` is the fingerprint of the warnings that the actor has seen and takes (`ANY`: whatever they are).
    Raises ClashesFound, DomainError where the host or round is not open to it, NotAllowed for others."""
    require_manager(actor, participation.round)
    _check_open(participation)
    _check_days(plan)
    taken = _accept(find_clashes(participation, plan), accepted)
    challenge = _create(participation, plan)
    _set_team(challenge, plan, homes_of(participation, plan))
    _settle(challenge, actor)
    if plan.first_day >= timezone.localdate():
        today = timezone.localdate()
        ChallengeStep.objects.create(
            challenge=challenge, step=ChallengeState.PROPOSED, happened_on=today, by=actor.name[:200]
        )
    after = _words(challenge) | {"accepted clashes": [clash.text for clash in taken]}
    record(actor, SCHEDULED, challenge, after=after, region=challenge.region)
    return challenge


@transaction.atomic
def edit_schedule(
    *, challenge: Challenge, plan: Plan, seen: str, accepted: str = "", actor: Actor
) -> Challenge:
    """Change theme, team, manager on site and, while it is only proposed, the days. `seen` is the form's `edition`.

    Rows of those who stay are kept; who joins an agreed visit is asked by mail. Raises ChangedMeanwhile where
    somebody else saved first, ClashesFound, DomainError for days of an agreed visit (which are moved, with a
    reason), NotAllowed for others."""
    require_manager(actor, challenge.round)
    challenge = _locked(challenge, seen)
    _check_days(plan)
    _check_editable(challenge, plan)
    taken = _accept(find_clashes(challenge.participation, plan, challenge), accepted)
    before = _words(challenge)
    homes = homes_of(challenge.participation, plan, challenge)
    _write_plan(challenge, plan)
    _set_team(challenge, plan, homes)
    _settle(challenge, actor)
    was, now = changes(before, _words(challenge))
    _raise_edition(challenge, calendar=bool(now.keys() & {"days", "team", "manager on site"}))
    after = now | {"version": challenge.version, "accepted clashes": [clash.text for clash in taken]}
    record(actor, CHANGED, challenge, before=was, after=after, region=challenge.region)
    if challenge.state != ChallengeState.PROPOSED:
        invite_team(challenge)
    return challenge


@transaction.atomic
def set_team_of(challenge: Challenge, plan: Plan, homes: dict[int, Home], actor: Actor) -> None:
    """Give the challenge the plan's theme, team and manager on site; its days are left to `move_visit`.

    Books the days that it has. Raises DomainError where somebody is booked elsewhere."""
    before = _words(challenge)
    challenge.theme, challenge.manager_on_site = plan.theme.strip() or challenge.theme, plan.manager_on_site
    challenge.save(update_fields=["theme", "manager_on_site"])
    _set_team(challenge, plan, homes)
    if (challenge.first_day, challenge.last_day) == (plan.first_day, plan.last_day):
        book_days(challenge)
    was, now = changes(before, _words(challenge))
    if now:
        _raise_edition(challenge, calendar=True)
        after = now | {"version": challenge.version}
        record(actor, CHANGED, challenge, before=was, after=after, region=challenge.region)


def _check_open(participation: Participation) -> None:
    round, council = participation.round, participation.council
    if round.state == RoundState.DRAFT:
        raise DomainError("The round is still in draft. Open sign-up first.")
    if round.state == RoundState.CLOSED:
        raise DomainError("The round is closed. Reopen it first.")
    if not participation.hosting:
        raise DomainError(f"{council} has not said that it will host. Enter its sign-up first.")


def _check_days(plan: Plan) -> None:
    if not 1 <= plan.days <= LONGEST_VISIT:
        text = f"A visit has 1 to {LONGEST_VISIT} days."
        raise DomainError(text, {"days": text})


def _check_editable(challenge: Challenge, plan: Plan) -> None:
    if challenge.state == ChallengeState.CANCELLED:
        raise DomainError("This challenge was cancelled, so no visit can be planned for it.")
    same_days = (plan.first_day, plan.last_day) == (challenge.first_day, challenge.last_day)
    if not same_days and challenge.state != ChallengeState.PROPOSED:
        text = (
            "An agreed visit is moved with a reason, so that those affected are told. Use “Move this visit”."
        )
        raise DomainError(text, {"first_day": text})


def _accept(found: Sequence[Clash], accepted: str) -> list[Clash]:
    """The warnings taken. Raises ClashesFound where something is refused or the warnings are not those accepted."""
    if any(clash.severity is Severity.REFUSED for clash in found):
        raise ClashesFound(found)
    if accepted != ANY and fingerprint(found) != accepted and fingerprint(found):
        raise ClashesFound(found)
    return [clash for clash in found if clash.severity is Severity.WARNING]


def _create(participation: Participation, plan: Plan) -> Challenge:
    try:
        with transaction.atomic():
            return Challenge.objects.create(
                round=participation.round,
                participation=participation,
                host=participation.council,
                region=participation.council.region,
                theme=plan.theme.strip() or participation.theme,
                first_day=plan.first_day,
                last_day=plan.last_day,
                original_first_day=plan.first_day,
                original_last_day=plan.last_day,
                manager_on_site=plan.manager_on_site,
            )
    except IntegrityError as error:
        there = Challenge.objects.filter(round=participation.round, host=participation.council)
        there = there.exclude(state=ChallengeState.CANCELLED)
        days = there.values_list("first_day", flat=True).first()
        when = f" from {days.day} {days:%B %Y}" if days else ""
        raise DomainError(f"{participation.council} already has a challenge in this round{when}.") from error


def _locked(challenge: Challenge, seen: str) -> Challenge:
    """The challenge as it is now, held until the transaction ends. Raises ChangedMeanwhile where it is not as seen."""
    locked = Challenge.objects.select_for_update(of=("self",)).select_related(
        "participation__round", "host", "region"
    )
    now = locked.order_by("pk").get(pk=challenge.pk)
    if edition(now) != seen:
        raise ChangedMeanwhile(_what_changed(now, seen), edition(now))
    return now


def _what_changed(challenge: Challenge, seen: str) -> str:
    """Who saved what since the form was opened, as the audit log has it; else where the challenge stands now."""
    version = whole_number(seen.partition(".")[0]) or 0
    events = AuditEvent.objects.filter(
        verb=CHANGED, record_type="challenges.challenge", record_id=str(challenge.pk)
    )
    since = [event for event in events.order_by("id") if event.after.get("version", 0) > version]
    told = [f"{event.actor} changed {_said(event.after)}" for event in since]
    told = told or [f"It is now: {_said(_words(challenge))}"]
    return f"Somebody else saved this challenge while you were editing. {'. '.join(told)}. Look again before you save."


def _said(words: dict[str, Any]) -> str:
    told = {name: value for name, value in words.items() if name not in ("version", "accepted clashes")}
    return "; ".join(
        f"{name}: {', '.join(v) if isinstance(v, list) else v or 'none'}" for name, v in told.items()
    )


def _write_plan(challenge: Challenge, plan: Plan) -> None:
    challenge.first_day, challenge.last_day = plan.first_day, plan.last_day
    challenge.original_first_day = challenge.original_first_day or plan.first_day
    challenge.original_last_day = challenge.original_last_day or plan.last_day
    challenge.theme, challenge.manager_on_site = plan.theme.strip(), plan.manager_on_site
    challenge.save(
        update_fields=[
            "first_day",
            "last_day",
            "original_first_day",
            "original_last_day",
            "theme",
            "manager_on_site",
        ]
    )


def _set_team(challenge: Challenge, plan: Plan, homes: dict[int, Home]) -> None:
    """Keep the rows of those who stay; who goes is withdrawn, or forgotten while the challenge is only proposed.

    Leads are written last, since a team has one lead at any moment."""
    wanted = {choice.person.pk: choice for choice in plan.team}
    there = {placement.person_id: placement for placement in challenge.placements.all()}
    for person, placement in there.items():
        if person not in wanted and placement.state in ON_TEAM:
            _take_off(challenge, placement)
    for choice in sorted(plan.team, key=lambda choice: choice.role == TeamRole.LEAD):
        _place(challenge, choice, homes[choice.person.pk], there.get(choice.person.pk))


def _take_off(challenge: Challenge, placement: Placement) -> None:
    if challenge.state == ChallengeState.PROPOSED:
        placement.delete()
    else:
        placement.state = PlacementState.WITHDRAWN
        placement.save(update_fields=["state"])


def _place(challenge: Challenge, choice: TeamChoice, home: Home, placement: Placement | None) -> None:
    if placement is None:
        placement = Placement(challenge=challenge, person=choice.person, host_council=challenge.host)
    elif placement.state in ON_TEAM and placement.role == choice.role:
        return
    if placement.state not in ON_TEAM:
        placement.state, placement.answered_at = PlacementState.INVITED, None
    placement.role, placement.post, placement.home_council = choice.role, home.post, home.council
    placement.save()


def _settle(challenge: Challenge, actor: Actor) -> None:
    book_days(challenge)
    lay_milestones(challenge, actor)


def _raise_edition(challenge: Challenge, *, calendar: bool) -> None:
    step = 1 if calendar else 0
    Challenge.objects.filter(pk=challenge.pk).update(
        version=F("version") + 1, calendar_sequence=F("calendar_sequence") + step
    )
    challenge.refresh_from_db(fields=["version", "calendar_sequence"])


def _words(challenge: Challenge) -> dict[str, Any]:
    """The schedule as the audit log keeps it."""
    placed = challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    days = f"{challenge.first_day} to {challenge.last_day}" if challenge.first_day else ""
    return {
        "days": days,
        "theme": challenge.theme,
        "team": [f"{each.person} ({each.get_role_display()})" for each in placed],
        "manager on site": str(challenge.manager_on_site or ""),
    }
