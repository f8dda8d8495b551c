"""A round as the planner's problem: everything known of its hosts, peers, days and wishes, as plain data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from challenges.models import (
    AvailabilityWindow,
    BlockedPeriod,
    BookedDay,
    Challenge,
    ChallengeRound,
    DeclaredConflict,
    DraftPlan,
    PairWish,
    Participation,
    PeerOffer,
    Placement,
    PlanRules,
)
from challenges.planning.problem import (
    WEEK,
    Block,
    Conflict,
    Council,
    Keeps,
    Manager,
    Peer,
    Problem,
    Region,
)
from challenges.planning.settings import complete, rules_of, weights_of
from challenges.selectors.plans.nearness import differences, ways
from challenges.selectors.plans.past_rounds import carried, past_leads
from challenges.selectors.plans.planned import days_of, length_of
from challenges.selectors.visits.schedule import managers_on_site
from challenges.states import AFTER_VISIT, ON_TEAM, ChallengeState, PlacementState
from challenges.training import trained_until
from councils.calendar.working_days import england_bank_holidays


def settings_of(round: ChallengeRound) -> dict[str, Any]:
    """The round's plan settings, complete; the team is the round's own until somebody sets it here."""
    rules = PlanRules.objects.filter(round=round).first()
    own = {"operational": round.operational_peers, "specialists": round.specialists}
    return complete(own | (rules.settings if rules else {}))


def problem_of(round: ChallengeRound, draft: DraftPlan | None = None) -> Problem:
    """The round as it stands today: a number of queries that does not grow with it.

    Hosts are those that will be visited; whose visit has begun is not planned again. What `draft` keeps is kept."""
    return _Reader(round, draft).problem()


class _Reader:
    def __init__(self, round: ChallengeRound, draft: DraftPlan | None) -> None:
        related = draft.visits.select_related("participation").prefetch_related("places") if draft else ()
        self.drafted = {visit.participation_id: visit for visit in related}
        self.round, self.days, self.settings = round, days_of(round), settings_of(round)
        asked = Participation.objects.filter(round=round).select_related("council__region")
        self.parts = list(asked.prefetch_related("preferred_weeks", "blocked_periods", "windows", "topics"))
        offers = PeerOffer.objects.filter(participation__round=round, participation__lending=True)
        lent = offers.select_related("person", "participation__council").prefetch_related(
            "blocked_periods", "windows", "topics"
        )
        self.blocks = list(round.blocked_periods.all())
        self.offers = list(lent.order_by("pk"))
        standing = Challenge.objects.filter(round=round).exclude(state=ChallengeState.CANCELLED)
        self.challenges = {each.participation_id: each for each in standing}
        self.begun = {each.pk for each in self.challenges.values() if each.state in AFTER_VISIT}

    def problem(self) -> Problem:
        councils = tuple(self._council(part) for part in self.parts)
        return Problem(
            weeks=self.days.weeks,
            councils=councils,
            peers=tuple(self._peer(offer) for offer in self.offers if self._left(offer) > 0),
            regions=tuple(self._regions()),
            rules=rules_of(self.settings),
            weights=weights_of(self.settings),
            difference=differences(self.parts),
            travel=ways(self.parts),
            keeps=self._keeps(),
            conflicts=tuple(
                Conflict(str(each.council_id), str(each.against_id), each.reason)
                for each in self._conflicts
                if each.council_id
            ),
        )

    def _council(self, part: Participation) -> Council:
        challenge = self.challenges.get(part.pk)
        return Council(
            id=str(part.council_id),
            region=str(part.council.region_id),
            name=str(part.council),
            hosts=bool(part.hosting) and (challenge is None or challenge.pk not in self.begun),
            days=min(WEEK, self._length(part, challenge)),
            need=part.need or 1,
            key_lines=tuple(topic.name.casefold() for topic in part.topics.all()) or topics(part.theme),
            blocks=(
                *self._blocks(part.blocked_periods.all()),
                *self._blocks(each for each in self.blocks if each.region_id == part.council.region_id),
                *self._outside(part.windows.all()),
                *self._closed,
            ),
            preferred_weeks=frozenset(
                (week.monday - self.round.first_week).days // 7 for week in part.preferred_weeks.all()
            ),
            day_cap=self.settings["council_days"] or None,
            past_leads=self._past_leads.get(part.council_id, ()),
            carried=self._carried[part.council_id],
        )

    def _length(self, part: Participation, challenge: Challenge | None) -> int:
        drafted = self.drafted.get(part.pk)
        return drafted.days if drafted else length_of(challenge) or self.round.preset.visit_days

    @cached_property
    def _closed(self) -> tuple[Block, ...]:
        """Days on which nobody is visited: past ones, bank holidays, what the whole round blocks."""
        last, today = self.days.day(WEEK * self.days.weeks - 1), timezone.localdate()
        years = range(self.round.first_week.year, last.year + 1)
        closed = [(day, day, name) for year in years for day, name in england_bank_holidays(year).items()]
        closed += [
            (b.first_day, b.last_day, b.words or "blocked") for b in self.blocks if b.region_id is None
        ]
        if self.round.first_week <= today:
            closed.append((self.round.first_week, today, "has passed"))
        return tuple(block for each in closed if (block := self.days.block(*each)))

    def _blocks(self, periods: Iterable[BlockedPeriod]) -> tuple[Block, ...]:
        made = (self.days.block(p.first_day, p.last_day, p.words or "cannot") for p in periods)
        return tuple(block for block in made if block)

    def _outside(self, windows: Iterable[AvailabilityWindow]) -> tuple[Block, ...]:
        """The days between the windows that somebody gave; none where they gave none: any day suits them then."""
        given = sorted((self.days.number(w.first_day), self.days.number(w.last_day)) for w in windows)
        found, next_free = [], 0
        for first, last in given:
            if first > next_free:
                found.append(Block(next_free, first - 1, "outside the days given"))
            next_free = max(next_free, last + 1)
        if given:
            found.append(Block(next_free, max(next_free, WEEK * self.days.weeks), "outside the days given"))
        return tuple(found)

    def _peer(self, offer: PeerOffer) -> Peer:
        return Peer(
            id=str(offer.pk),
            council=str(offer.participation.council_id),
            role=offer.role,
            name=offer.person.name,
            expertise=frozenset(topic.name.casefold() for topic in offer.topics.all())
            | frozenset(topics(offer.expertise)),
            blocks=(
                *self._blocks(offer.blocked_periods.all()),
                *self._blocks(self._of_home(offer)),
                *self._outside(offer.windows.all()),
                *self._untrained(offer),
                *self._elsewhere.get(offer.person_id, ()),
            ),
            max_visits=self._left(offer),
            max_days=offer.max_days,
            barred=frozenset(self._declined.get(offer.person_id, ())) | self._own_conflicts(offer.person_id),
            outside_region=offer.outside_region,
        )

    def _of_home(self, offer: PeerOffer) -> Iterable[BlockedPeriod]:
        """Blocks of the peer's own council or region that keep its people at home."""
        home = next(part for part in self.parts if part.pk == offer.participation_id)
        of_region = (each for each in self.blocks if each.region_id == home.council.region_id)
        return [each for each in (*home.blocked_periods.all(), *of_region) if each.peers_too]

    def _untrained(self, offer: PeerOffer) -> tuple[Block, ...]:
        """The days from which the peer's training has lapsed."""
        lapses = trained_until(offer.trained_on, self.round.training_lapses_after)
        if lapses is None:
            return ()
        first = 0 if lapses < self.days.monday else self.days.number(lapses)
        end = WEEK * self.days.weeks
        return (Block(first, end, "training has lapsed"),) if first < end else ()

    @cached_property
    def _conflicts(self) -> list[DeclaredConflict]:
        """Declared conflicts that hold on some day of the round."""
        last = self.days.day(WEEK * self.days.weeks - 1)
        holds = Q(first_day__isnull=True) | Q(first_day__lte=last)
        holds &= Q(last_day__isnull=True) | Q(last_day__gte=self.days.monday)
        councils = [part.council_id for part in self.parts]
        return list(DeclaredConflict.objects.filter(holds, against__in=councils))

    def _own_conflicts(self, person: int) -> frozenset[str]:
        return frozenset(str(each.against_id) for each in self._conflicts if each.person_id == person)

    def _left(self, offer: PeerOffer) -> int:
        """How many visits more the peer may come to, those of this round that have begun taken off."""
        return int(self.settings["peer_visits"]) - self._given[offer.person_id]

    @cached_property
    def _given(self) -> Counter[int]:
        placed = Placement.objects.filter(challenge__in=self.begun, state__in=ON_TEAM)
        return Counter(placed.values_list("person", flat=True))

    @cached_property
    def _declined(self) -> dict[int, set[str]]:
        """Of each peer the hosts to whom they have said no in this round: nobody asks them again."""
        said_no: dict[int, set[str]] = defaultdict(set)
        placed = Placement.objects.filter(challenge__round=self.round, state=PlacementState.DECLINED)
        for person, host in placed.values_list("person", "host_council"):
            said_no[person].add(str(host))
        return said_no

    @cached_property
    def _elsewhere(self) -> dict[int, list[Block]]:
        """Days on which a peer is booked at a visit that this plan does not move."""
        booked: dict[int, list[Block]] = defaultdict(list)
        movable = [each.pk for each in self.challenges.values() if each.pk not in self.begun]
        people = [offer.person_id for offer in self.offers]
        elsewhere = BookedDay.objects.filter(person__in=people).exclude(challenge__in=movable)
        for person, day, host in elsewhere.values_list("person", "day", "challenge__host__name"):
            if block := self.days.block(day, day, f"at {host}"):
                booked[person].append(block)
        return booked

    def _regions(self) -> Iterable[Region]:
        people = managers_on_site(self.round)
        managers = tuple(Manager(str(person.pk), person.name) for person in people)
        for region in sorted({part.council.region_id for part in self.parts}):
            yield Region(str(region), managers, self.round.max_visits_a_week)

    def _keeps(self) -> Keeps:
        wishes = list(PairWish.objects.filter(host__round=self.round).select_related("host"))
        pairs = {kind: frozenset((str(w.host.council_id), str(w.council_id)) for w in wishes if w.kind == kind)
                 for kind in PairWish.Kind.values}  # fmt: skip
        visits, lent = self.drafted.values(), {offer.pk for offer in self.offers if self._left(offer) > 0}
        return Keeps(
            starts={
                str(visit.participation.council_id): self.days.number(visit.first_day)
                for visit in visits
                if visit.days_kept
            },
            peers=frozenset(
                (str(visit.participation.council_id), str(place.offer_id))
                for visit in visits
                for place in visit.places.all()
                if place.kept and place.offer_id in lent
            ),
            wanted=pairs[PairWish.Kind.WANTED],
            barred=pairs[PairWish.Kind.BARRED],
        )

    @cached_property
    def _past_leads(self) -> Mapping[int, tuple[str, ...]]:
        return past_leads(self.round, self.settings["repeat_rounds"])

    @cached_property
    def _carried(self) -> Counter[int]:
        return carried(self.round, self.begun)


def topics(words: str) -> tuple[str, ...]:
    """Topics that somebody wrote in a line, divided by commas, as they compare."""
    parts = (part.strip().casefold() for part in words.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
