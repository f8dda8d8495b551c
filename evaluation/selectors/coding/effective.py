"""Which coding counts for an answer: the latest that a person made at the desk or in adjudication, else the engine's.

A person's decision under an older codebook stands under a newer one, by what became of its themes. Where a theme of it
was split, or all its themes were retired, the answer waits for a person: the engine never overrules one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from evaluation.models import CodeAssignment, CodebookVersion, Coding
from evaluation.selectors.coding.codebook import Fates, SplitTheme, fates_until

PEOPLE = (Coding.Purpose.DESK, Coding.Purpose.ADJUDICATION)
WAITING = "waiting"


@dataclass(frozen=True)
class Said:
    """A theme (by its code now) that an answer affirms or denies, and the words that say so."""

    theme: str
    denied: bool
    start: int
    end: int


@dataclass(frozen=True)
class Effective:
    """What counts for one answer. `outcome` is coded, none, unusable or waiting; `coding` the row it comes from.

    `disputed`: a person and the engine, or two engines, say different things. `accepted`: the engine's, and an audit
    lets it stand without a person."""

    outcome: str = WAITING
    coding: int | None = None
    by_person: bool = False
    codes: tuple[Said, ...] = ()
    score: float | None = None
    disputed: bool = False
    accepted: bool = False

    def themes(self, *, denied: bool) -> tuple[str, ...]:
        """The codes of its themes, sorted."""
        return tuple(sorted(said.theme for said in self.codes if said.denied == denied))


NOTHING = Effective()


@dataclass(frozen=True)
class _Row:
    pk: int
    purpose: str
    engine: str
    outcome: str
    score: float | None
    number: int
    accepted: bool


def effective_codings(
    codings: QuerySet[Coding],
    codebook: CodebookVersion,
    engine: str | None,
    *,
    until: datetime | None = None,
    fates: Fates | None = None,
) -> dict[UUID, Effective]:
    """What counts, by answer, of those that have any of `codings`: three queries, however many.

    `engine` None takes the newest engine's codings. `until` shows it as it was at that time. `fates` are those of
    the codebook unless others are to be tried out."""
    standing = codings.filter(_stood_at(until), codebook__number__lte=codebook.number)
    machine = Q(purpose=Coding.Purpose.ENGINE, codebook=codebook)
    counting = standing.filter(Q(purpose__in=PEOPLE) | machine)
    fates = fates or fates_until(codebook)
    codes = _codes(counting)
    return {
        answer: _effective(rows, codes, fates, codebook.number, engine)
        for answer, rows in _rows(counting).items()
    }


def _stood_at(until: datetime | None) -> Q:
    if until is None:
        return Q(withdrawn_at__isnull=True)
    made = Q(created_at__isnull=True) | Q(created_at__lte=until)
    return made & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=until))


def _rows(codings: QuerySet[Coding]) -> dict[UUID, list[_Row]]:
    rows: dict[UUID, list[_Row]] = {}
    found = codings.order_by("pk").values_list(
        "answer", "pk", "purpose", "engine", "outcome", "score", "codebook__number", "accepted"
    )
    for answer, pk, purpose, engine, outcome, score, number, accepted in found:
        row = _Row(pk, purpose, engine, outcome, score, number, accepted)
        rows.setdefault(answer, []).append(row)
    return rows


def _codes(codings: QuerySet[Coding]) -> dict[int, list[Said]]:
    codes: dict[int, list[Said]] = {}
    found = CodeAssignment.objects.filter(coding__in=codings.order_by().values("pk"))
    fields = ("coding", "theme__code", "denied", "start", "end")
    for coding, theme, denied, start, end in found.order_by("start", "theme__code").values_list(*fields):
        codes.setdefault(coding, []).append(Said(theme, denied, start, end))
    return codes


def _effective(
    rows: list[_Row], codes: dict[int, list[Said]], fates: Fates, number: int, engine: str | None
) -> Effective:
    human = [row for row in rows if row.purpose in PEOPLE]
    engines = {row.engine.partition("-")[0]: row for row in rows if row.purpose == Coding.Purpose.ENGINE}
    ours = [row for row in rows if row.purpose == Coding.Purpose.ENGINE and engine in (None, row.engine)]
    counting = (human or ours)[-1:]
    if not counting:
        return NOTHING
    opinions = {
        _opinion(row, codes, fates) for row in (*counting, *(engines.values() if not _judged(human) else ()))
    }
    return _of_row(counting[0], codes, fates, number, disputed=len(opinions) > 1)  # fmt: skip


def _judged(human: list[_Row]) -> bool:
    return bool(human) and human[-1].purpose == Coding.Purpose.ADJUDICATION


def _opinion(row: _Row, codes: dict[int, list[Said]], fates: Fates) -> Any:
    try:
        said = followed(codes.get(row.pk, []), fates, row.number)
    except SplitTheme:
        return WAITING
    return frozenset((each.theme, each.denied) for each in said) or row.outcome


def _of_row(
    row: _Row, codes: dict[int, list[Said]], fates: Fates, number: int, *, disputed: bool
) -> Effective:
    try:
        said = followed(codes.get(row.pk, []), fates, row.number)
    except SplitTheme:
        return NOTHING
    if row.outcome == Coding.Outcome.CODED and not said:
        return NOTHING
    by_person = row.purpose in PEOPLE
    score = None if by_person else row.score
    return Effective(row.outcome, row.pk, by_person, said, score, disputed, row.accepted)


def followed(codes: Iterable[Said], fates: Fates, since: int) -> tuple[Said, ...]:
    """Codes by what became of their themes, each theme once per polarity. Raises SplitTheme."""
    kept: dict[tuple[str, bool], Said] = {}
    for said in codes:
        now = fates.of(said.theme, since=since)
        if now is not None:
            kept.setdefault((now, said.denied), Said(now, said.denied, said.start, said.end))
    return tuple(kept.values())
