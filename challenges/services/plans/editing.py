"""Changing a round's draft plan by hand. Every change raises its edition, so that two people never undo each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from challenges.access import require_manager
from challenges.models import DraftPlan, PairWish, Participation, PeerOffer, PlannedPlace, PlannedVisit
from challenges.services.visits.scheduling import LONGEST_VISIT
from councils.actor import Actor
from councils.audit.models import AuditEvent
from councils.audit.services import record
from councils.errors import ChangedMeanwhile, DomainError
from councils.models import Council, Person

VERB = "changed the plan"


class PlanChangedMeanwhile(ChangedMeanwhile):
    """Somebody else changed the draft first; `changes` says what and who, `edition` is what it is now."""

    def __init__(self, plan: DraftPlan, changes: list[str]) -> None:
        said = "Somebody else has changed the plan since you opened it. Nothing of yours was saved yet."
        super().__init__(said, str(plan.edition))
        self.changes = changes


@transaction.atomic
def change_visit(
    *,
    visit: PlannedVisit,
    first_day: date,
    days: int,
    manager: Person | None,
    offers: dict[PeerOffer, str],
    days_kept: bool,
    kept: set[PeerOffer],
    seen: int,
    actor: Actor,
) -> PlannedVisit:
    """Give a planned visit its days, manager on site and team (`offers`: peer and role), and what the search must keep.

    What breaks a rule is saved all the same and named on the page: a draft may be wrong on its way to right. Raises
    PlanChangedMeanwhile, DomainError for days that are none or a peer of the host, NotAllowed."""
    plan = _locked(visit.plan, seen, actor)
    if not 1 <= days <= LONGEST_VISIT:
        raise DomainError("A visit has 1 to 10 days.", {"days": "Enter a number from 1 to 10."})
    own = [offer for offer in offers if offer.participation_id == visit.participation_id]
    if own:
        text = f"{own[0].person} is of {visit.participation.council}, which they cannot challenge."
        raise DomainError(text, {"team": text})
    before = words_of(visit)
    PlannedVisit.objects.filter(pk=visit.pk).update(
        first_day=first_day, days=days, manager=manager, days_kept=days_kept
    )
    visit.places.all().delete()
    PlannedPlace.objects.bulk_create(
        PlannedPlace(visit=visit, offer=offer, role=role, kept=offer in kept)
        for offer, role in offers.items()
    )
    visit.refresh_from_db()
    _changed(plan, actor, str(visit.participation.council), before, words_of(visit))
    return visit


@transaction.atomic
def move_to_week(*, visit: PlannedVisit, week: date, seen: int, actor: Actor) -> PlannedVisit:
    """Move a planned visit to the same days of another week, which `week` (its Monday) begins.

    What breaks a rule is saved all the same and named on the page. Raises PlanChangedMeanwhile, NotAllowed."""
    plan = _locked(visit.plan, seen, actor)
    before = words_of(visit)
    first_day = week + timedelta(days=visit.first_day.weekday())
    PlannedVisit.objects.filter(pk=visit.pk).update(first_day=first_day)
    visit.refresh_from_db()
    _changed(plan, actor, str(visit.participation.council), before, words_of(visit))
    return visit


def words_of(visit: PlannedVisit) -> str:
    """A planned visit in a line, as the log keeps it."""
    team = ", ".join(
        f"{place.offer.person} ({place.get_role_display().lower()})" for place in visit.places.all()
    )
    keeps = "; days kept" if visit.days_kept else ""
    return f"{visit.first_day.day} {visit.first_day:%B %Y}, {visit.days} days{keeps}: {team or 'no team'}"


@transaction.atomic
def keep_visit(*, visit: PlannedVisit, kept: bool, seen: int, actor: Actor) -> None:
    """Keep days and whole team of a visit in every search from now on, or let go of both."""
    plan = _locked(visit.plan, seen, actor)
    PlannedVisit.objects.filter(pk=visit.pk).update(days_kept=kept)
    visit.places.update(kept=kept)
    council = str(visit.participation.council)
    _changed(plan, actor, council, "may change" if kept else "kept", "kept" if kept else "may change")


@transaction.atomic
def wish_pair(
    *, host: Participation, council: Council, kind: str, reason: str = "", actor: Actor
) -> PairWish | None:
    """Say that a council must (or must not) be on the team of a host; with an empty `kind` the wish goes.

    Raises DomainError for a council that is not of the round or is the host, NotAllowed."""
    require_manager(actor, host.round)
    if council.pk == host.council_id:
        raise DomainError("A council does not challenge itself.", {"council": "Choose another council."})
    if not host.round.participations.filter(council=council, lending=True).exists():
        text = f"{council} lends nobody to this round."
        raise DomainError(text, {"council": text})
    there = PairWish.objects.filter(host=host, council=council)
    if not kind:
        there.delete()
        record(actor, "took back a wish", host, before={"council": str(council)}, region=host.council.region)
        return None
    wish, _ = PairWish.objects.update_or_create(
        host=host, council=council, defaults={"kind": kind, "reason": reason.strip()[:200]}
    )
    record(
        actor,
        "wished a pair",
        host,
        after={"council": str(council), "kind": kind},
        region=host.council.region,
    )
    return wish


def _locked(plan: DraftPlan, seen: int, actor: Actor) -> DraftPlan:
    """The plan under a row lock, if it is still the edition that the actor saw."""
    locked = DraftPlan.objects.select_for_update().select_related("round").get(pk=plan.pk)
    require_manager(actor, locked.round)
    if locked.edition != seen:
        raise PlanChangedMeanwhile(locked, changes_since(locked, seen))
    return locked


def changes_since(plan: DraftPlan, edition: int) -> list[str]:
    """What has been changed since an edition, oldest first, each with who did it."""
    events = AuditEvent.objects.filter(
        record_type=plan._meta.label_lower, record_id=str(plan.pk), verb=VERB
    ).order_by("pk")
    return [_line(event.actor, event.after) for event in events if event.after.get("edition", 0) > edition]


def _line(who: str, after: dict[str, Any]) -> str:
    return f"{who}: {after['what']}: {after['now']}"


def _changed(plan: DraftPlan, actor: Actor, what: str, before: str, after: str) -> None:
    DraftPlan.objects.filter(pk=plan.pk).update(edition=F("edition") + 1, changed_by=actor.name[:200])
    plan.refresh_from_db()
    record(
        actor,
        VERB,
        plan,
        before={"what": what, "was": before},
        after={"what": what, "now": after, "edition": plan.edition},
    )
