"""What tests of the coding desk share: answers of people of Kent, counted, and two coders."""

from __future__ import annotations

from collections.abc import Sequence

from councils.actor import Actor, actor_for
from councils.roles import MembershipRole, PostKind
from councils.runs.services import perform
from councils.tests import factories as who
from evaluation.models import Answer, FindingsRun
from evaluation.selectors.coding.effective import Said
from evaluation.services.findings.runs import do_findings, request_findings
from evaluation.tests import factories as what
from peerchallenge.testing.world import World

PACK = "the pack came late, cost was no problem"
SUNNY = "Sunny weather."


def answered(
    world: World,
    texts: Sequence[str],
    *,
    post: str = PostKind.DIRECTOR,
    question: str = "changed",
    at: str = "Kent",
) -> list[Answer]:
    """Answers of as many people, in the world's round."""
    survey = getattr(world.round, "survey", None) or what.survey(world.round)
    made = []
    for text in texts:
        invited = what.invitation(survey, who.person(post=post, at=who.council(at)))
        made.append(what.response(invited, {question: text}).answers.get())
    return made  # fmt: skip


def counted(world: World) -> FindingsRun:
    """The world's round, coded by the engine and counted."""
    run = request_findings(world.round)
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    return run


def coder(name: str) -> Actor:
    """An evaluator."""
    user = who.user(name=name)
    who.membership(user, MembershipRole.EVALUATOR)
    return actor_for(user)


def said(*codes: str) -> list[Said]:
    """Codes such as "B3" or "R1 denied", about the first two letters."""
    return [Said(code.split()[0], code.endswith("denied"), 0, 2) for code in codes]


def standing_of(answer: Answer) -> tuple[str, list[str], bool]:
    """What counts for an answer: outcome, themes, by a person or not."""
    standing = type(answer).objects.select_related("standing").get(pk=answer.pk).standing
    return standing.outcome, sorted(str(code) for code in standing.codes.all()), standing.by_person
