"""Builds the sample: one region of real councils with invented people, a finished round and one in sign-up."""

from __future__ import annotations

from django.db import transaction

from challenges.models import Challenge, ChallengeRound
from challenges.states import ChallengeState
from councils.models import Council, Person, Region, User
from councils.runs.services import perform
from evaluation.models import Commentary, FindingsRun, Invitation
from evaluation.sample import content
from evaluation.sample.people import REGION, load_accounts, load_people
from evaluation.sample.responses import load_quotes, load_survey
from evaluation.sample.rounds import Who, load_finished_round, load_round_in_sign_up
from evaluation.sample.timetables import load_timetable
from evaluation.services.findings.runs import do_findings, request_findings


def is_loaded() -> bool:
    """Whether the sample is there already."""
    return ChallengeRound.objects.filter(is_sample=True).exists()


def load_sample() -> None:
    """Write the whole sample in one transaction, then count its findings. The content is fixed: same data each time."""
    with transaction.atomic():
        finished = _write()
    run = request_findings(finished)
    perform(FindingsRun, run.pk, do_findings)


def _write() -> ChallengeRound:
    rounds, answers = content.read("challenges"), content.read("responses")
    region = Region.objects.get(name=REGION)
    day = content.must(rounds["finished"]["first_week"])
    councils = {council.name: council for council in Council.objects.on(day).filter(region=region)}
    people = load_people(councils, region)
    load_accounts(people, councils, region)
    who = Who(region, councils, people)
    _contact(region, people[rounds["finished"]["manager"]])
    finished = load_finished_round(rounds["finished"], who)
    load_round_in_sign_up(rounds["sign_up"], who, previous=finished)
    visit = content.read("timetable")
    load_timetable(Challenge.objects.get(host__name=visit["host"], state=ChallengeState.SCOPED), visit)
    load_survey(finished, answers, rounds["finished"]["survey"], people, region)
    writer = User.objects.get(email="national@sample.example")
    load_quotes(finished, content.read("quotes"), writer)
    _write_commentary(finished, content.read("commentary"), writer)
    return finished


def _write_commentary(round: ChallengeRound, words: dict[str, str], writer: User) -> None:
    """What the national staff say in the report of the round, place by place."""
    Commentary.objects.bulk_create(
        Commentary(round=round, place=place, number=1, text=text, claims=[], author=writer)
        for place, text in words.items()
    )


def _contact(region: Region, manager: Person) -> None:
    Region.objects.filter(pk=region.pk).update(contact_name=manager.name, contact_email=manager.email)


def unanswered_invitation() -> Invitation | None:
    """Somebody who has not answered yet, for trying the feedback form; the same one each time."""
    waiting = Invitation.objects.filter(survey__round__is_sample=True, receipt__isnull=True)
    return waiting.select_related("person", "link", "council").order_by("person__reference").first()
