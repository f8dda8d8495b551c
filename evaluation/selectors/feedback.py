"""Reads for the feedback form: whose link this is, whether it opens, and the pages of their form."""

from __future__ import annotations

from dataclasses import dataclass

from councils.links.models import LinkPurpose
from councils.links.tokens import link_from
from councils.models import Person, PersonalLink
from evaluation.models import Invitation, Question
from evaluation.questionnaire.pages import Page, pages_for
from evaluation.questionnaire.typed import Typed

RELATED = ("survey__round__manager", "survey__version", "person", "region", "draft", "receipt", "response")


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
    link = link_from(token, LinkPurpose.FEEDBACK)
    if link is None:
        return None
    invitation = Invitation.objects.select_related(*RELATED).filter(link=link).first()
    return Opened(invitation, _why_closed(invitation, link)) if invitation else None


def _why_closed(invitation: Invitation, link: PersonalLink) -> str:
    if invitation.withdrawn_at or link.withdrawn_at:
        return "withdrawn"
    if invitation.survey.is_open:
        return ""
    if hasattr(invitation, "receipt"):
        return "used"
    return "early" if not invitation.survey.has_begun else "expired"


def form_pages(invitation: Invitation, typed: Typed) -> list[Page[Question]]:
    """The pages of this person's form."""
    questions = Question.objects.filter(version=invitation.survey.version_id)
    return pages_for(questions, post=invitation.post, involved_before=typed.involved_before)


@dataclass(frozen=True)
class CheckLine:
    """One answer on the page that is checked before sending."""

    question: Question
    shown: str
    page: int


def check_lines(pages: list[Page[Question]], typed: Typed) -> list[CheckLine]:
    """Every question of the form with what was answered, in words; empty where it was left out."""
    return [
        CheckLine(question, _in_words(question, typed.given.get(question.key, "")), page.number)
        for page in pages
        for question in page.questions
    ]


def _in_words(question: Question, given: str) -> str:
    labels = dict(question.options)
    return given if question.kind == Question.Kind.OPEN else labels.get(given, "")
