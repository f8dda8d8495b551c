"""Reads for the survey page: who has and has not answered, by role and council, and what is to be expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, TextChoices
from django.utils import timezone

from challenges.models import Participation
from councils.outbox.services import bounced_people
from councils.roles import PostKind
from evaluation.models import Invitation, Receipt, Survey
from evaluation.questionnaire.forecast import forecast
from evaluation.selectors.feedback.survey import invitations_of, ready_to_remind, turn_has_come

FEW = 5
WEEKS = 8
EARLIER = 2000


class Standing(TextChoices):
    """What became of an invitation, as its page says it."""

    NOT_SENT = "not_sent", "Not sent"
    NOT_ANSWERED = "not_answered", "Not answered"
    BOUNCED = "bounced", "Mail came back"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


@dataclass(frozen=True)
class Rate:
    """Asked and answered of one group of people. Whoever was not asked is not at nought."""

    name: str
    asked: int
    answered: int
    key: str = ""

    @property
    def shown(self) -> str:
        """In words: hidden where too few were asked."""
        if self.asked == 0:
            return "Not asked"
        return f"{self.answered} of {self.asked}" if self.asked >= FEW else f"Fewer than {FEW} asked"


@dataclass(frozen=True)
class Tracking:
    """The survey page: every invitation, the rates of today, and the rates of earlier days by who was asked then."""

    invitations: list[Invitation]
    everyone: Rate
    by_post: list[Rate]
    by_council: list[Rate]
    to_send: int
    to_remind: int
    no_address: int
    as_of: date
    target: int
    expected: int | None
    history: list[tuple[date, Rate]] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, str]:
        """What the page follows without being loaded again, by the name of the part that shows it."""
        shown = {rate.key: rate.shown for rate in (*self.by_post, *self.by_council)}
        return shown | {
            "everyone": f"{self.everyone.answered} of {self.everyone.asked}",
            "expected": self.forecast,
        }

    @property
    def forecast(self) -> str:
        """What is to be expected against the target, in words."""
        if not self.everyone.asked:
            return "Nobody has been asked yet."
        aim = f"The target is {self.target} {'answer' if self.target == 1 else 'answers'}."
        if self.everyone.answered >= self.target:
            return f"{aim} It has been reached."
        if self.expected is None:
            return f"{aim} It is too early for a forecast."
        return f"{aim} As earlier rounds went, about {self.expected} will have answered by the last day."


def tracking_of(survey: Survey) -> Tracking:
    """Who has answered, by role and council. Managers see who, never words."""
    invitations = list(invitations_of(survey))
    _mark_bounced(invitations)
    standing = [invitation for invitation in invitations if invitation.withdrawn_at is None]
    asked = [invitation for invitation in standing if invitation.sent_at or answered(invitation)]
    waiting = [invitation for invitation in asked if not answered(invitation)]
    turn = turn_has_come(survey)
    everyone = Rate("Everyone", len(asked), len(asked) - len(waiting), "everyone")
    return Tracking(
        invitations=invitations,
        everyone=everyone,
        by_post=_rates(asked, lambda i: PostKind(i.post).label, "role", PostKind.labels),
        by_council=_rates(asked, lambda i: str(i.council or i.region), "place", _councils(survey)),
        to_send=sum(bool(invitation.recipient.email) for invitation in turn),
        to_remind=len(ready_to_remind(waiting)),
        no_address=sum(not invitation.recipient.email for invitation in turn),
        as_of=timezone.localdate(),
        target=-(-everyone.asked * survey.target // 100),
        expected=_expected(survey, everyone),
        history=_history(survey, standing),
    )


def answered(invitation: Invitation) -> bool:
    """Whether answers have come: they are in, or have been sent and are on their way in."""
    draft = getattr(invitation, "draft", None)
    return hasattr(invitation, "receipt") or (draft is not None and draft.sent_key is not None)


def standing_of(invitation: Invitation) -> Standing:
    """What became of an invitation that `tracking_of` returned."""
    if invitation.withdrawn_at:
        return Standing.WITHDRAWN
    if answered(invitation):
        return Standing.ANSWERED
    if getattr(invitation, "bounced", False):
        return Standing.BOUNCED
    return Standing.NOT_ANSWERED if invitation.sent_at else Standing.NOT_SENT


def narrowed(invitations: Iterable[Invitation], *, state: str = "", q: str = "") -> list[Invitation]:
    """Those of one standing, or with these words in a name, place or role."""
    words = q.casefold().strip()
    return [
        each
        for each in invitations
        if (not state or standing_of(each) == state) and (not words or words in _described(each))
    ]


def _described(invitation: Invitation) -> str:
    place = invitation.council or invitation.region
    names = f"{invitation.person} {invitation.deputy or ''} {place} {PostKind(invitation.post).label}"
    return names.casefold()


def call_list(survey: Survey) -> list[Invitation]:
    """Whom to ring: everybody who was sent an invitation, or whose turn has come and who has no email address, can
    still answer and has not, by place and name."""
    asked = list(invitations_of(survey).filter(withdrawn_at__isnull=True, sent_at__isnull=False))
    asked += [invitation for invitation in turn_has_come(survey) if not invitation.recipient.email]
    waiting = [invitation for invitation in asked if not answered(invitation) and invitation.is_open]
    _mark_bounced(waiting)
    return sorted(waiting, key=lambda i: (str(i.council or i.region), i.recipient.name))


def _mark_bounced(invitations: Sequence[Invitation]) -> None:
    people = bounced_people({invitation.recipient.pk for invitation in invitations})
    for invitation in invitations:
        invitation.bounced = invitation.recipient.pk in people  # type: ignore[attr-defined]


def _councils(survey: Survey) -> list[str]:
    """Every council that takes part in the round, so that one where nobody was asked is seen."""
    taking_part = Participation.objects.filter(round=survey.round_id).exclude(hosting=None, lending=None)
    return list(taking_part.values_list("council__name", flat=True))


def _rates(
    invitations: Iterable[Invitation], name: Callable[[Invitation], str], kind: str, all_names: Sequence[str]
) -> list[Rate]:
    asked: Counter[str] = Counter()
    done: Counter[str] = Counter()
    for invitation in invitations:
        asked[name(invitation)] += 1
        done[name(invitation)] += answered(invitation)
    names = sorted({*asked, *all_names})
    return [Rate(group, asked[group], done[group], f"{kind}-{n}") for n, group in enumerate(names)]


def _history(survey: Survey, standing: Sequence[Invitation]) -> list[tuple[date, Rate]]:
    """The rate at the end of each week so far, of those who had been asked by then: somebody who is asked later does
    not lower it. None in an anonymous round, which keeps no times."""
    if survey.anonymous:
        return []
    today, first = timezone.localdate(), survey.opens_on + timedelta(days=6)
    days = [first + timedelta(weeks=n) for n in range(WEEKS) if first + timedelta(weeks=n) < today]
    return [(day, _rate_on(day, standing)) for day in days]


def _rate_on(day: date, standing: Sequence[Invitation]) -> Rate:
    asked = [i for i in standing if i.sent_at and timezone.localdate(i.sent_at) <= day]
    received = [i.receipt.received_at for i in asked if hasattr(i, "receipt")]
    return Rate("", len(asked), sum(at is not None and timezone.localdate(at) <= day for at in received))


def _expected(survey: Survey, everyone: Rate) -> int | None:
    today = timezone.localdate()
    if survey.anonymous or not survey.opens_on <= today <= survey.closes_on:
        return None
    finished = Receipt.objects.filter(
        invitation__survey__closes_on__lt=today,
        received_at__isnull=False,
        invitation__sent_at__isnull=False,
    ).order_by("-pk")
    waits = finished.annotate(waited=F("received_at") - F("invitation__sent_at"))
    earlier = [max(0, waited.days) for waited in waits.values_list("waited", flat=True)[:EARLIER]]
    gone = (today - survey.opens_on).days
    return forecast(asked=everyone.asked, answered=everyone.answered, days_gone=gone, earlier=earlier)
