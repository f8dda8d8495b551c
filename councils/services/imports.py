"""Taking in a file of people: upload, dry run, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from django.db import IntegrityError, transaction

from councils.access import is_the_system
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.imports.people import NEW, OPTIONAL, REQUIRED, SAME, PlannedRow, plan_people
from councils.imports.posts import PostFacts
from councils.models import PeopleImport, Person, Post
from councils.selectors.directory import directory_for, known_people
from councils.services.people import next_reference, reference_after
from councils.services.uploads import check_plan, held, keep_file, rows_of

PEOPLE = "people"


@transaction.atomic
def start_people_import(file: BinaryIO, *, file_name: str, actor: Actor) -> PeopleImport:
    """Read a CSV or XLSX file and keep its rows until they are taken or given up; nothing else is saved.

    Raises NotAllowed, or DomainError with what is wrong with the file as a whole."""
    _require_keeper(actor)
    return keep_file(
        file, file_name=file_name, required=REQUIRED, optional=OPTIONAL, subject=PEOPLE, actor=actor
    )


def plan_of(kept: PeopleImport, *, actor: Actor) -> tuple[PlannedRow, ...]:
    """What the kept rows would do to the people of this moment, if `actor` took them."""
    return plan_people(kept.columns, rows_of(kept), known_people(actor), directory_for(actor))


@transaction.atomic
def take_people_import(kept: PeopleImport, *, digest: str, actor: Actor) -> tuple[int, int]:
    """Save every row, or none: how many people are new, and how many rows changed somebody.

    Raises NotAllowed, or DomainError where a row is faulty, somebody has changed people since the dry run, or the
    import has been taken already."""
    _require_keeper(actor)
    locked = held(kept, actor=actor)
    plan = plan_of(locked, actor=actor)
    check_plan(plan, digest=digest, what="people")
    taken = _take(plan, actor)
    locked.delete()
    return taken


def _take(plan: Iterable[PlannedRow], actor: Actor) -> tuple[int, int]:
    """What the database itself refuses (one post held twice at once) is said in words, and undone as a whole."""
    changed = [row for row in plan if row.person is not None and row.verdict != SAME]
    try:
        with transaction.atomic():
            made = _add(plan, actor)
            for row in changed:
                _change(row, actor)
    except IntegrityError as error:
        sentence = (
            "Nothing was saved: a row gives somebody a post that they hold already, or a reference in use."
        )
        raise DomainError(sentence) from error
    return made, len(changed)


def _require_keeper(actor: Actor) -> None:
    if not (is_the_system(actor) or actor.is_administrator or actor.managed_region_ids):
        raise NotAllowed("Only administrators and programme managers can import people.")


def _add(plan: Iterable[PlannedRow], actor: Actor) -> int:
    """Make the new people, each once whatever the number of their posts."""
    made: dict[str, Person] = {}
    reference, count = next_reference(), 0
    taken = {row.reference for row in plan}
    for row in plan:
        if row.verdict != NEW:
            continue
        person = made.get(row.reference) if row.reference else None
        if person is None:
            while not row.reference and reference in taken:
                reference = reference_after(reference)
            person = _make(row, row.reference or reference, actor)
            reference = reference if row.reference else reference_after(reference)
            made[row.reference], count = person, count + 1
        if row.post:
            Post.objects.create(person=person, **_fields(row.post))
    return count


def _make(row: PlannedRow, reference: str, actor: Actor) -> Person:
    fields = {name: after for name, _, after in row.changes if name != "post"}
    person = Person.objects.create(reference=reference, **fields)
    after = {name: value for name, _, value in row.changes}
    record(actor, "imported the person", person, after=after)
    return person


def _change(row: PlannedRow, actor: Actor) -> None:
    person = Person.objects.get(reference=row.reference)
    values = {name: after for name, _, after in row.changes if name in ("name", "email", "phone")}
    Person.objects.filter(pk=person.pk).update(**values) if values else None
    if row.post and row.post_before:
        Post.objects.filter(pk=row.post_before).update(**_fields(row.post))
    elif row.post:
        Post.objects.create(person=person, **_fields(row.post))
    before = {name: before for name, before, _ in row.changes}
    record(
        actor,
        "changed by import",
        person,
        before=before,
        after={name: after for name, _, after in row.changes},
    )


def _fields(post: PostFacts) -> dict[str, object]:
    place = {"council_id": post.place.key} if post.place.dfe_number else {"region_id": post.place.key}
    return {"kind": post.kind, "starts_on": post.starts_on, "ends_on": post.ends_on, **place}
