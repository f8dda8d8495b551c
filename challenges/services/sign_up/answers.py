"""A council's sign-up: its answer and the peers it offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from challenges.access import can_sign_up, is_the_system
from challenges.models import (
    AvailabilityWindow,
    BlockedPeriod,
    Participation,
    PeerOffer,
    Placement,
    PreferredWeek,
    Topic,
)
from challenges.planning.proposal import Period
from challenges.services.sign_up.days import BY_PHONE, Days, entered_by, write_days
from challenges.states import ON_TEAM, ChallengeState
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.calendar.working_days import monday_of
from councils.errors import DomainError, NotAllowed
from councils.models import Council, Person
from councils.roles import PostKind
from councils.services.people import find_or_make_person


@dataclass(frozen=True)
class NamedPerson:
    """A person as they are typed into a form: found again by name, address and council, else made."""

    name: str
    email: str = ""
    post: str = PostKind.ASSISTANT_DIRECTOR


@dataclass(frozen=True)
class SignUpAnswer:
    """What a council says. Both False: not this round. Weeks may be given by any of their days.

    `days_known`: it has said when it could host, in `windows` or (without) on any day of the round's weeks.
    `topics` None: what was chosen before stays."""

    hosting: bool
    lending: bool
    organiser: NamedPerson | None = None
    theme: str = ""
    sponsor: NamedPerson | None = None
    preferred_weeks: Sequence[date] = field(default=())
    blocked: Sequence[Period] = field(default=())
    note: str = ""
    days_known: bool = False
    windows: Sequence[Period] = field(default=())
    topics: Sequence[Topic] | None = None


@dataclass(frozen=True)
class OfferDetails:
    """What a council says of a peer whom it lends. `max_days` None: no limit given.

    `how` it reached a manager who enters it. `days` None, `topics` None: what is known stays.
    `trained_on` None for a new offer: the day known from earlier."""

    role: str
    expertise: str = ""
    max_days: int | None = None
    outside_region: bool = False
    days: Days | None = None
    trained_on: date | None = None
    topics: Sequence[Topic] | None = None
    how: str = BY_PHONE


@transaction.atomic
def answer_sign_up(*, participation: Participation, answer: SignUpAnswer, actor: Actor) -> Participation:
    """Write down a council's answer, its own or entered for it.

    Raises DomainError where something needed is missing or a planned visit stands against it, NotAllowed for others."""
    _require_sign_up(actor, participation)
    _check(participation, answer)
    before = _words(participation)
    council = participation.council
    participation.hosting, participation.lending = answer.hosting, answer.lending
    participation.theme, participation.note = answer.theme.strip(), answer.note.strip()
    participation.organiser = _person(answer.organiser, council, participation.organiser, actor)
    participation.sponsor = _person(answer.sponsor, council, participation.sponsor, actor)
    participation.answered_at, participation.answered_by = timezone.now(), _answered_by(actor, council)
    participation.save()
    _set_weeks(participation, answer.preferred_weeks)
    days = Days(answer.days_known, answer.windows, answer.blocked)
    write_days(participation, days, round=participation.round, by=entered_by(actor, participation))
    _set_topics(participation, answer.topics)
    was, now = changes(before, _words(participation))
    record(actor, "answered the sign-up", participation, before=was, after=now, region=council.region)
    return participation


@transaction.atomic
def add_offer(
    *, participation: Participation, person: NamedPerson | Person, details: OfferDetails, actor: Actor
) -> PeerOffer:
    """Offer a peer. Raises DomainError where the council lends none or already offers them, NotAllowed for others."""
    _require_sign_up(actor, participation)
    if not participation.lending:
        raise DomainError(
            f"{participation.council} is not lending peers this round. Change its sign-up first."
        )
    found = person if isinstance(person, Person) else _person(person, participation.council, None, actor)
    if found is None:
        raise DomainError("Enter the peer's name.", {"name": "Enter the peer's name."})
    if participation.offers.filter(person=found).exists():
        text = f"{found} is already offered by {participation.council}."
        raise DomainError(text, {"name": text})
    details = replace(details, trained_on=details.trained_on or _last_trained(found))
    made = _save_offer(PeerOffer(participation=participation, person=found), details, actor)
    record(actor, "offered a peer", made, after=_offer_words(made), region=participation.council.region)
    return made


@transaction.atomic
def edit_offer(*, offer: PeerOffer, details: OfferDetails, actor: Actor) -> PeerOffer:
    """Change what is said of an offered peer. Raises NotAllowed for others."""
    _require_sign_up(actor, offer.participation)
    before = _offer_words(offer)
    _save_offer(offer, details, actor)
    was, now = changes(before, _offer_words(offer))
    record(
        actor,
        "changed an offered peer",
        offer,
        before=was,
        after=now,
        region=offer.participation.council.region,
    )
    return offer


@transaction.atomic
def remove_offer(*, offer: PeerOffer, actor: Actor) -> None:
    """Take back an offer. Raises DomainError while the peer is on a team of the round, NotAllowed for others."""
    _require_sign_up(actor, offer.participation)
    round = offer.participation.round
    placed = Placement.objects.filter(challenge__round=round, person=offer.person, state__in=ON_TEAM)
    there = placed.exclude(challenge__state=ChallengeState.CANCELLED).select_related("host_council").first()
    if there is not None:
        raise DomainError(
            f"{offer.person} is on the team for {there.host_council}. Take them off that team first."
        )
    region = offer.participation.council.region
    record(actor, "took back an offered peer", offer, before=_offer_words(offer), region=region)
    offer.delete()


def _require_sign_up(actor: Actor, participation: Participation) -> None:
    if not (is_the_system(actor) or can_sign_up(actor, participation)):
        raise NotAllowed("Sign-up has closed for councils. Write to your region's programme manager.")


def _check(participation: Participation, answer: SignUpAnswer) -> None:
    faults: dict[str, str] = {}
    if (answer.hosting or answer.lending) and not (answer.organiser and answer.organiser.name.strip()):
        faults["organiser_name"] = "Enter the name of the one person who organises this for your council."
    if answer.hosting and not answer.theme.strip():
        faults["theme"] = "Enter the broad theme that you want looked at. A few words are enough."
    planned = participation.challenges.exclude(state=ChallengeState.CANCELLED).exists()
    if planned and not answer.hosting:
        faults["part"] = (
            f"A challenge of {participation.council} is already planned. It must be cancelled first."
        )
    if participation.offers.exists() and not answer.lending:
        faults["part"] = (
            f"{participation.council} has offered peers. Take them back before you say that it lends none."
        )
    if faults:
        raise DomainError(next(iter(faults.values())), faults)


def _person(
    typed: NamedPerson | None, council: Council, present: Person | None, actor: Actor
) -> Person | None:
    if typed is None or not typed.name.strip():
        return None
    same = (typed.name.strip().lower(), typed.email.strip().lower())
    if present and (present.name.lower(), present.email.lower()) == same:
        return present
    return find_or_make_person(
        name=typed.name, email=typed.email, council=council, post=typed.post, actor=actor
    )


def _answered_by(actor: Actor, council: Council) -> str:
    by_link = actor.user is None and actor.person is None and not actor.label
    return f"{council}, by its link" if by_link else actor.name[:200]


def _save_offer(offer: PeerOffer, details: OfferDetails, actor: Actor) -> PeerOffer:
    if details.trained_on and details.trained_on > timezone.localdate():
        text = "The day of the training must not be in the future."
        raise DomainError(text, {"trained_on": text})
    offer.role, offer.expertise = details.role, details.expertise.strip()
    offer.max_days, offer.outside_region = details.max_days, details.outside_region
    offer.trained_on = details.trained_on
    offer.save()
    if details.days is not None:
        by = entered_by(actor, offer, how=details.how)
        write_days(offer, details.days, round=offer.participation.round, by=by)
    _set_topics(offer, details.topics)
    return offer


def _last_trained(person: Person) -> date | None:
    """The latest day on which the person is known to have been trained, from offers to any round."""
    known = PeerOffer.objects.filter(person=person, trained_on__isnull=False).order_by("-trained_on")
    return known.values_list("trained_on", flat=True).first()


def _set_topics(owner: Participation | PeerOffer, topics: Sequence[Topic] | None) -> None:
    if topics is not None:
        owner.topics.set(topics)


def _set_weeks(participation: Participation, weeks: Iterable[date]) -> None:
    participation.preferred_weeks.all().delete()
    mondays = sorted({monday_of(day) for day in weeks})
    PreferredWeek.objects.bulk_create(
        PreferredWeek(participation=participation, monday=monday) for monday in mondays
    )


def _words(participation: Participation) -> dict[str, Any]:
    return {
        "hosting": participation.hosting,
        "lending": participation.lending,
        "organiser": str(participation.organiser or ""),
        "sponsor": str(participation.sponsor or ""),
        "theme": participation.theme,
        "preferred weeks": [
            str(week.monday) for week in PreferredWeek.objects.filter(participation=participation)
        ],
        "topics": [topic.name for topic in participation.topics.all()],
        **_days_words(participation=participation),
    }


def _offer_words(offer: PeerOffer) -> dict[str, Any]:
    return {
        "person": str(offer.person),
        "role": offer.role,
        "expertise": offer.expertise,
        "days": offer.max_days,
        "outside region": offer.outside_region,
        "trained on": str(offer.trained_on or ""),
        "topics": [topic.name for topic in offer.topics.all()],
        **_days_words(offer=offer),
    }


def _days_words(**owner: Any) -> dict[str, list[str]]:
    return {
        "windows": [str(each) for each in AvailabilityWindow.objects.filter(**owner)],
        "blocked": [str(each) for each in BlockedPeriod.objects.filter(kind="", **owner)],
    }
