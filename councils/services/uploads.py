"""An uploaded table between its upload, its dry run and the decision to take all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import timedelta
from typing import Any, BinaryIO, Protocol

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.errors import DomainError, NotAllowed
from councils.imports.people import FAULTY
from councils.imports.reading import FileFault, RawRow, read_table
from councils.models import PeopleImport

KEPT_FOR = timedelta(hours=24)


class Planned(Protocol):
    """A row of a dry run: a dataclass that says at least what becomes of it."""

    @property
    def verdict(self) -> str:
        """New, changed, the same or faulty."""


@transaction.atomic
def keep_file(
    file: BinaryIO,
    *,
    file_name: str,
    required: Sequence[str],
    optional: Sequence[str],
    subject: str,
    actor: Actor,
) -> PeopleImport:
    """Read a CSV or XLSX file with these columns and keep its rows for the actor until they are taken or given up.

    `subject` says what it is a file of. Raises NotAllowed for who has no account, DomainError with what is wrong with
    the file as a whole."""
    if actor.user is None:
        raise NotAllowed("A file is kept for an account: sign in first.")
    try:
        table = read_table(file, required, optional)
    except FileFault as fault:
        raise DomainError(str(fault), {"file": str(fault)}) from fault
    PeopleImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    rows = [[row.number, row.fault, *row.cells.values()] for row in table.rows]
    return PeopleImport.objects.create(
        user=actor.user, file_name=file_name[:200], columns=list(table.columns), rows=rows, subject=subject
    )


def rows_of(kept: PeopleImport) -> list[RawRow]:
    """The kept rows as they were read."""
    return [
        RawRow(number, dict(zip(kept.columns, cells, strict=True)), fault)
        for number, fault, *cells in kept.rows
    ]


def digest_of(plan: Iterable[Any]) -> str:
    """A short name of exactly this plan (rows are dataclasses): what was looked at is what is taken."""
    return hashlib.sha256(repr([astuple(row) for row in plan]).encode()).hexdigest()[:32]


def held(kept: PeopleImport, *, actor: Actor) -> PeopleImport:
    """The actor's file, locked until the transaction ends. Raises DomainError where it is gone already."""
    locked = PeopleImport.objects.select_for_update().visible_to(actor).filter(pk=kept.pk).first()
    if locked is None:
        raise DomainError("This file has been taken in already, or given up.")
    return locked


def check_plan(plan: Sequence[Planned], *, digest: str, what: str) -> None:
    """Raises DomainError where a row is faulty, or the plan is not the one that was looked at: `what` has changed."""
    if any(row.verdict == FAULTY for row in plan):
        raise DomainError("Nothing was saved: some rows are faulty. Correct the file and upload it again.")
    if digest_of(plan) != digest:
        raise DomainError(f"Nothing was saved: {what} have changed since you looked. Look at the rows again.")


@transaction.atomic
def drop_file(kept: PeopleImport, *, actor: Actor) -> None:
    """Give up a file: its rows are deleted."""
    PeopleImport.objects.visible_to(actor).filter(pk=kept.pk).delete()
