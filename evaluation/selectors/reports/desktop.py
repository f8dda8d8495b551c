"""What a writer has beside them: the figures of a report as a published one would give them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from challenges.models import ChallengeRound
from councils.runs.services import RunRefused
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.disclosure import disclose
from evaluation.findings.documents import from_json
from evaluation.models import CodebookVersion, FindingsRun
from evaluation.reports.chapters import findings_chapters
from evaluation.reports.nation import national_findings, national_records
from evaluation.reports.pieces import Chapter
from evaluation.reports.places import Place, places_of
from evaluation.reports.sentences import Figures, figures_of
from evaluation.reports.snapshot import Snapshot, records_of
from evaluation.reports.source import Source
from evaluation.selectors.findings.runs import run_to_report, theme_cards
from evaluation.selectors.reports.commentary import Subject
from evaluation.selectors.reports.national import rounds_of

AUDIENCE = "published"


@dataclass(frozen=True)
class Desk:
    """The places, the figures that sentences are made from, and the chapters of findings that they stand in."""

    places: tuple[Place, ...]
    figures: Figures
    chapters: tuple[Chapter, ...]

    def beside(self, place: Place) -> tuple[Chapter, ...]:
        """The figures that stand beside a place: the section of its theme."""
        title = str(self.figures.get(f"{place.theme}.title", ""))
        for chapter in self.chapters:
            sections = tuple(section for section in chapter.sections if section.heading == title)
            if title and sections:
                return (Chapter(chapter.key, chapter.heading, sections=sections),)
        return ()


def desk_of(subject: Subject) -> Desk:
    """The writer's desk of a round, or of the nation in a year. Only what a published report may show is on it, so that
    no word made from it says more."""
    findings, records = _of_round(subject.round) if subject.round else _of_nation(subject.start_year or 0)
    codebook = CodebookVersion.objects.order_by("-number").first()
    cards = theme_cards(codebook) if codebook else ()
    figures = figures_of(findings, records)
    chapters = findings_chapters(Source(findings, figures)) if findings else ()
    return Desk(places_of((card.code, card.title) for card in cards), figures, chapters)


def _of_round(round: ChallengeRound) -> tuple[DisclosedFindings | None, Snapshot]:
    run = run_to_report(round.pk, AUDIENCE)
    found = disclose(from_json(run.result), AUDIENCE) if run and run.result else None
    return found, records_of(round, AUDIENCE, timezone.localdate())


def _of_nation(start_year: int) -> tuple[DisclosedFindings | None, Snapshot]:
    rounds = list(rounds_of(start_year))
    runs: dict[ChallengeRound, FindingsRun] = {}
    for round in rounds:
        run = run_to_report(round.pk, AUDIENCE)
        if run and run.result:
            runs[round] = run
    records = national_records(rounds, AUDIENCE, timezone.localdate())
    try:
        return (national_findings(runs, AUDIENCE).everything if runs else None), records
    except RunRefused:
        return None, records
