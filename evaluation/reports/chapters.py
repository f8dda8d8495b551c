"""A report in words, from its snapshot alone: every number printed here stands in the snapshot."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.findings import words
from evaluation.reports.annexes import annexes
from evaluation.reports.barriers import NO_LAST_ROUND, barriers, has_last_round
from evaluation.reports.change import change, conclusions, cross_regional
from evaluation.reports.dates import day
from evaluation.reports.delivery import delivery
from evaluation.reports.method import method
from evaluation.reports.pieces import Chapter, Report, Section
from evaluation.reports.places import RECOMMENDATIONS
from evaluation.reports.regions import regions
from evaluation.reports.source import Snapshot, Source, source_of
from evaluation.reports.themes import benefits, development, ranked

AUDIENCES = {"staff": "For staff: not for publication", "published": "For publication"}
LEADING = 3
PLURALS = {"benefit": "benefits", "barrier": "barriers", "development": "areas for development"}
# Chapters that may be left out, in their order; summary and method always stand before them, annexes last.
CHOOSABLE: dict[str, tuple[str, Callable[[Source], Chapter]]] = {
    "delivery": ("Delivery", delivery),
    "regions": ("Regions side by side", regions),
    "benefits": ("Benefits", benefits),
    "change": ("Evidence of change", change),
    "barriers": ("Barriers then and now", barriers),
    "development": ("Areas for development", development),
    "cross-regional": ("Cross-regional learning", cross_regional),
    "conclusions": ("Conclusions and recommendations", conclusions),
}
NATIONAL_ONLY = ("regions",)


def report_of(snapshot: Snapshot, checksum: str) -> Report:
    """The whole report. The same snapshot always gives the same words.

    Raises RunRefused where the snapshot says what its own figures do not bear out."""
    source = source_of(snapshot, checksum)
    place = " and ".join(snapshot["round"]["regions"])
    return Report(
        title="Evaluation of sector-led peer challenge",
        subtitle=f"{place}, {snapshot['round']['year']}",
        body=snapshot["national_body"],
        as_of=day(snapshot["as_of"]),
        made_on=day(snapshot["made_on"]),
        audience=AUDIENCES[snapshot["audience"]],
        sample=snapshot["sample"],
        checksum=checksum,
        chapters=(summary(source), method(source), *_chosen(source), annexes(source)),
    )


def findings_chapters(source: Source) -> tuple[Chapter, ...]:
    """The chapters of what was found; the page of findings shows them without quotes and commentary."""
    return (benefits(source), barriers(source), development(source))


def _chosen(source: Source) -> tuple[Chapter, ...]:
    left_out = set(source.snapshot["left_out"])
    if not source.is_national:
        left_out.update(NATIONAL_ONLY)
    return tuple(build(source) for key, (_, build) in CHOOSABLE.items() if key not in left_out)


def summary(source: Source) -> Chapter:
    """What the report says, on a page."""
    found = tuple(line for kind in PLURALS if (line := _leading(source, kind)))
    followed = tuple(line for key in ("packs", "measured") if (line := source.say(key)))
    sections = [
        Section("The round", points=(source.say("held"), words.rate(source.findings.everyone) + ".")),
        Section("What people said", points=found or ("Too few answers to say.",)),
        Section("Progress since the last round", points=_progress(source)),
        Section("What followed", points=followed),
    ]
    recommended = tuple(
        f"{title.partition(' to ')[2].capitalize()}: {row}"
        for key, title in RECOMMENDATIONS.items()
        for row in source.rows(key)[:LEADING]
    )
    if recommended and "conclusions" not in source.snapshot["left_out"]:
        sections.append(Section("Recommendations", points=recommended))
    return Chapter("summary", "Summary", sections=tuple(sections))


def _progress(source: Source) -> tuple[str, ...]:
    """What the barriers did since last round, where the numbers can carry it."""
    rows = source.findings.barriers
    if not has_last_round(rows):
        return (NO_LAST_ROUND,)
    said = tuple(
        f"{row.theme.title}: {words.change(row)}." for row in rows if row.verdict != "too_few_to_say"
    )
    return said or ("For no barrier do the answers carry a comparison: too few to say.",)


def _leading(source: Source, heading: str) -> str:
    """The themes raised most often under a heading, with their numbers; ties with the last are named too."""
    raised = [t for t in ranked(source, heading) if isinstance(t.people, int) and t.people]
    if not raised:
        return ""
    least = raised[:LEADING][-1].people
    named = [
        f"{t.theme.title.lower()} ({t.people} of {t.people_base})"
        for t in raised
        if isinstance(t.people, int) and isinstance(least, int) and t.people >= least
    ]
    return f"The {PLURALS[heading]} that people raised most, unprompted: {'; '.join(named)}."
