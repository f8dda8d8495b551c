"""Makes a nation for tests: a round in each of several regions, with visits that took place and people who answered."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from challenges.models import Action, ChallengeRound, DataPack, Progress
from challenges.states import ChallengeState
from challenges.tests import factories as when
from councils.models import Council, Region
from councils.roles import PostKind
from councils.runs.services import perform
from councils.tests import factories as who
from evaluation.models import FindingsRun, Survey
from evaluation.services.findings.runs import do_findings, request_findings
from evaluation.tests import factories as what

SAID = (
    "Assessments finish sooner now. We borrowed a supervision tool from our neighbours.",
    "The data pack came late and the figures were a year old.",
    "Our network of assistant directors meets again, and we said openly what worried us.",
    "Visiting taught me more than any training. I now chair differently.",
    "There was no budget for cover, and three days is hard to find.",
    "Nothing much.",
)
POSTS = (PostKind.DIRECTOR, PostKind.ASSISTANT_DIRECTOR, PostKind.CHIEF_EXECUTIVE, PostKind.LEAD_MEMBER)
EXTENT = ("great", "moderate", "small", "not_at_all", "dont_know")


def nation(regions: int = 9, people: int = 14, hosts: int = 40, seed: int = 5) -> list[ChallengeRound]:
    """A round in each of the first regions by code, counted. The same each time."""
    chance = Random(seed)
    return [_round(region, people, hosts, chance) for region in Region.objects.order_by("code")[:regions]]


def _round(region: Region, people: int, hosts: int, chance: Random) -> ChallengeRound:
    round = when.challenge_round(region, is_sample=True)
    councils = list(Council.objects.on(date(2026, 10, 5)).filter(region=region).order_by("dfe_number"))
    for n, council in enumerate(councils[:hosts]):
        _challenge(round, council, councils, n, chance)
    survey = what.survey(round)
    for n in range(people):
        _answer(survey, councils[n % len(councils)], n, chance)
    run = request_findings(round)
    perform(FindingsRun, run.pk, do_findings)
    return round


def _challenge(round: ChallengeRound, host: Council, councils: list[Council], n: int, chance: Random) -> None:
    first = date(2026, 10, 6) + timedelta(days=7 * (n % 20))
    state = ChallengeState.LETTER_SENT if n % 4 else ChallengeState.AGREED
    made = when.challenge(round, host, first_day=first, state=state)
    others = [council for council in councils if council != host] or [who.council("Kent")]
    when.placement(made, who.person(at=chance.choice(others)), role="lead")
    DataPack.objects.create(
        challenge=made, received_on=first - timedelta(days=70), as_of=first - timedelta(days=200)
    )
    action = when.action(made)
    if n % 3 == 0:
        Progress.objects.create(
            action=action, on=first, value="80%", evidence=Progress.Evidence.MEASURED, by="A. N."
        )
    assert Action.objects.filter(challenge=made).count() == 1


def _answer(survey: Survey, council: Council, n: int, chance: Random) -> None:
    invited = what.invitation(survey, who.person(post=POSTS[n % len(POSTS)], at=council))
    if n % 7 == 6:
        return
    given = {key: chance.choice(EXTENT) for key in ("B1", "B3", "B4", "B5", "B6", "R1", "R2", "R3", "R4")}
    what.response(invited, {"changed": chance.choice(SAID), "improve": chance.choice(SAID), **given})
