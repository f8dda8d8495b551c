"""The link by which a council signs up: making it, sending it, renewing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from challenges.access import require_manager
from challenges.models import ChallengeRound, Participation
from challenges.states import RoundState
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.services import address, issue_link, reissue_link
from councils.models import Person, Post
from councils.outbox.services import queue_mail
from councils.roles import PostKind

WRITTEN_TO = (PostKind.DIRECTOR, PostKind.ASSISTANT_DIRECTOR)


@dataclass(frozen=True)
class Sent:
    """What came of sending links: councils written to, with nobody to write to, written to today already."""

    sent: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


@transaction.atomic
def send_sign_up_links(
    *, round: ChallengeRound, participations: Iterable[Participation], actor: Actor
) -> Sent:
    """Mail each council its sign-up link, to its organiser, else its director or an assistant director in post.

    One message a day to one person. Raises DomainError while the round is in draft, NotAllowed for others."""
    require_manager(actor, round)
    if round.state == RoundState.DRAFT:
        raise DomainError("Open sign-up first: while the round is in draft, its links would open nothing.")
    asked = list(participations)
    people = people_to_write_to(asked)
    sent: dict[str, list[str]] = {"sent": [], "nobody": [], "again": []}
    for participation in asked:
        outcome = _send_link(participation, people.get(participation.pk), actor)
        sent[outcome].append(participation.council.name)
    return Sent(**{outcome: tuple(names) for outcome, names in sent.items()})


@transaction.atomic
def renew_sign_up_link(*, participation: Participation, actor: Actor) -> PersonalLink:
    """Make a council's old sign-up link worthless; the new one is not sent yet. Raises NotAllowed for others."""
    require_manager(actor, participation.round)
    return reissue_link(sign_up_link(participation), actor=actor)


def sign_up_link(participation: Participation) -> PersonalLink:
    """The council's sign-up link, made when there is none yet. It reaches this sign-up only, nobody's own pages."""
    return issue_link(LinkPurpose.SIGN_UP, participation.pk, region=participation.council.region)


def people_to_write_to(participations: Iterable[Participation]) -> dict[object, Person]:
    """Whom each council's link goes to, by participation, as far as somebody with an address is known (two queries)."""
    asked = list(participations)
    posts = Post.objects.on(timezone.localdate()).filter(
        kind__in=WRITTEN_TO, council__in=[p.council_id for p in asked]
    )
    reached = (
        posts.exclude(person__email="").filter(person__merged_into__isnull=True).select_related("person")
    )
    in_post: dict[int, Person] = {}
    for post in sorted(reached, key=lambda post: (WRITTEN_TO.index(PostKind(post.kind)), post.person.name)):
        in_post.setdefault(post.council_id or 0, post.person)
    chosen = {
        p.pk: p.organiser if p.organiser and p.organiser.email else in_post.get(p.council_id) for p in asked
    }
    return {pk: person for pk, person in chosen.items() if person is not None}


def mail_key(participation: Participation) -> str:
    """How the keys of a participation's link messages begin in the outbox."""
    return f"sign-up:{participation.pk}:"


def _send_link(participation: Participation, person: Person | None, actor: Actor) -> str:
    if person is None:
        return "nobody"
    council, link = participation.council, sign_up_link(participation)
    queued_before = timezone.now()
    message = queue_mail(
        key=f"{mail_key(participation)}{person.pk}:{link.issue}:{timezone.localdate().isoformat()}",
        person=person,
        template="sign_up_invitation",
        context={
            "round": participation.round,
            "council": council,
            "address": address(link),
            "region": council.region,
        },
        region=council.region,
    )
    if message is None:
        return "nobody"
    if message.created_at < queued_before:
        return "again"
    record(actor, "sent the sign-up link", participation, after={"to": str(person)}, region=council.region)
    return "sent"
