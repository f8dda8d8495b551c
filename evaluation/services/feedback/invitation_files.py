"""Inviting people from a file: upload, dry run that names bad rows, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.imports.reading import FileFault, read_table
from councils.models import Person, Post
from evaluation.models import KeptFile, Survey
from evaluation.selectors.feedback.survey import posts_in_round
from evaluation.services.feedback.surveys import invite_post, parts_played, require_manager

REQUIRED, OPTIONAL = ("reference",), ("name",)
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class PlannedInvitation:
    """One row of the file: whom it names, and what is wrong with it (empty where nothing is)."""

    number: int
    reference: str
    name: str
    post: Post | None = None
    fault: str = ""
    asked: bool = False


@transaction.atomic
def start_invitation_file(*, survey: Survey, file: BinaryIO, file_name: str, actor: Actor) -> KeptFile:
    """Read a CSV or XLSX file of person references and keep its rows; nobody is invited yet.

    Raises NotAllowed, or DomainError with what is wrong with the file as a whole."""
    require_manager(actor, survey.round)
    if actor.user is None:
        raise NotAllowed("A file is kept for an account: sign in first.")
    try:
        table = read_table(file, REQUIRED, OPTIONAL)
    except FileFault as fault:
        raise DomainError(str(fault), {"file": str(fault)}) from fault
    KeptFile.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    return KeptFile.objects.create(
        user=actor.user,
        survey=survey,
        purpose=KeptFile.Purpose.INVITATIONS,
        file_name=file_name[:200],
        columns=list(table.columns),
        rows=[[row.number, row.fault, *row.cells.values()] for row in table.rows],
    )


def plan_invitations(kept: KeptFile) -> list[PlannedInvitation]:
    """What each kept row would do now."""
    rows = [
        (number, fault, dict(zip(kept.columns, cells, strict=True))) for number, fault, *cells in kept.rows
    ]
    references = {cells["reference"] for _, _, cells in rows}
    people = {person.reference: person for person in Person.objects.filter(reference__in=references)}
    posts = posts_in_round(kept.survey, [person.pk for person in people.values()])
    asked = set(kept.survey.invitations.values_list("person__reference", flat=True))
    seen: set[str] = set()
    planned = []
    for number, fault, cells in rows:
        reference = cells["reference"]
        person = people.get(reference)
        post = posts.get(person.pk) if person else None
        wrong = fault or _fault(cells, person, post, twice=reference in seen)
        seen.add(reference)
        name = person.name if person and not wrong else cells.get("name", "")
        planned.append(PlannedInvitation(number, reference, name, post, wrong, reference in asked))
    return planned


def _fault(cells: dict[str, str], person: Person | None, post: Post | None, *, twice: bool) -> str:
    named = cells.get("name", "")
    checks = (
        (not cells["reference"], "The reference is missing."),
        (twice, "This reference is in the file twice."),
        (person is None, "Nobody has this reference."),
        (
            person is not None and person.merged_into_id is not None,
            "This record was merged into another: use that one’s reference.",
        ),
        (
            bool(person and named and named.casefold() != person.name.casefold()),
            f"The reference belongs to {person}, not to this name.",
        ),
        (post is None, "This person holds no post in a region of the round."),
    )
    return next((sentence for wrong, sentence in checks if wrong), "")


@transaction.atomic
def take_invitation_file(kept: KeptFile, *, actor: Actor) -> int:
    """Invite everybody of the file who is not asked yet; how many. All of them or none.

    Raises DomainError where a row is bad or the file has been taken already."""
    require_manager(actor, kept.survey.round)
    locked = KeptFile.objects.select_for_update().visible_to(actor).filter(pk=kept.pk).first()
    if locked is None:
        raise DomainError("This file has been taken in already, or given up.")
    plan = plan_invitations(locked)
    if any(row.fault for row in plan):
        raise DomainError("Nobody was invited: some rows are bad. Correct the file and upload it again.")
    made = _invite(locked.survey, [row for row in plan if not row.asked])
    record(actor, "invited people from a file", locked.survey, after={"people": made})
    locked.delete()
    return made


def _invite(survey: Survey, rows: Iterable[PlannedInvitation]) -> int:
    played = parts_played(survey.round)
    posts = [row.post for row in rows if row.post is not None]
    for post in posts:
        invite_post(survey, post, played.get(post.person_id, []))
    return len(posts)
