"""Reads for the feedback form: whose link this is, whether it opens, and the pages of their form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from councils.links.models import LinkPurpose
from councils.links.tokens import link_from, read_token
from councils.models import Person, PersonalLink
from evaluation.models import Invitation, Question
from evaluation.questionnaire.asking import asked_of
from evaluation.questionnaire.child_data import signs_in
from evaluation.questionnaire.pages import Asked, Page, pages_for
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.responses import has_answered

# What every request needs; what only some pages show is read when they show it.
RELATED = ("link", "survey", "draft", "receipt", "response")


@dataclass(frozen=True)
class Opened:
    """A feedback link somebody followed: the invitation, and why it does not open (empty where it does)."""

    invitation: Invitation
    closed_because: str = ""

    @property
    def write_to(self) -> tuple[str, str]:
        """Name and address of whom to write to: the region's contact, else the round's programme manager."""
        region, manager = self.invitation.region, self.invitation.survey.round.manager
        if region.contact_email:
            return region.contact_name or "the programme manager", region.contact_email
        return _named(manager)


def _named(manager: Person | None) -> tuple[str, str]:
    return (manager.name, manager.email) if manager else ("your region's programme manager", "")


def opened(token: str) -> Opened | None:
    """What the token opens; None where it was never issued or has been reissued since."""
    said = read_token(token)
    if said is None:
        return None
    asked = Invitation.objects.select_related(*RELATED).filter(link__purpose=LinkPurpose.FEEDBACK)
    invitation = asked.filter(link__code=said.code, link__issue=said.issue).order_by("pk").first()
    if invitation is None or invitation.link is None:
        return None
    return Opened(invitation, _why_closed(invitation, invitation.link))


@dataclass(frozen=True)
class HandedOver:
    """The link of somebody who has named a deputy: the invitation as it stands, and `own`, the link they came by."""

    opened: Opened
    own: PersonalLink


def handed_over(token: str) -> HandedOver | None:
    """The invitation that whoever holds the token has handed over themselves; None where there is none such."""
    own = link_from(token, LinkPurpose.FEEDBACK)
    if own is None or own.withdrawn_at:
        return None
    given = Invitation.objects.select_related(*RELATED).filter(
        deputy__isnull=False, withdrawn_at__isnull=True
    )
    invitation = given.filter(pk=own.record_id).exclude(link=own).first()
    return HandedOver(Opened(invitation), own) if invitation else None


def _why_closed(invitation: Invitation, link: PersonalLink) -> str:
    if invitation.withdrawn_at or link.withdrawn_at:
        return "withdrawn"
    if invitation.is_open:
        return ""
    if has_answered(invitation):
        return "used"
    return "early" if not invitation.survey.has_begun else "expired"


def asked_in(invitation: Invitation, typed: Typed) -> Asked:
    """Whom this person's form is for."""
    return asked_of(
        post=invitation.post,
        role_group=invitation.role_group,
        anonymous=invitation.survey.anonymous,
        involved_before=typed.involved_before,
    )


def form_pages(invitation: Invitation, typed: Typed) -> list[Page[Question]]:
    """The pages of this person's form."""
    questions = Question.objects.filter(version=invitation.survey.version_id).order_by("position")
    return pages_for(questions, asked_in(invitation, typed))


def words_not_sent(invitation: Invitation, posted: Mapping[str, str]) -> list[tuple[Question, str]]:
    """Of an answered invitation: what was posted to open questions and is in none of the answers that were sent.

    Of an anonymous one nobody can tell what was sent once it is sealed, so that everything is returned."""
    if not has_answered(invitation):
        return []
    sent = _words_sent(invitation)
    asked = Question.objects.filter(
        version=invitation.survey.version_id, kind=Question.Kind.OPEN, key__in=list(posted)
    )
    words = [(question, posted[question.key]) for question in asked]
    return [(question, text) for question, text in words if text.strip() and text not in sent]


def _words_sent(invitation: Invitation) -> set[str]:
    response = getattr(invitation, "response", None)
    draft = getattr(invitation, "draft", None)
    sent = set(draft.answers["given"].values()) if draft else set()
    if response is not None:
        sent |= set(response.answers.filter(superseded_by__isnull=True).values_list("text", flat=True))
    return sent


@dataclass(frozen=True)
class CheckLine:
    """One answer on the page that is checked before sending."""

    question: Question
    shown: str
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckPage:
    """One page of the form on the page that is checked before sending: what was answered, and what was left out."""

    page: Page[Question]
    lines: tuple[CheckLine, ...]
    left_out: tuple[Question, ...]


def check_pages(pages: list[Page[Question]], typed: Typed) -> list[CheckPage]:
    """Every page of the form with its answers in words, and its questions without one."""
    return [_checked(page, typed) for page in pages]


def _checked(page: Page[Question], typed: Typed) -> CheckPage:
    answers = [(question, typed.given.get(question.key, "")) for question in page.questions]
    lines = [CheckLine(each, _in_words(each, given), _signs(each, given)) for each, given in answers if given]
    return CheckPage(page, tuple(lines), tuple(question for question, given in answers if not given))


def _signs(question: Question, given: str) -> tuple[str, ...]:
    """What the answer seems to hold about one child, each once."""
    if question.kind != Question.Kind.OPEN:
        return ()
    return tuple(dict.fromkeys(str(found.sign) for found in signs_in(given)))


def _in_words(question: Question, given: str) -> str:
    if question.kind == Question.Kind.DATE:
        return date_format(date.fromisoformat(given))
    return dict(question.options).get(given, "") if question.options else given
