"""Reads what is known about a visit that somebody wants to save, as the plain data of `planning.clashes`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q

from challenges.models import (
    BlockedPeriod,
    BookedDay,
    Challenge,
    ChallengeRound,
    DeclaredConflict,
    Participation,
    PeerOffer,
)
from challenges.planning.clashes import Clash, clashes
from challenges.planning.proposal import Host, Member, Period, Proposal, Rules, Visit
from challenges.selectors.sign_up.days import period_of
from challenges.states import ON_TEAM, ChallengeState, TeamRole
from challenges.training import trained_until
from councils.calendar.working_days import england_bank_holidays
from councils.errors import DomainError
from councils.models import Council, Person, Post


@dataclass(frozen=True)
class TeamChoice:
    """A person and the part they are to play on the team; `about` is the form's field it came from."""

    person: Person
    role: str
    about: str = "team"


@dataclass(frozen=True)
class Plan:
    """A visit as the manager wants it: first day, number of calendar days, theme, team, manager on site."""

    first_day: date
    days: int
    theme: str = ""
    team: Sequence[TeamChoice] = field(default=())
    manager_on_site: Person | None = None

    @property
    def last_day(self) -> date:
        """The visit's last day."""
        return self.first_day + timedelta(days=self.days - 1)


@dataclass(frozen=True)
class Home:
    """Where a peer comes from: the council that lends them and the post they hold there."""

    council: Council
    post: str


def find_clashes(participation: Participation, plan: Plan, challenge: Challenge | None = None) -> list[Clash]:
    """Every clash of the plan; `challenge` is the one being changed, whose own days do not count against it.

    Raises DomainError where one of the team is lent by no council of the round."""
    return clashes(proposal(participation, plan, challenge))


def clashes_of_move(challenge: Challenge, first_day: date, days: int) -> list[Clash]:
    """Every clash that the challenge's present team and manager on site would have on other days."""
    return find_clashes(challenge.participation, plan_of(challenge, first_day, days), challenge)


def plan_of(challenge: Challenge, first_day: date, days: int) -> Plan:
    """The challenge's present theme, team and manager on site, on these days."""
    placed = challenge.placements.filter(state__in=ON_TEAM).select_related("person")
    team = tuple(TeamChoice(each.person, each.role) for each in placed)
    return Plan(first_day, days, challenge.theme, team, challenge.manager_on_site)


def proposal(participation: Participation, plan: Plan, challenge: Challenge | None = None) -> Proposal:
    """The plan among everything that is known (a number of queries that does not grow with the round)."""
    round = participation.round
    homes = homes_of(participation, plan, challenge)
    known = _Known(participation, plan, challenge, {pk: home.council for pk, home in homes.items()})
    hosts = _people_of(participation.council, plan)
    team = tuple(
        known.member(
            choice, participation.council if choice.person.pk in hosts else homes[choice.person.pk].council
        )
        for choice in plan.team
    )
    on_site = TeamChoice(plan.manager_on_site, "manager", "manager_on_site") if plan.manager_on_site else None
    return Proposal(
        visit=Visit(plan.first_day, plan.last_day, str(participation.council)),
        host=_host(participation, challenge),
        rules=_rules(round, plan, participation.council.region_id),
        team=team,
        manager=known.member(on_site, None) if on_site else None,
        others=_others(round, challenge),
    )


def homes_of(participation: Participation, plan: Plan, challenge: Challenge | None = None) -> dict[int, Home]:
    """The home of each of the team, by person. Raises DomainError for one whom no council lends.

    First what is written on a placement of this challenge, then an offer, then a post held on the first day."""
    people = [choice.person for choice in plan.team]
    homes = _homes_by_post(participation.round, people, plan.first_day) | _homes_by_offer(
        participation.round, people
    )
    if challenge is not None:
        placed = challenge.placements.filter(state__in=ON_TEAM).select_related("home_council")
        homes |= {each.person_id: Home(each.home_council, each.post) for each in placed}
    homeless = [person for person in people if person.pk not in homes]
    if not homeless:
        return homes
    hosts = _people_of(participation.council, plan)
    if homeless[0].pk in hosts:
        text = f"{homeless[0]} is of {participation.council}, which they cannot challenge."
    else:
        text = f"{homeless[0]} holds no post in a council that lends peers to this round."
    raise DomainError(text, {"team": text})


def _homes_by_post(round: ChallengeRound, people: Iterable[Person], day: date) -> dict[int, Home]:
    """Posts in lending councils of the round; one held on the day goes before one that has ended or not begun."""
    lending = Participation.objects.filter(round=round, lending=True).values("council")
    posts = Post.objects.filter(person__in=list(people), council__in=lending).select_related("council")
    held = set(Post.objects.on(day).filter(person__in=list(people)).values_list("pk", flat=True))
    found = sorted(posts, key=lambda post: (post.pk in held, post.pk))
    return {post.person_id: Home(post.council, post.kind) for post in found if post.council}


def _homes_by_offer(round: ChallengeRound, people: Iterable[Person]) -> dict[int, Home]:
    """Offers to this round go before offers to other rounds that may be used outside their region."""
    here = Q(participation__round=round) | Q(outside_region=True)
    offers = PeerOffer.objects.filter(here, person__in=list(people))
    posts: dict[tuple[int, int | None], str] = {
        (post.person_id, post.council_id): post.kind
        for post in Post.objects.filter(person__in=list(people)).order_by(
            F("ends_on").asc(nulls_last=True), "pk"
        )
    }
    found = sorted(
        offers.select_related("participation__council"), key=lambda o: o.participation.round_id == round.pk
    )
    homes = {}
    for offer in found:
        council = offer.participation.council
        if kind := posts.get((offer.person_id, council.pk)):
            homes[offer.person_id] = Home(council, kind)
    return homes


def _people_of(council: Council, plan: Plan) -> set[int]:
    """Those of the team who hold a post of the host council on the first day."""
    people = [choice.person.pk for choice in plan.team]
    held = Post.objects.on(plan.first_day).filter(council=council, person__in=people)
    return set(held.values_list("person_id", flat=True))


class _Known:
    """What is known about the plan's people: days they can and cannot, other visits, days offered and given, training,
    declared conflicts. `homes` are the councils of the team by person."""

    def __init__(
        self,
        participation: Participation,
        plan: Plan,
        challenge: Challenge | None,
        homes: Mapping[int, Council],
    ) -> None:
        round = participation.round
        self.round, self.homes = round, homes
        self.people = [choice.person.pk for choice in plan.team]
        if plan.manager_on_site:
            self.people.append(plan.manager_on_site.pk)
        self.booked: dict[int, dict[date, str]] = defaultdict(dict)
        self.given: dict[int, int] = defaultdict(int)
        self._read_bookings(round, challenge)
        offers = PeerOffer.objects.filter(participation__round=round, person__in=self.people)
        self.offers = {each.person_id: each for each in offers.prefetch_related("windows", "topics")}
        self.blocked = _blocked_days(round, self.people, homes)
        self.kept_away = kept_away(participation.council, homes, self.people)

    def _read_bookings(self, round: ChallengeRound, challenge: Challenge | None) -> None:
        elsewhere = BookedDay.objects.filter(person__in=self.people).select_related("challenge__host")
        for booked in elsewhere.exclude(challenge=challenge) if challenge else elsewhere:
            self.booked[booked.person_id][booked.day] = str(booked.challenge.host)
            self.given[booked.person_id] += booked.challenge.round_id == round.pk

    def member(self, choice: TeamChoice, council: Council | None) -> Member:
        """One of the team as the clash checks know them."""
        person = choice.person.pk
        offer = self.offers.get(person)
        return Member(
            person=person,
            name=choice.person.name,
            role=choice.role,
            council=council.pk if council else None,
            blocked=tuple(self.blocked[person]),
            booked=self.booked[person],
            max_days=offer.max_days if offer else None,
            days_given=self.given[person],
            about=choice.about,
            windows=tuple(period_of(each) for each in offer.windows.all()) if offer else (),
            kept_away=tuple(self.kept_away[person]),
            trained_until=trained_until(offer.trained_on, self.round.training_lapses_after)
            if offer
            else None,
            topics=frozenset(topic.name for topic in offer.topics.all()) if offer else frozenset(),
        )


def _blocked_days(
    round: ChallengeRound, people: Iterable[int], homes: Mapping[int, Council]
) -> dict[int, list[Period]]:
    """Days on which each of the people cannot: their own, and those that keep everybody of their home there."""
    found: dict[int, list[Period]] = defaultdict(list)
    of_offers = Q(offer__person__in=list(people))
    of_homes = Q(round=round) | Q(participation__round=round)
    periods = BlockedPeriod.objects.filter(of_offers | Q(of_homes, peers_too=True))
    for period in periods.select_related("offer", "participation"):
        if period.offer:
            found[period.offer.person_id].append(period_of(period))
            continue
        council = period.participation.council_id if period.participation else None
        for person, home in homes.items():
            if home.pk == council or (council is None and home.region_id == period.region_id):
                found[person].append(period_of(period))
    return found


def kept_away(host: Council, homes: Mapping[int, Council], people: Iterable[int]) -> dict[int, list[Period]]:
    """The days on which a declared conflict keeps each of the people from the host (one query)."""
    councils = {council.pk for council in homes.values()}
    own = Q(person__in=list(people), against=host)
    of_home = Q(council__in=councils, against=host) | Q(council=host, against__in=councils)
    found: dict[int, list[Period]] = defaultdict(list)
    for conflict in DeclaredConflict.objects.filter(own | of_home):
        period = Period(conflict.first_day or date.min, conflict.last_day or date.max)
        if conflict.person_id:
            found[conflict.person_id].append(period)
            continue
        for person, home in homes.items():
            if home.pk in (conflict.council_id, conflict.against_id):
                found[person].append(period)
    return found


def _host(participation: Participation, challenge: Challenge | None) -> Host:
    return Host(
        council=participation.council_id,
        name=str(participation.council),
        blocked=tuple(period_of(each) for each in participation.blocked_periods.all()),
        windows=tuple(period_of(each) for each in participation.windows.all()),
        topics=tuple(topic.name for topic in participation.topics.all()),
        preferred_mondays=tuple(week.monday for week in participation.preferred_weeks.all()),
        taken_out=challenge is not None and challenge.state == ChallengeState.CANCELLED,
    )


def _rules(round: ChallengeRound, plan: Plan, region: int) -> Rules:
    years = range(plan.first_day.year, plan.last_day.year + 1)
    blocked = round.blocked_periods.filter(Q(region__isnull=True) | Q(region=region))
    return Rules(
        first_week=round.first_week,
        last_week=round.last_week,
        max_visits_a_week=round.max_visits_a_week,
        team=team_wanted(round),
        blocked=tuple(period_of(each) for each in blocked),
        bank_holidays={day: name for year in years for day, name in england_bank_holidays(year).items()},
    )


def team_wanted(round: ChallengeRound) -> dict[str, tuple[int, str]]:
    """How many of each role a team of the round has, and what they are called; a lead member is always optional."""
    return {
        TeamRole.LEAD: (1, "Lead challenger"),
        TeamRole.OPERATIONAL: (round.operational_peers, "Operational peers"),
        TeamRole.SPECIALIST: (round.specialists, "Specialists"),
    }


def _others(round: ChallengeRound, challenge: Challenge | None) -> tuple[Visit, ...]:
    dated = Challenge.objects.filter(round=round, first_day__isnull=False).exclude(
        state=ChallengeState.CANCELLED
    )
    others = dated.exclude(pk=challenge.pk) if challenge else dated
    return tuple(
        Visit(first, last, name)
        for first, last, name in others.values_list("first_day", "last_day", "host__name")
        if first and last
    )
