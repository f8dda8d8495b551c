"""The sample's two rounds: sign-up, and every challenge with its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from challenges.models import (
    AvailabilityWindow,
    BlockedPeriod,
    ChallengeRound,
    DeclaredConflict,
    MilestonePreset,
    Participation,
    PeerOffer,
    PreferredWeek,
    RoundStep,
)
from challenges.states import RoundState
from challenges.topics import lay_topics
from councils.models import Council, Person, Region
from evaluation.sample.challenges import load_challenge
from evaluation.sample.content import day, must

Content = dict[str, Any]
BEFORE_RUNNING = (RoundState.DRAFT, RoundState.SIGN_UP, RoundState.PLANNING, RoundState.RUNNING)


@dataclass(frozen=True)
class Who:
    """The region, its councils by name and its people by reference."""

    region: Region
    councils: dict[str, Council]
    people: dict[str, Person]


def load_finished_round(content: Content, who: Who) -> ChallengeRound:
    """The round whose visits are over: 12 held, 2 postponed, 1 cancelled."""
    round = _round(content, who, state=RoundState.RUNNING)
    by_council = {p["council"]: _participation(round, p, who) for p in content["participations"]}
    for challenge in content["challenges"]:
        load_challenge(round, by_council[challenge["host"]], challenge, who.people)
    return round


def load_round_in_sign_up(content: Content, who: Who, previous: ChallengeRound) -> ChallengeRound:
    """The next round: some councils have answered, some not, three visits are agreed early."""
    round = _round(content, who, state=RoundState.SIGN_UP, previous=previous)
    by_council = {p["council"]: _participation(round, p, who) for p in content["answered"]}
    for waiting in content["not_answered"]:
        Participation.objects.create(
            round=round, council=who.councils[waiting["council"]], organiser=who.people[waiting["organiser"]]
        )
    for conflict in content["conflicts"]:
        _conflict(round, conflict, who)
    for challenge in content["agreed_early"]:
        load_challenge(round, by_council[challenge["host"]], challenge, who.people)
    return round


def _round(
    content: Content, who: Who, *, state: str, previous: ChallengeRound | None = None
) -> ChallengeRound:
    round = ChallengeRound.objects.create(
        name=content["name"],
        start_year=content["start_year"],
        state=state,
        first_week=must(content["first_week"]),
        last_week=must(content["last_week"]),
        preset=MilestonePreset.objects.get(region=None, key="three-days"),
        sign_up_closes_on=day(content["sign_up_closes_on"]),
        mou_signed_on=day(content["mou_signed_on"]),
        plan_published_on=day(content["plan_published_on"]),
        manager=who.people[content["manager"]],
        previous=previous,
        is_sample=True,
    )
    round.regions.add(who.region)
    lay_topics(round)
    moves = BEFORE_RUNNING[: BEFORE_RUNNING.index(RoundState(state)) + 1]
    RoundStep.objects.bulk_create(
        RoundStep(round=round, from_state=before, to_state=after, by=str(round.manager))
        for before, after in zip(moves, moves[1:], strict=False)
    )
    _block(content["blocked"], round=round)
    return round


def _participation(round: ChallengeRound, content: Content, who: Who) -> Participation:
    organiser, sponsor = content.get("organiser"), content.get("sponsor")
    made = Participation.objects.create(
        round=round,
        council=who.councils[content["council"]],
        hosting=content["hosting"],
        lending=content["lending"],
        theme=content.get("theme") or "",
        note=content.get("note") or "",
        organiser=who.people[organiser] if organiser else None,
        sponsor=who.people[sponsor] if sponsor else None,
        answered_at=noon(must(content["answered_on"])),
        answered_by=str(who.people[organiser]) if organiser else "",
        need=content.get("need"),
    )
    PreferredWeek.objects.bulk_create(
        PreferredWeek(participation=made, monday=must(monday))
        for monday in content.get("preferred_weeks", [])
    )
    _block(content.get("blocked", []) + content.get("blocks", []), participation=made)
    _say(made, content, str(who.people[organiser]) if organiser else "", participation=made)
    for offered in content.get("offers", []):
        _offer(made, offered, who.people)
    return made


def _offer(participation: Participation, content: Content, people: dict[str, Person]) -> None:
    offer = PeerOffer.objects.create(
        participation=participation,
        person=people[content["person"]],
        role=content["role"],
        expertise=content["expertise"],
        max_days=content["max_days"],
        outside_region=content["outside_region"],
        trained_on=day(content.get("trained_on")),
    )
    _block(content.get("blocked", []), offer=offer)
    _say(offer, content, str(offer.person), offer=offer)


def _say(owner: Participation | PeerOffer, content: Content, by: str, **which: Any) -> None:
    """Write down days (any where the content does not speak of them, as of old rounds) and topics."""
    participation = owner.participation if isinstance(owner, PeerOffer) else owner
    days = content.get("days", "any")
    if days:
        owner.days_given_at, owner.days_given_by = participation.answered_at, by
        owner.save()
    AvailabilityWindow.objects.bulk_create(
        AvailabilityWindow(first_day=must(each["first_day"]), last_day=must(each["last_day"]), **which)
        for each in (days if isinstance(days, list) else [])
    )
    owner.topics.set(participation.round.topics.filter(name__in=content.get("topics", [])))


def _conflict(round: ChallengeRound, content: Content, who: Who) -> None:
    DeclaredConflict.objects.create(
        person=who.people[content["person"]],
        against=who.councils[content["against"]],
        first_day=day(content["first_day"]),
        last_day=day(content["last_day"]),
        reason=content["reason"],
        declared_by=str(round.manager),
    )


def _block(periods: list[Content], **owner: Any) -> None:
    BlockedPeriod.objects.bulk_create(
        BlockedPeriod(
            first_day=must(period["first_day"]),
            last_day=must(period["last_day"]),
            reason=period["reason"],
            kind=period.get("kind", ""),
            peers_too=period.get("peers_too", False),
            **owner,
        )
        for period in periods
    )


def noon(on: date) -> datetime:
    """Twelve o'clock of a day, for records of which only the day is known."""
    return timezone.make_aware(datetime.combine(on, time(12)))
