"""Reads for the pages of a round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from challenges.models import BlockedPeriod, Challenge, ChallengeRound, Milestone, MilestonePreset, Placement
from challenges.models.milestones import MilestoneKind
from challenges.planning.proposal import Visit
from challenges.selectors.rounds.blocks import blocks_of
from challenges.states import HELD, ON_TEAM, ROUND_MOVES, ChallengeState, PlacementState, RoundState, TeamRole
from councils.actor import Actor
from councils.calendar.working_days import bank_holiday_name
from councils.models import Person, Region
from councils.roles import PostKind

MOVE_LABELS = {
    (RoundState.DRAFT, RoundState.SIGN_UP): "Open sign-up",
    (RoundState.SIGN_UP, RoundState.PLANNING): "Start planning",
    (RoundState.PLANNING, RoundState.RUNNING): "Start the visits",
    (RoundState.RUNNING, RoundState.CLOSED): "Close the round",
    (RoundState.SIGN_UP, RoundState.DRAFT): "Go back to draft",
    (RoundState.PLANNING, RoundState.SIGN_UP): "Go back to sign-up",
    (RoundState.RUNNING, RoundState.PLANNING): "Go back to planning",
    (RoundState.CLOSED, RoundState.RUNNING): "Reopen the round",
}
WHAT_NEXT = {
    RoundState.DRAFT: "Check the weeks and the councils, then open sign-up.",
    RoundState.SIGN_UP: "Send each council its link, and enter answers that reach you by other ways.",
    RoundState.PLANNING: "Give every host days and a team. Every clash is named before you save.",
    RoundState.RUNNING: "Keep dates and milestones true as visits happen.",
    RoundState.CLOSED: "Nothing is left to do here. The round can be reopened.",
}


@dataclass(frozen=True)
class Move:
    """A move of the round that is open now."""

    to: str
    label: str
    forward: bool


@dataclass(frozen=True)
class RoundNumbers:
    """Where a round stands, in numbers."""

    councils: int = 0
    answered: int = 0
    hosting: int = 0
    lending: int = 0
    peers: int = 0
    scheduled: int = 0
    held: int = 0
    postponed: int = 0
    cancelled: int = 0
    overdue: int = 0

    @property
    def to_schedule(self) -> int:
        """Hosts that have no challenge yet."""
        return max(0, self.hosting - self.scheduled)


@dataclass(frozen=True)
class Week:
    """A week of a round: its visits and what stands against visits in it."""

    monday: date
    in_round: bool
    visits: tuple[Challenge, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
    blocked: tuple[BlockedPeriod, ...] = ()
    most: int = 0

    @property
    def friday(self) -> date:
        """The week's last weekday."""
        return self.monday + timedelta(days=4)

    @property
    def crowded(self) -> bool:
        """Whether the week has more visits than the round allows."""
        return len(self.visits) > self.most


@dataclass(frozen=True)
class Calendar:
    """A round by week, and the challenges that have no date."""

    weeks: tuple[Week, ...]
    undated: tuple[Challenge, ...]


@dataclass(frozen=True)
class ChallengeRow:
    """A line of the list of challenges."""

    challenge: Challenge
    lead: str
    team: int
    unanswered: int
    pack: str
    pack_label: str
    overdue: int

    @property
    def moved(self) -> bool:
        """Whether the visit is no longer on the day first set."""
        now, first = self.challenge.first_day, self.challenge.original_first_day
        return first is not None and now is not None and now != first


@dataclass(frozen=True)
class ListFilter:
    """What the list of challenges is narrowed to; empty strings mean everything."""

    state: str = ""
    pack: str = ""
    words: str = field(default="")


PACK_STATES = (
    ("not_asked", "Not asked for"),
    ("asked", "Asked for"),
    ("late", "Late"),
    ("received", "Received"),
    ("unusable", "Not usable"),
)


def rounds_for(actor: Actor) -> QuerySet[ChallengeRound]:
    """The rounds that the actor sees, newest first, each with the numbers of its list."""
    counted = ChallengeRound.objects.visible_to(actor).prefetch_related("regions")
    numbered = counted.annotate(
        councils=Count("participations", distinct=True),
        answered=Count("participations", filter=Q(participations__hosting__isnull=False), distinct=True),
        visits=Count("challenges", filter=~Q(challenges__state=ChallengeState.CANCELLED), distinct=True),
    )
    return numbered.order_by("-start_year", "name")


def numbers_of(round: ChallengeRound, today: date | None = None) -> RoundNumbers:
    """Where the round stands today (three queries)."""
    parts = round.participations.aggregate(
        councils=Count("id"),
        answered=Count("id", filter=Q(hosting__isnull=False)),
        hosting=Count("id", filter=Q(hosting=True)),
        lending=Count("id", filter=Q(lending=True)),
    )
    peers = round.participations.aggregate(peers=Count("offers"))
    states = Counter(Challenge.objects.filter(round=round).values_list("state", flat=True))
    cancelled = states[ChallengeState.CANCELLED]
    return RoundNumbers(
        **parts,
        **peers,
        scheduled=states.total() - cancelled,
        held=sum(states[state] for state in HELD) + states[ChallengeState.CUT_SHORT],
        postponed=states[ChallengeState.POSTPONED],
        cancelled=cancelled,
        overdue=overdue_of(round, today or timezone.localdate()).count(),
    )


def overdue_of(round: ChallengeRound, today: date) -> QuerySet[Milestone]:
    """Milestones still to do whose day has passed; those of a visit that has no date or was cancelled do not count."""
    waiting = Milestone.objects.filter(challenge__round=round, state=Milestone.State.DUE, due_on__lt=today)
    return waiting.exclude(challenge__state__in=[ChallengeState.CANCELLED, ChallengeState.POSTPONED])


def moves_open(round: ChallengeRound) -> list[Move]:
    """The moves that are open to the round, the one forward first."""
    state, order = RoundState(round.state), list(RoundState)
    forward = [to for to in ROUND_MOVES[state] if order.index(to) > order.index(state)]
    back = [to for to in ROUND_MOVES[state] if to not in forward]
    return [Move(to, MOVE_LABELS[state, to], to in forward) for to in (*forward, *back)]


def calendar_of(round: ChallengeRound, actor: Actor) -> Calendar:
    """The round by week: every week of it, and weeks outside it that have a visit (a fixed number of queries)."""
    led = Placement.objects.filter(role=TeamRole.LEAD, state__in=ON_TEAM).select_related(
        "person", "home_council"
    )
    visible = Challenge.objects.visible_to(actor).filter(round=round).exclude(state=ChallengeState.CANCELLED)
    visits = list(
        visible.select_related("host").prefetch_related(Prefetch("placements", queryset=led, to_attr="leads"))
    )
    by_week: dict[date, list[Challenge]] = defaultdict(list)
    for challenge in visits:
        for monday in _mondays(challenge):
            by_week[monday].append(challenge)
    blocked = list(blocks_of(round))
    mondays = sorted({*weeks_of(round), *by_week})
    weeks = tuple(_week(round, monday, by_week[monday], blocked) for monday in mondays)
    return Calendar(weeks, tuple(challenge for challenge in visits if challenge.first_day is None))


def weeks_of(round: ChallengeRound) -> list[date]:
    """The Mondays of the round's weeks."""
    weeks = (round.last_week - round.first_week).days // 7 + 1
    return [round.first_week + timedelta(weeks=n) for n in range(weeks)]


def challenge_rows(
    round: ChallengeRound, actor: Actor, chosen: ListFilter | None = None
) -> list[ChallengeRow]:
    """The round's challenges that the actor sees, by date, narrowed to what was chosen (a fixed number of queries)."""
    chosen, today = chosen or ListFilter(), timezone.localdate()
    visible = (
        Challenge.objects.visible_to(actor).filter(round=round).select_related("host", "region", "data_pack")
    )
    if chosen.state:
        visible = visible.filter(state=chosen.state)
    if chosen.words:
        visible = visible.filter(Q(host__name__icontains=chosen.words) | Q(theme__icontains=chosen.words))
    team = Placement.objects.filter(state__in=ON_TEAM).select_related("person")
    listed = visible.order_by(F("first_day").asc(nulls_last=True), "host__name").prefetch_related(
        Prefetch("placements", queryset=team, to_attr="team"), "milestones"
    )
    rows = [_row(challenge, today) for challenge in listed]
    return [row for row in rows if chosen.pack in ("", row.pack)]


def presets_for(regions: Iterable[Region]) -> QuerySet[MilestonePreset]:
    """The presets that a round of these regions can start from: the regions' own copies and the common ones."""
    return MilestonePreset.objects.filter(Q(region__isnull=True) | Q(region__in=list(regions))).order_by(
        F("region__name").asc(nulls_first=True), "-visit_days", "name"
    )


def managers_of(regions: Iterable[Region]) -> QuerySet[Person]:
    """The programme managers in post in these regions."""
    posts = {
        "posts__kind": PostKind.PROGRAMME_MANAGER,
        "posts__region__in": list(regions),
        "posts__ends_on": None,
    }
    return Person.objects.filter(merged_into__isnull=True, **posts).distinct()


def round_before(regions: Iterable[Region], start_year: int) -> ChallengeRound | None:
    """The newest earlier round of any of these regions: the one whose barriers this round is compared with."""
    earlier = ChallengeRound.objects.filter(regions__in=list(regions), start_year__lt=start_year)
    return earlier.order_by("-start_year", "-first_week").first()


def _mondays(challenge: Challenge) -> list[date]:
    if challenge.first_day is None or challenge.last_day is None:
        return []
    return Visit(challenge.first_day, challenge.last_day).mondays()


def _week(round: ChallengeRound, monday: date, visits: list[Challenge], blocked: list[BlockedPeriod]) -> Week:
    days = [monday + timedelta(days=n) for n in range(5)]
    named = [(day, bank_holiday_name(day)) for day in days]
    return Week(
        monday=monday,
        in_round=round.first_week <= monday <= round.last_week,
        visits=tuple(sorted(visits, key=lambda visit: (visit.first_day or date.max, visit.host.name))),
        holidays=tuple((day, name) for day, name in named if name),
        blocked=tuple(each for each in blocked if each.first_day <= days[-1] and each.last_day >= monday),
        most=round.max_visits_a_week,
    )


def _row(challenge: Challenge, today: date) -> ChallengeRow:
    team: list[Placement] = challenge.team  # type: ignore[attr-defined]
    milestones = list(challenge.milestones.all())
    waiting = challenge.state not in (ChallengeState.CANCELLED, ChallengeState.POSTPONED)
    late = [each for each in milestones if each.state == Milestone.State.DUE and each.due_on < today]
    pack = _pack_state(challenge, milestones, today)
    return ChallengeRow(
        challenge=challenge,
        lead=next((str(each.person) for each in team if each.role == TeamRole.LEAD), ""),
        team=len(team),
        unanswered=sum(each.state == PlacementState.INVITED for each in team),
        pack=pack,
        pack_label=dict(PACK_STATES)[pack],
        overdue=len(late) if waiting else 0,
    )


def _pack_state(challenge: Challenge, milestones: list[Milestone], today: date) -> str:
    """Where the data pack is; what has been received is never late any more."""
    pack = getattr(challenge, "data_pack", None)
    due = next((each.due_on for each in milestones if each.kind == MilestoneKind.DATA_PACK), None)
    if pack and pack.received_on:
        return "unusable" if pack.usable is False else "received"
    if due and due < today and challenge.state not in (ChallengeState.CANCELLED, ChallengeState.POSTPONED):
        return "late"
    return "asked" if pack and pack.asked_on else "not_asked"
