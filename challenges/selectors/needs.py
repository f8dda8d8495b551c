"""What needs the actor now in rounds and challenges, for the home page: a fixed number of queries."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from challenges.access import COUNCILS_ANSWER_IN
from challenges.models import (
    Action,
    Challenge,
    ChallengeRound,
    Milestone,
    Participation,
    PeerOffer,
    Placement,
)
from challenges.models.milestones import MilestoneOwner
from challenges.models.visits import announced
from challenges.states import MOVABLE, OFF, ON_TEAM, ChallengeState, PlacementState, RoundState, TeamRole
from councils.actor import Actor
from councils.needs import NeedsItem

SHOWN = 60


def what_needs(actor: Actor, today: date) -> list[NeedsItem]:
    """Overdue milestones and actions, places to answer, councils to chase, visits without a date: the actor's own."""
    if actor.is_national or actor.managed_region_ids:
        managed = ChallengeRound.objects.managed_by(actor).exclude(state=RoundState.CLOSED).values("pk")
        return [*_of_rounds(managed), *_of_managers(managed, today)]
    return own_needs(actor, today)


def own_needs(actor: Actor, today: date) -> list[NeedsItem]:
    """What waits for the actor as host, peer or lead challenger, whatever else they are: five queries."""
    return [*_places(actor), *_days(actor), *_sign_ups(actor), *_own(actor, today)]


def _page(challenge: Any) -> str:
    return reverse("challenges:challenge_detail", args=[challenge])


def _of_rounds(managed: Any) -> list[NeedsItem]:
    silent = Count("participations", filter=Q(participations__hosting__isnull=True))
    rounds = ChallengeRound.objects.filter(pk__in=managed, state=RoundState.SIGN_UP).annotate(silent=silent)
    return [
        NeedsItem(
            "sign_up",
            f"{round.silent} {'council has' if round.silent == 1 else 'councils have'} not answered sign-up of {round}",
            reverse("challenges:sign_up_list", args=[round.pk]),
            round.sign_up_closes_on,
        )
        for round in rounds
        if round.silent
    ]


def _of_managers(managed: Any, today: date) -> list[NeedsItem]:
    undated = Challenge.objects.filter(round__in=managed, state=ChallengeState.POSTPONED).select_related(
        "host"
    )
    items = [NeedsItem("postponed", f"{c.host}: postponed, no new dates yet", _page(c.pk)) for c in undated]
    unanswered = Count("placements", filter=Q(placements__state=PlacementState.INVITED))
    waiting = Challenge.objects.filter(announced(), round__in=managed, state__in=MOVABLE)
    waiting = waiting.annotate(unanswered=unanswered).filter(unanswered__gt=0).select_related("host")
    items += [NeedsItem("places", f"{c.host}: {c.unanswered} not yet answered", _page(c.pk)) for c in waiting]
    return (
        items
        + _overdue(Q(challenge__round__in=managed), today)
        + _actions(Q(challenge__round__in=managed), today)
    )


def _overdue(mine: Q, today: date, *, overdue_only: bool = True) -> list[NeedsItem]:
    due = Milestone.objects.filter(mine, state=Milestone.State.DUE).exclude(challenge__state__in=OFF)
    if overdue_only:
        due = due.filter(due_on__lt=today)
    rows = due.select_related("challenge__host").order_by("due_on")[:SHOWN]
    return [
        NeedsItem(
            "milestone",
            f"{row.challenge.host}: {row.get_kind_display().lower()} ({row.get_owner_display().lower()})",
            _page(row.challenge_id),
            row.due_on,
            row.due_on < today,
        )
        for row in rows
    ]


def _actions(mine: Q, today: date) -> list[NeedsItem]:
    late = Action.objects.filter(mine, state=Action.State.OPEN, due_on__lt=today).select_related(
        "challenge__host"
    )
    return [
        NeedsItem(
            "action",
            f"{a.challenge.host}: action, {shorten(a.text, 80, placeholder=' …')}",
            _page(a.challenge_id),
            a.due_on,
            True,
        )
        for a in late.order_by("due_on")[:SHOWN]
    ]


def _places(actor: Actor) -> list[NeedsItem]:
    places = Placement.objects.filter(
        announced("challenge__"),
        person__in=actor.person_ids,
        state=PlacementState.INVITED,
        challenge__state__in=MOVABLE,
    )
    return [
        NeedsItem(
            "place",
            f"Say whether you will join the visit to {place.challenge.host}",
            reverse("challenges:placement_answer", args=[place.pk]),
            place.challenge.first_day,
        )
        for place in places.select_related("challenge__host")
    ]


def _days(actor: Actor) -> list[NeedsItem]:
    """Rounds to which the actor is offered as a peer, and has not said when they can go."""
    waiting = PeerOffer.objects.filter(
        person__in=actor.person_ids,
        days_given_at__isnull=True,
        participation__round__state__in=COUNCILS_ANSWER_IN,
    )
    return [
        NeedsItem(
            "days",
            f"Say on which days you can go in {offer.participation.round}",
            reverse("challenges:offer_days", args=[offer.pk]),
            offer.participation.round.sign_up_closes_on,
        )
        for offer in waiting.select_related("participation__round")
    ]


def _sign_ups(actor: Actor) -> list[NeedsItem]:
    if actor.is_staff:
        return []
    open_ones = Participation.objects.visible_to(actor).filter(
        hosting__isnull=True, round__state=RoundState.SIGN_UP
    )
    return [
        NeedsItem(
            "sign_up",
            f"Sign {part.council} up for {part.round}",
            reverse("challenges:sign_up", args=[part.pk]),
            part.round.sign_up_closes_on,
        )
        for part in open_ones.select_related("council", "round")
    ]


def _own(actor: Actor, today: date) -> list[NeedsItem]:
    """Milestones that the actor owes as host or lead challenger, and actions of their council."""
    hosted = Challenge.objects.visible_to(actor).hosted_by(actor).values("pk")
    led = Placement.objects.filter(person__in=actor.person_ids, role=TeamRole.LEAD, state__in=ON_TEAM)
    as_host = Q(challenge__in=hosted, owner=MilestoneOwner.HOST)
    as_lead = Q(challenge__in=led.values("challenge"), owner=MilestoneOwner.LEAD)
    owed = (as_host | as_lead) & announced("challenge__")
    return _overdue(owed, today, overdue_only=False) + _actions(Q(challenge__in=hosted), today)
