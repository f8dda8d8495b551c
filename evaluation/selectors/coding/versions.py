"""Codebook versions beside each other: what differs, what a draft would change, and results as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.models import User
from evaluation.findings.tables import Reconciliation
from evaluation.models import Answer, CodebookVersion, Coding, Question, Standing, ThemeCard, ThemeMove
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import seen_by
from evaluation.selectors.coding.effective import NOTHING, PEOPLE, Effective, Said, effective_codings
from evaluation.services.coding.runs import codes_of, outcome_of, rules_of
from evaluation.theming.codes import Codebook

READ_FOR_PREVIEW = 500
SHOWN_CHANGES = 10
FIELDS = {
    "title": "Title",
    "definition": "Definition",
    "include": "In",
    "exclude": "Out",
    "examples": "Typical examples",
    "borderline": "Borderline examples",
    "nearest": "Nearest themes",
    "seeds": "Seed phrases",
}


@dataclass(frozen=True)
class Difference:
    """One thing that differs of a theme: what, as it was, as it is."""

    theme: str
    what: str
    old: str = ""
    new: str = ""


def differences(old: CodebookVersion, new: CodebookVersion) -> list[Difference]:
    """What became of the themes between two versions, and every field of a card that changed: three queries."""
    before, after = _cards(old), _cards(new)
    moves = ThemeMove.objects.filter(codebook__number__gt=old.number, codebook__number__lte=new.number)
    ended = [
        Difference(
            move.theme.code, str(ThemeMove.Kind(move.kind).label), new=move.into.code if move.into else ""
        )
        for move in moves.select_related("theme", "into")
    ]
    added = [
        Difference(code, "Added", new=after[code].title) for code in sorted(after.keys() - before.keys())
    ]
    changed = [
        Difference(code, label, _text(getattr(before[code], name)), _text(getattr(after[code], name)))
        for code in sorted(before.keys() & after.keys())
        for name, label in FIELDS.items()
        if getattr(before[code], name) != getattr(after[code], name)
    ]
    return [*ended, *added, *changed]


def _cards(version: CodebookVersion) -> dict[str, ThemeCard]:
    return {card.theme.code: card for card in version.cards.select_related("theme")}


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


@dataclass(frozen=True)
class Preview:
    """What a draft would change in the answers that were read for it, of all there are.

    `rows`: code, title, answers now, answers with the draft. `waiting` counts answers that would wait for a person.
    `changes` are some of the answers that would change: words, codes now, codes then."""

    read: int
    answers: int
    rows: list[tuple[str, str, int, int]]
    waiting: tuple[int, int]
    changed: int
    changes: list[tuple[str, str, str]]


def preview_of(draft: CodebookVersion, coder: User | None = None) -> Preview:
    """Try a draft on at most 500 answers, drawn by their lots: what people decided by what would become of the themes,
    the rest by the rules alone, under the version that counts and under the draft. Nothing is written.

    What `coder` has still to code blind is left out."""
    everything = Answer.objects.filter(question__kind=Question.Kind.OPEN, superseded_by__isnull=True)
    current = seen_by(everything, coder)
    answers = list(current.select_related("question").order_by("standing__lot", "pk")[:READ_FOR_PREVIEW])
    now, then = _tried(answers, newest_codebook()), _tried(answers, draft)
    pairs = [(answer, now.get(answer.pk, NOTHING), then[answer.pk]) for answer in answers]
    changed = [pair for pair in pairs if _said(pair[1]) != _said(pair[2])]
    titles = {
        card.theme.code: card.title
        for version in (newest_codebook(), draft)
        for card in _cards(version).values()
    }
    before, after = _counted(now.values()), _counted(then.values())
    return Preview(
        read=len(answers),
        answers=current.count(),
        rows=[(code, titles[code], before[code], after[code]) for code in sorted(titles)],
        waiting=(
            sum(n.outcome == "waiting" for _, n, _ in pairs),
            sum(t.outcome == "waiting" for _, _, t in pairs),
        ),
        changed=len(changed),
        changes=[(answer.text, _said(n), _said(t)) for answer, n, t in changed[:SHOWN_CHANGES]],
    )


def _tried(answers: list[Answer], draft: CodebookVersion) -> dict[UUID, Effective]:
    people = Coding.objects.filter(answer__in=[answer.pk for answer in answers], purpose__in=PEOPLE)
    decided = set(people.filter(withdrawn_at__isnull=True).values_list("answer", flat=True))
    theirs, rules = effective_codings(people, draft, None), rules_of(draft)
    return {
        answer.pk: theirs.get(answer.pk, NOTHING) if answer.pk in decided else _by_engine(answer, rules)
        for answer in answers
    }


def _by_engine(answer: Answer, rules: Codebook) -> Effective:
    found = codes_of(answer, rules)
    codes = tuple(Said(code.theme, code.denied, code.start, code.end) for code in found)
    return Effective(outcome_of(answer.text, found), codes=codes)


def _counted(effective: Iterable[Effective]) -> Counter[str]:
    return Counter(theme for each in effective for theme in {said.theme for said in each.codes})


def _said(effective: Effective) -> str:
    named = [f"{said.theme}{' denied' if said.denied else ''}" for said in effective.codes]
    if named:
        return ", ".join(sorted(named))
    return str(Standing.Outcome(effective.outcome).label)


@dataclass(frozen=True)
class AsOf:
    """A round's results as of a version and a day: rows of code, title, answers that affirm, answers that deny."""

    rows: list[tuple[str, str, int, int]]
    reconciliation: Reconciliation


def as_of(round: ChallengeRound, codebook: CodebookVersion, day: date) -> AsOf:
    """The round's results as they were at the end of the day, under a published version. Codings whose time is not
    kept count as if they had been there."""
    until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    answers = list(_answers_at(round, until))
    codings = Coding.objects.filter(answer__response__survey__round=round)
    effective = effective_codings(codings, codebook, None, until=until)
    counts = [effective.get(answer, NOTHING) for answer in answers]
    outcomes = Counter(each.outcome for each in counts)
    told = Counter(
        (theme, denied) for each in counts for denied in (False, True) for theme in each.themes(denied=denied)
    )
    rows = [
        (code, card.title, told[code, False], told[code, True])
        for code, card in sorted(_cards(codebook).items())
    ]
    parts = {name: outcomes[name] for name in ("coded", "none", "unusable", "waiting")}
    return AsOf(rows, Reconciliation(received=len(answers), **parts))


def _answers_at(round: ChallengeRound, until: datetime) -> Iterable[UUID]:
    made = Q(first_revision__submitted_at__isnull=True) | Q(first_revision__submitted_at__lt=until)
    stood = Q(superseded_by__isnull=True) | Q(superseded_by__submitted_at__gte=until)
    answers = Answer.objects.filter(
        made, stood, response__survey__round=round, question__kind=Question.Kind.OPEN
    )
    return answers.values_list("pk", flat=True)
