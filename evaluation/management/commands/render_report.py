"""`manage.py render_report`: the report of a round, or of the nation in a year, as a PDF file, made here and now."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from challenges.models import ChallengeRound
from councils.runs.services import RunRefused
from evaluation.models.reports import Audience
from evaluation.reports.chapters import CHOOSABLE, report_of
from evaluation.reports.data import attachments
from evaluation.reports.render import as_pdf
from evaluation.reports.snapshot import checksum
from evaluation.selectors.reports.commentary import Subject
from evaluation.services.reports.making import findings_for, frozen, moment_of, rounds_in


class Command(BaseCommand):
    """Renders a report without storing it."""

    help = "Render the evaluation report of a round, or the national report of a year, into a PDF file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The round or the year, the file, the audience, the chapters."""
        of = parser.add_mutually_exclusive_group(required=True)
        of.add_argument("--round", help="the round's id, as in its address")
        of.add_argument(
            "--national", metavar="YEAR", help="the year in which the rounds begin: 2025 or 2025/26"
        )
        parser.add_argument("--out", required=True, help="where to write the PDF")
        parser.add_argument("--audience", choices=Audience.values, default="staff")
        parser.add_argument(
            "--without", nargs="*", choices=CHOOSABLE, default=[], help="chapters to leave out"
        )
        parser.add_argument("--final", action="store_true", help="without the mark of a draft")
        parser.add_argument("--plain", action="store_true", help="without the tables attached")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, write, and say what was written."""
        subject = _subject(options["round"], options["national"])
        started = time.monotonic()
        try:
            runs = {round: findings_for(round, options["audience"]) for round in rounds_in(subject)}
            snapshot = frozen(subject, options["audience"], runs, options["without"])
            words = report_of(snapshot, checksum(snapshot))
            attached = () if options["plain"] else attachments(words, moment_of(snapshot))
            pdf = as_pdf(words, draft=not options["final"], attached=attached)
        except RunRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        Path(options["out"]).write_bytes(pdf.data)
        seconds = time.monotonic() - started
        digest = hashlib.sha256(pdf.data).hexdigest()
        self.stdout.write(
            f"{options['out']}: {pdf.pages} pages, {len(pdf.data)} bytes, {seconds:.1f} s, SHA-256 {digest}"
        )


def _subject(round: str | None, year: str | None) -> Subject:
    if year is None:
        return Subject(_round(round or ""))
    if not year[:4].isdecimal():
        raise CommandError(f"{year} is no year.")
    return Subject(start_year=int(year[:4]))


def _round(text: str) -> ChallengeRound:
    try:
        found = ChallengeRound.objects.filter(pk=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"There is no round {text}.")
    return found
