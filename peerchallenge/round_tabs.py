"""The tabs of a round (`{% load round_tabs %}`): each reader sees those that they may open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from challenges.access import can_manage
from challenges.models import ChallengeRound
from councils.actor import NOBODY, Actor
from evaluation.selectors.findings.runs import can_read_findings

register = template.Library()

May = Callable[[Actor, ChallengeRound], bool]


def _anyone(actor: Actor, round: ChallengeRound) -> bool:
    return True


TABS: tuple[tuple[str, str, str, May], ...] = (
    ("overview", "Overview", "challenges:round_detail", _anyone),
    ("sign_up", "Sign-up", "challenges:sign_up_list", _anyone),
    ("plan", "Plan", "challenges:plan", can_manage),
    ("challenges", "Challenges", "challenges:challenge_list", _anyone),
    ("calendar", "Calendar", "challenges:round_calendar", _anyone),
    ("feedback", "Feedback", "evaluation:survey", can_manage),
    ("findings", "Findings", "evaluation:findings", can_read_findings),
    ("reports", "Reports", "evaluation:reports", can_read_findings),
)


@register.inclusion_tag("components/round_tabs.html", takes_context=True)
def round_tabs(context: Context, round: ChallengeRound, tab: str) -> dict[str, Any]:
    """The round's name, year and state over its tabs; `tab` is the one that the page lies under."""
    actor: Actor = context.get("actor") or NOBODY
    answers: dict[May, bool] = {}
    for *_, may in TABS:
        if may not in answers:
            answers[may] = may(actor, round)
    shown = [(name, label, reverse(url, args=[round.pk])) for name, label, url, may in TABS if answers[may]]
    return {"round": round, "current": tab, "tabs": shown}
