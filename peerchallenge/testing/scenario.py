"""What a fault test asks of an installation from inside: make people who can answer, and count what came of it."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from challenges.models import ChallengeRound
from challenges.tests import factories as when
from councils.links.tokens import token_for
from councils.models import Council, OutboxMessage, Person, PersonalLink, Post
from councils.roles import PostKind, RoleGroup
from evaluation.findings.documents import to_json
from evaluation.findings.tally import tally
from evaluation.models import (
    Answer,
    Draft,
    Invitation,
    Receipt,
    ReminderDay,
    Response,
    ResponseRevision,
    Survey,
)
from evaluation.selectors.findings.runs import done_runs, inputs_of
from evaluation.services.findings.runs import input_version
from evaluation.tasks import send_due_reminders
from evaluation.tests import factories as what


def print_tokens(people: int) -> None:
    """Make a round with `people` asked, and print their tokens, one a line."""
    survey = what.survey(when.challenge_round())
    kent = Council.objects.get(name="Kent")
    made = Person.objects.bulk_create(
        Person(reference=f"F{n:04d}", name=f"Person {n}") for n in range(people)
    )
    Post.objects.bulk_create(Post(person=person, kind=PostKind.DIRECTOR, council=kent) for person in made)
    for person in made:
        print(token_for(_invite(survey, person, kent)))  # noqa: T201 - the test reads it


def _invite(survey: Survey, person: Person, council: Council) -> PersonalLink:
    invitation = Invitation.objects.create(
        survey=survey,
        person=person,
        post=PostKind.DIRECTOR,
        role_group=RoleGroup.CHILDRENS_SERVICES,
        council=council,
        region=council.region,
    )
    invitation.link = PersonalLink.objects.create(
        purpose="feedback", record_id=str(invitation.pk), person=person
    )
    invitation.save(update_fields=["link"])
    return invitation.link


def print_state() -> None:
    """Print what the database holds, and whether the newest findings equal a fresh recount of it, as JSON."""
    round = ChallengeRound.objects.get()
    run = done_runs(round.pk).first()
    current = run is not None and run.input_version == input_version(round)
    fresh = to_json(tally(inputs_of(round, run.codebook, run.engine))) if run else None
    waiting = Draft.objects.filter(sent_key__isnull=False).count()
    answered = Receipt.objects.values_list("invitation__link__code", flat=True)
    state = {
        "receipts": Receipt.objects.count(),
        "sent": Receipt.objects.count() + waiting,
        "responses": Response.objects.count(),
        "revisions": ResponseRevision.objects.count(),
        "codes": sorted(answered),
        "equal": bool(not waiting and current and run and run.result == fresh),
        "respondents": run.result["respondents"] if run and run.result else 0,
    }
    print(json.dumps(state))  # noqa: T201 - the test reads it


def print_answers() -> None:
    """Print, by the code of the link, how many times somebody's answers were received and their first words now."""
    standing = Answer.objects.filter(superseded_by__isnull=True, question__key="changed")
    texts = dict(standing.values_list("response__invitation__link__code", "text"))
    received = dict(
        ResponseRevision.objects.values_list("response__invitation__link__code").annotate(times=Count("pk"))
    )
    print(json.dumps({code: [times, texts.get(code)] for code, times in received.items()}))  # noqa: T201


def print_reminders_due(people: int) -> None:
    """Make a round in which `people` were asked three days ago and are to be reminded today."""
    survey, council = what.survey(when.challenge_round()), Council.objects.get(name="Kent")
    made = Person.objects.bulk_create(
        Person(reference=f"R{n:05d}", name=f"Person {n}", email=f"person{n}@example.org")
        for n in range(people)
    )
    asked = [
        Invitation(
            survey=survey,
            person=person,
            post=PostKind.DIRECTOR,
            role_group=RoleGroup.CHILDRENS_SERVICES,
            council=council,
            region=council.region,
            sent_at=timezone.now() - timedelta(days=3),
        )
        for person in made
    ]
    links = [PersonalLink(purpose="feedback", record_id=str(each.pk), person=each.person) for each in asked]
    for invitation, link in zip(asked, PersonalLink.objects.bulk_create(links), strict=True):
        invitation.link = link
    Invitation.objects.bulk_create(asked)
    ReminderDay.objects.create(survey=survey, day=timezone.localdate())
    print(json.dumps({"asked": len(asked)}))  # noqa: T201 - the test reads it


def ask_for_reminders() -> None:
    """Tell the worker to see to the reminders of today."""
    send_due_reminders.delay()
    print(json.dumps({}))  # noqa: T201 - the test reads it


def print_mail_states() -> None:
    """Print the keys of messages that were sent or are in doubt, and how many wait."""
    states = dict(OutboxMessage.objects.values_list("key", "state"))
    said = {
        "sent": [key for key, state in states.items() if state == "sent"],
        "in_doubt": [key for key, state in states.items() if state in ("sending", "unknown")],
        "waiting": sum(state == "waiting" for state in states.values()),
    }
    print(json.dumps(said))  # noqa: T201 - the test reads it
