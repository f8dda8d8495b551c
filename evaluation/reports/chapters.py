"""A report in words, from its snapshot alone: every number printed here stands in the snapshot."""

from __future__ import annotations

from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.documents import disclosed_from_json
from evaluation.reports.annexes import annexes, method
from evaluation.reports.dates import day
from evaluation.reports.delivery import change, delivery
from evaluation.reports.pieces import Chapter, Report, Section, Table
from evaluation.reports.themes import findings_chapters, ranked

Snapshot = dict[str, Any]
AUDIENCES = {"staff": "For staff: not for publication", "published": "For publication"}
LEADING = 3
PLURALS = {"benefit": "benefits", "development": "areas for development", "barrier": "barriers"}


def report_of(snapshot: Snapshot, checksum: str) -> Report:
    """The whole report. The same snapshot always gives the same words."""
    findings = disclosed_from_json(snapshot["findings"])
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
        chapters=(
            summary(snapshot, findings),
            who_answered(snapshot, findings),
            delivery(snapshot),
            *findings_chapters(findings, snapshot["quotes"]),
            change(snapshot),
            method(snapshot, findings, checksum),
            annexes(snapshot, findings),
        ),
    )


def summary(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """What the report says, on a page."""
    told, packs, moved_on = snapshot["delivery"], snapshot["data_packs"], snapshot["change"]
    happened = (
        f"{told['held']} of {told['planned']} challenges planned were held.",
        f"{words.rate(findings.everyone)}.",
    )
    found = tuple(line for kind in PLURALS if (line := _leading(findings, kind)))
    followed = (
        f"{packs['on_time']} of {packs['held']} data packs came on time.",
        f"{moved_on['measured']} of {moved_on['actions']} actions have a measured result.",
    )
    sections = (
        Section("The round", points=happened),
        Section("What people said", points=found or ("Too few answers to say.",)),
        Section("What followed", points=followed),
    )
    return Chapter("summary", "Summary", sections=sections)


def _leading(findings: DisclosedFindings, heading: str) -> str:
    """The themes raised most often under a heading, with their numbers; ties with the last are named too."""
    raised = [t for t in ranked(findings, heading) if isinstance(t.people, int) and t.people]
    if not raised:
        return ""
    least = raised[:LEADING][-1].people
    named = [
        f"{t.theme.title.lower()} ({t.people} of {t.people_base})"
        for t in raised
        if isinstance(t.people, int) and isinstance(least, int) and t.people >= least
    ]
    return f"The {PLURALS[heading]} that people raised most, unprompted: {'; '.join(named)}."


def who_answered(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """Invited and answered, by role group."""
    joined = findings.programme_joined
    rows = [(words.group_name(group, joined), words.rate(rate)) for group, rate in findings.rates]
    rows.append((words.group_name("all"), words.rate(findings.everyone)))
    table = Table("Who was asked and who answered", ("Group", "Answered"), tuple(rows), numeric=False)
    said = (
        _survey_days(snapshot),
        "The people asked took part in the round; they are not a random sample. Every figure is of those who answered.",
    )
    return Chapter("answered", "Who answered", said, (Section("Response", tables=(table,)),))


def _survey_days(snapshot: Snapshot) -> str:
    opens, closes = snapshot["survey"]["opens_on"], snapshot["survey"]["closes_on"]
    if closes >= snapshot["as_of"]:
        return (
            f"The survey opened on {day(opens)} and takes answers until {day(closes)}. "
            f"This report counts those given by {day(snapshot['as_of'])}."
        )
    return f"The survey was open from {day(opens)} to {day(closes)}."
