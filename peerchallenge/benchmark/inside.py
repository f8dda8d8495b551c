"""What the benchmark does inside an installation of its own: makes data, and times single pieces of work."""

from __future__ import annotations

import json
import resource
import time
from itertools import cycle, islice
from uuid import uuid4

from challenges.models import ChallengeRound
from challenges.planning.timetable.clashes import clashes
from challenges.planning.timetable.draft import draft
from councils.links.tokens import token_for
from councils.models import Council, Person, PersonalLink, Post
from councils.roles import PostKind, RoleGroup
from evaluation.findings.tally import tally
from evaluation.models import (
    Answer,
    Draft,
    FindingsRun,
    Invitation,
    Question,
    Response,
    ResponseRevision,
    Survey,
)
from evaluation.questionnaire.typed import Typed
from evaluation.reports.chapters import report_of
from evaluation.reports.render import as_pdf
from evaluation.reports.snapshot import build_snapshot, checksum
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.engines import engine_of
from evaluation.selectors.findings.runs import inputs_of
from evaluation.services.coding.runs import code_answers_of
from evaluation.services.feedback.intake import take_in_all
from evaluation.theming.engine import code, code_by_rules, engine_version
from peerchallenge.benchmark.visits import large_visit

SCALES = ("B1", "B2", "B3", "B4", "B5", "B6", "R1", "R2", "R3", "R4", "dcs_scope", "dcs_letter")


def say(**figures: object) -> None:
    """Print figures as one line of JSON for the command to read."""
    print(json.dumps(figures))  # noqa: T201 - the command reads it


def drafts(number: int) -> None:
    """People whose whole form is filled in and only has to be sent; prints their tokens."""
    survey, kent = Survey.objects.get(), Council.objects.get(name="Kent")
    texts = _texts()
    people = Person.objects.bulk_create(
        Person(reference=f"X{n:05d}", name=f"Person {n}") for n in range(number)
    )
    Post.objects.bulk_create(Post(person=person, kind=PostKind.DIRECTOR, council=kent) for person in people)
    asked = [_invitation(survey, person, kent) for person in people]
    links = PersonalLink.objects.bulk_create(
        PersonalLink(purpose="feedback", record_id=str(i.pk)) for i in asked
    )
    for invitation, link in zip(asked, links, strict=True):
        invitation.link = link
    Invitation.objects.bulk_create(asked)
    given = dict.fromkeys(SCALES, "moderate")
    Draft.objects.bulk_create(
        Draft(invitation=i, answers=Typed(given={"changed": t, "improve": t, "hard": t, **given}).as_json())
        for i, t in zip(asked, cycle(texts), strict=False)
    )
    say(tokens=[token_for(link) for link in links])


def _invitation(survey: Survey, person: Person, council: Council) -> Invitation:
    return Invitation(
        survey=survey,
        person=person,
        post=PostKind.DIRECTOR,
        role_group=RoleGroup.CHILDRENS_SERVICES,
        council=council,
        region=council.region,
    )


def _texts() -> list[str]:
    return list(Answer.objects.exclude(text="").order_by("pk").values_list("text", flat=True))


def taking_in_speed() -> None:
    """Submissions a second that one process makes into responses: those that were just sent."""
    started = time.perf_counter()
    taken = take_in_all()
    say(per_second=taken / (time.perf_counter() - started), taken=taken)


def coding_speed() -> None:
    """Answers a second that one process codes: the sample's, again and again."""
    texts = list(islice(cycle(_texts()), 5000))
    started = time.perf_counter()
    for text in texts:
        code_by_rules(text, "open")
    say(per_second=len(texts) / (time.perf_counter() - started))


def learner_speed(number: int) -> None:
    """Seconds and memory in which one process codes `number` answers, no two alike, by the best engine here."""
    texts = [f"{text} {place}" for place, text in enumerate(islice(cycle(_texts()), number))]
    started = time.process_time()
    for text in texts:
        code(text, "open")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(seconds=time.process_time() - started, peak_mb=peak, engine=engine_version())


def aggregate(number: int) -> None:
    """Seconds to read and tally a round with `number` coded open answers more than the sample has."""
    round = ChallengeRound.objects.get(survey__isnull=False)
    add_answers(round.survey, number)
    codebook = newest_codebook()
    code_answers_of(round, codebook, lambda done, whole: True)
    started = time.perf_counter()
    findings = tally(inputs_of(round, codebook, engine_of(round.pk, codebook)))
    say(seconds=time.perf_counter() - started, answers=findings.reconciliation.received)


def add_answers(survey: Survey, number: int) -> None:
    """Give the survey this many open answers more, in the sample's words, from people of Kent."""
    kent, texts = Council.objects.get(name="Kent"), _texts()
    opens = list(Question.objects.filter(version=survey.version, kind=Question.Kind.OPEN))
    common = {"survey": survey, "post": PostKind.DIRECTOR, "role_group": RoleGroup.CHILDRENS_SERVICES}
    responses = Response.objects.bulk_create(
        Response(**common, region=kent.region, council=kent) for _ in range(number // len(opens) + 1)
    )
    revisions = ResponseRevision.objects.bulk_create(
        ResponseRevision(response=response, idempotency_key=uuid4()) for response in responses
    )
    words = cycle(texts)
    rows = [
        Answer(response=revision.response, question=question, text=next(words), first_revision=revision)
        for revision in revisions
        for question in opens
    ]
    Answer.objects.bulk_create(rows[:number], batch_size=1000)


def timetable() -> None:
    """The longest of five drafts of a visit, each from a seed of its own, with what clashes or has no place in any."""
    taken, clashing, unplaced = [], 0, 0
    for seed in range(1, 6):
        visit = large_visit(seed)
        started = time.perf_counter()
        found = draft(visit)
        taken.append(time.perf_counter() - started)
        clashing += len(clashes(visit, found.placed))
        unplaced += len(found.unplaced)
    say(seconds=max(taken), drafts=len(taken), clashes=clashing, unplaced=unplaced)


def pdf() -> None:
    """Seconds and memory to make the sample's report, in this process alone."""
    run = FindingsRun.objects.filter(result__isnull=False).latest("finished_at")
    started = time.perf_counter()
    snapshot = build_snapshot(run.round, "staff", run)
    made = as_pdf(report_of(snapshot, checksum(snapshot)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(
        seconds=time.perf_counter() - started, pages=made.pages, kilobytes=len(made.data) / 1024, peak_mb=peak
    )
