"""What the benchmark measures of the report: processor time, size, memory, and the same bytes again."""

from __future__ import annotations

import gc
import hashlib
import json
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.utils import timezone

from challenges.models import ChallengeRound
from evaluation.models import FindingsRun
from evaluation.reports.chapters import report_of
from evaluation.reports.nation import build_national_snapshot
from evaluation.reports.pieces import Report
from evaluation.reports.render import Pdf, as_html, as_pdf
from evaluation.reports.snapshot import build_snapshot, checksum
from evaluation.reports.speed import give_back_memory
from peerchallenge.benchmark.inside import say
from peerchallenge.benchmark.untuned import untuned

LONG = 300  # pages


def sample_report() -> Report:
    """The report of the sample's round, for staff."""
    run = FindingsRun.objects.filter(result__isnull=False).latest("finished_at")
    snapshot = build_snapshot(run.round, "staff", run)
    return report_of(snapshot, checksum(snapshot))


def regional(times: int = 3) -> None:
    """Processor seconds of the sample's report, ours and untuned by turns in one warm process: the least of each."""
    report = sample_report()
    html = as_html(report)
    as_pdf(report), untuned(html)
    ours, theirs = [], []
    for _ in range(times):
        ours.append(cpu(lambda: as_pdf(report)))
        theirs.append(cpu(lambda: untuned(html)))
    made = as_pdf(report)
    say(
        ours=min(ours),
        untuned=min(theirs),
        pages=made.pages,
        kilobytes=len(made.data) / 1024,
        untuned_kilobytes=len(untuned(html)) / 1024,
    )


def growth() -> None:
    """Processor seconds a page, of the sample's report and of its chapters printed again and again to 300 pages."""
    report = sample_report()
    pages = as_pdf(report).pages
    short = min(cpu(lambda: as_pdf(report)) for _ in range(3)) / pages
    many = longer(report, LONG // pages + 1)
    made: list[Pdf] = []
    long = cpu(lambda: made.append(as_pdf(many))) / made[0].pages
    say(short_pages=pages, short=short, long_pages=made[0].pages, long=long)


def longer(report: Report, times: int) -> Report:
    """A report with its chapters so many times over, each with an anchor of its own."""
    again = [replace(each, key=f"{each.key}-{n}x") for n in range(1, times) for each in report.chapters]
    return replace(report, chapters=(*report.chapters, *again))


def national() -> None:
    """Processor seconds and memory of the report of nine regions and their 153 councils; in an EMPTY database."""
    from evaluation.tests.nation import nation  # noqa: PLC0415 - it makes the data, as for the tests

    rounds = nation(people=60)
    as_pdf(report_of(*_frozen(rounds[:1])))
    give_back_memory()
    before = resident_mb()
    made: list[Pdf] = []
    seconds = cpu(lambda: made.append(as_pdf(report_of(*_frozen(rounds)))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    give_back_memory()
    councils = sum(round.challenges.count() for round in rounds)
    say(
        seconds=seconds,
        pages=made[0].pages,
        regions=len(rounds),
        councils=councils,
        kilobytes=len(made[0].data) / 1024,
        before_mb=before,
        peak_mb=peak,
        after_mb=resident_mb(),
    )


def _frozen(rounds: list[ChallengeRound]) -> tuple[dict[str, object], str]:
    runs = {round: FindingsRun.objects.get(round=round) for round in rounds}
    snapshot = build_national_snapshot(rounds[0].start_year, "staff", runs)
    return snapshot, checksum(snapshot)


def recounted() -> None:
    """The numbers of the sample's report, by an independent recount of the database."""
    from evaluation.tests.reports.recounted import compare  # noqa: PLC0415 - the test's own counting

    run = FindingsRun.objects.filter(result__isnull=False).latest("finished_at")
    found = compare(sample_report(), run.round, timezone.localdate())
    say(cells=found.cells, pairs=found.pairs, wrong=len(found.wrong))


def digest() -> None:
    """The SHA-256 of the sample's report as PDF, for comparing two processes."""
    say(sha256=hashlib.sha256(as_pdf(sample_report()).data).hexdigest())


def write(page: str, kept: str) -> None:
    """The sample's report for other programs: as HTML, and its snapshot."""
    run = FindingsRun.objects.filter(result__isnull=False).latest("finished_at")
    snapshot = build_snapshot(run.round, "staff", run)
    Path(page).write_text(as_html(report_of(snapshot, checksum(snapshot))), encoding="utf-8")
    Path(kept).write_text(json.dumps(snapshot), encoding="utf-8")
    say(written=True)


def read(kept: Path) -> Report:
    """The report of a snapshot that was written."""
    snapshot = json.loads(kept.read_text(encoding="utf-8"))
    return report_of(snapshot, checksum(snapshot))


def cpu(work: Callable[[], object]) -> float:
    """Processor seconds of this process for some work."""
    gc.collect()
    started = time.process_time()
    work()
    return time.process_time() - started


def resident_mb() -> float:
    """What this process holds in memory now; Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024
