"""Reads for the sign-up pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from challenges.models import Challenge, ChallengeRound, Participation, PeerOffer
from challenges.services.sign_up.links import mail_key, people_to_write_to
from challenges.states import ChallengeState
from councils.actor import Actor
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.services import address
from councils.models import OutboxMessage


@dataclass(frozen=True)
class SignUpRow:
    """A line of the list of sign-ups."""

    participation: Participation
    part: str
    offers: int
    written_to: str
    mailed_at: datetime | None
    mail_state: str
    challenge: Challenge | None

    @property
    def answered(self) -> bool:
        """Whether the council has answered."""
        return self.participation.answered


PARTS = {
    (True, True): "Hosting and lending",
    (True, False): "Hosting",
    (False, True): "Lending",
    (False, False): "Not this round",
    (None, None): "Not answered",
}


def part_of(participation: Participation) -> str:
    """What the council has said it will do, in words."""
    return PARTS[participation.hosting, participation.lending]


def sign_up_rows(round: ChallengeRound, actor: Actor) -> list[SignUpRow]:
    """Every council of the round, those that have not answered first (a fixed number of queries)."""
    planned = Challenge.objects.exclude(state=ChallengeState.CANCELLED)
    asked = list(
        Participation.objects.visible_to(actor)
        .filter(round=round)
        .select_related("council__region", "organiser", "round")
        .prefetch_related("offers", Prefetch("challenges", queryset=planned, to_attr="planned"))
    )
    people = people_to_write_to(asked)
    mails = _newest_mails(asked)
    rows = [_row(each, str(people.get(each.pk, "")), mails.get(mail_key(each))) for each in asked]
    return sorted(rows, key=lambda row: (row.answered, row.participation.council.name))


def link_address(participation: Participation) -> str:
    """The address of the council's sign-up link, for the manager to copy; "" while none was made."""
    made = PersonalLink.objects.filter(purpose=LinkPurpose.SIGN_UP, record_id=str(participation.pk)).first()
    return address(made) if made and not made.withdrawn_at else ""


def offers_of(participation: Participation) -> QuerySet[PeerOffer]:
    """The peers whom a council lends, with what their lines show."""
    return participation.offers.select_related("person").prefetch_related(
        "blocked_periods", "windows", "topics", "person__posts"
    )


def _row(participation: Participation, written_to: str, mail: OutboxMessage | None) -> SignUpRow:
    planned: list[Challenge] = participation.planned  # type: ignore[attr-defined]
    return SignUpRow(
        participation=participation,
        part=part_of(participation),
        offers=len(participation.offers.all()),
        written_to=written_to,
        mailed_at=(mail.sent_at or mail.created_at) if mail else None,
        mail_state=mail.get_state_display() if mail else "",
        challenge=planned[0] if planned else None,
    )


def _newest_mails(participations: Sequence[Participation]) -> dict[str, OutboxMessage]:
    """The newest link message of each participation, by the beginning of its key (one query)."""
    keys = [mail_key(each) for each in participations]
    if not keys:
        return {}
    any_of = Q()
    for key in keys:
        any_of |= Q(key__startswith=key)
    newest = OutboxMessage.objects.filter(any_of).order_by("id").defer("body")
    return {message.key[: len(keys[0])]: message for message in newest}
