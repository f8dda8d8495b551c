"""What a fault test asks of an installation from inside: make people who can answer, and count what came of it."""

from __future__ import annotations

import json

from challenges.models import ChallengeRound
from challenges.tests import factories as when
from councils.links.tokens import token_for
from councils.models import Council, Person, PersonalLink, Post
from councils.roles import PostKind, RoleGroup
from evaluation.findings.documents import to_json
from evaluation.findings.tally import tally
from evaluation.models import Invitation, Receipt, Response, ResponseRevision, Survey
from evaluation.selectors.findings import done_runs, inputs_of
from evaluation.services.findings import input_version
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
    answered = Receipt.objects.values_list("invitation__link__code", flat=True)
    state = {
        "receipts": Receipt.objects.count(),
        "responses": Response.objects.count(),
        "revisions": ResponseRevision.objects.count(),
        "codes": sorted(answered),
        "equal": bool(current and run and run.result == fresh),
        "respondents": run.result["respondents"] if run and run.result else 0,
    }
    print(json.dumps(state))  # noqa: T201 - the test reads it
