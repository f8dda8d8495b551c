"""A round's days as the planner numbers them, and plans that stand in the database as the planner's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from challenges.models import Challenge, ChallengeRound, DraftPlan, PeerOffer, Placement
from challenges.planning.problem import WEEK, Block, Problem, Visit
from challenges.states import AFTER_VISIT, ON_TEAM, ChallengeState


@dataclass(frozen=True)
class Days:
    """Working days of a round as numbers: 5 * week + weekday from the Monday of its first week."""

    monday: date
    weeks: int

    def number(self, day: date) -> int:
        """The number of a day; a Saturday or Sunday has that of the Friday before it."""
        apart = (day - self.monday).days
        return WEEK * (apart // 7) + min(apart % 7, WEEK - 1)

    def day(self, number: int) -> date:
        """The day of a number."""
        return self.monday + timedelta(days=7 * (number // WEEK) + number % WEEK)

    def block(self, first: date, last: date, why: str) -> Block | None:
        """Days as numbers, as far as they are working days; None where none is."""
        start = first + timedelta(days=(7 - first.weekday()) % 7) if first.weekday() >= WEEK else first
        return Block(self.number(start), self.number(last), why) if start <= last else None


def days_of(round: ChallengeRound) -> Days:
    """The round's working days."""
    return Days(round.first_week, (round.last_week - round.first_week).days // 7 + 1)


def length_of(challenge: Challenge | None) -> int:
    """The calendar days of a challenge's visit; 0 where it has no dates."""
    if challenge is None or challenge.first_day is None or challenge.last_day is None:
        return 0
    return (challenge.last_day - challenge.first_day).days + 1


def still_there(problem: Problem, plan: Mapping[str, Visit]) -> dict[str, Visit]:
    """The visits of which the host and everybody on the team still are in the round."""
    hosts, peers = {host.id for host in problem.hosts}, {peer.id for peer in problem.peers}
    return {id: visit for id, visit in plan.items() if id in hosts and set(visit.team) <= peers}


def visits_of_draft(draft: DraftPlan) -> dict[str, Visit]:
    """The draft as the planner's plan, by the host council's id."""
    days = days_of(draft.round)
    visits = draft.visits.select_related("participation").prefetch_related("places")
    return {
        str(visit.participation.council_id): Visit(
            days.number(visit.first_day),
            str(visit.manager_id) if visit.manager_id else None,
            tuple(sorted(str(place.offer_id) for place in visit.places.all())),
        )
        for visit in visits
    }


def visits_of_challenges(round: ChallengeRound) -> dict[str, Visit]:
    """The round's dated challenges that have not begun, as the planner's plan; peers not offered are left out."""
    days = days_of(round)
    offers = dict(PeerOffer.objects.filter(participation__round=round).values_list("person", "pk"))
    dated = Challenge.objects.filter(round=round, first_day__isnull=False)
    open_ones = dated.exclude(state__in=[*AFTER_VISIT, ChallengeState.CANCELLED])
    teams = defaultdict(list)
    for challenge, person in Placement.objects.filter(challenge__in=open_ones, state__in=ON_TEAM).values_list(
        "challenge", "person"
    ):
        if person in offers:
            teams[challenge].append(str(offers[person]))
    return {
        str(each.host_id): Visit(
            days.number(each.first_day),
            str(each.manager_on_site_id) if each.manager_on_site_id else None,
            tuple(sorted(teams[each.pk])),
        )
        for each in open_ones
        if each.first_day
    }
