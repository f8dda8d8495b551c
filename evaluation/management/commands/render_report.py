"""`manage.py render_report`: a round's report as a PDF file, made here and now."""

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
from evaluation.reports.chapters import report_of
from evaluation.reports.render import as_pdf
from evaluation.reports.snapshot import build_snapshot, checksum
from evaluation.services.reports import findings_for


class Command(BaseCommand):
    """Renders a report without storing it."""

    help = "Render the evaluation report of a round into a PDF file."

    def add_arguments(self, parser: CommandParser) -> None:
        """The round, the file and the audience."""
        parser.add_argument("--round", required=True, help="the round's id, as in its address")
        parser.add_argument("--out", required=True, help="where to write the PDF")
        parser.add_argument("--audience", choices=Audience.values, default="staff")

    def handle(self, *args: Any, **options: Any) -> None:
        """Render, write, and say what was written."""
        round = _round(options["round"])
        started = time.monotonic()
        try:
            snapshot = build_snapshot(round, options["audience"], findings_for(round, options["audience"]))
            pdf = as_pdf(report_of(snapshot, checksum(snapshot)))
        except RunRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        Path(options["out"]).write_bytes(pdf.data)
        seconds = time.monotonic() - started
        digest = hashlib.sha256(pdf.data).hexdigest()
        self.stdout.write(
            f"{options['out']}: {pdf.pages} pages, {len(pdf.data)} bytes, {seconds:.1f} s, SHA-256 {digest}"
        )


def _round(text: str) -> ChallengeRound:
    try:
        found = ChallengeRound.objects.filter(pk=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise CommandError(f"There is no round {text}.")
    return found
