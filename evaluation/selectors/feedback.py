"""Reads for the feedback form: whose link this is, whether it opens, and the pages of their form."""

from __future__ import annotations

from dataclasses import dataclass

from councils.links.models import LinkPurpose
from councils.links.tokens import code_of, is_genuine
from councils.models import Person, PersonalLink
from evaluation.models import Invitation, Question
from evaluation.questionnaire.pages import Page, pages_for
from evaluation.questionnaire.typed import Typed

# What every request needs; what only some pages show is read when they show it, so that sending stays quick.
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
    asked = Invitation.objects.select_related(*RELATED)
    invitation = asked.filter(link__code=code_of(token), link__purpose=LinkPurpose.FEEDBACK).first()
    if invitation is None or invitation.link is None or not is_genuine(token, invitation.link):
        return None
    return Opened(invitation, _why_closed(invitation, invitation.link))


def _why_closed(invitation: Invitation, link: PersonalLink) -> str:
    if invitation.withdrawn_at or link.withdrawn_at:
        return "withdrawn"
    if invitation.is_open:
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
