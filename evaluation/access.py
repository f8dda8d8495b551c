"""Who may do what with surveys, answers, findings and reports."""

from __future__ import annotations

from councils.access import is_staff, manages_programme
from councils.actor import Actor
from councils.roles import MembershipRole

__all__ = [
    "can_keep_codebook",
    "can_keep_questionnaire",
    "can_make_reports",
    "can_see_words",
    "is_staff",
    "manages_programme",
]


def can_see_words(actor: Actor) -> bool:
    """The coding desk: national staff and external evaluators see what people wrote; managers never do."""
    return actor.holds(MembershipRole.NATIONAL_STAFF, MembershipRole.EVALUATOR)


def can_keep_questionnaire(actor: Actor) -> bool:
    """National staff own the questionnaire."""
    return actor.is_national


def can_keep_codebook(actor: Actor) -> bool:
    """The codebook's keepers: national staff, who own it. Evaluators read it and propose."""
    return actor.holds(MembershipRole.NATIONAL_STAFF)


def can_make_reports(actor: Actor) -> bool:
    """National staff and external evaluators make reports; a region's managers read them."""
    return actor.holds(MembershipRole.NATIONAL_STAFF, MembershipRole.EVALUATOR)
