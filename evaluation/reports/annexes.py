"""The last chapters of a report: how it was made, the questions, the codebook, and what is hidden."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.reports.pieces import Chapter, Section, Table
from evaluation.reports.scales import every_closed_question

Snapshot = dict[str, Any]
TABLES = {
    "raised": "Who raised the theme",
    "denied": "Who said it was not so",
    "councils": "Councils of those who raised it",
    "scale": "Closed question",
    "response": "Who answered",
}


def method(snapshot: Snapshot, findings: DisclosedFindings, checksum: str) -> Chapter:
    """How answers became findings, what is hidden, and what the figures cannot say."""
    used = snapshot["versions"]
    coding = Section(
        "Coding",
        (
            f"Open answers were coded by the rules of engine {used['engine']} under codebook version "
            f"{used['codebook']}; where a person coded an answer, that counts instead. One answer may carry several "
            "themes or none. A benefit that is denied, or a barrier that has gone, is counted apart.",
            f"Every open answer is accounted for: {words.reconciliation(findings.reconciliation)}.",
        ),
        tables=(_quantity_words(),),
    )
    limits = Section(
        "Limits",
        (
            "The people asked took part in the round; they are not a random sample. What they say is what they saw; "
            "it is not an independent measure of outcomes for children.",
            f"Checksum of the data behind this report (SHA-256): {checksum}",
        ),
    )
    return Chapter("method", "Method", sections=(coding, _hidden(snapshot, findings), limits))


def _quantity_words() -> Table:
    columns = ("Word", "Share of those who answered")
    return Table("Quantity words for scale answers", columns, words.printed_ranges(), False)


def _hidden(snapshot: Snapshot, findings: DisclosedFindings) -> Section:
    number = len(findings.suppressed)
    listed = f"{number} {'figure is' if number == 1 else 'figures are'} hidden; the last annex lists them."
    rule = (
        f"A group of fewer than {snapshot['threshold']} people is not shown, nor a split that tells what all or "
        "none of a group said, nor what could be found from those by subtraction."
    )
    return Section("What is hidden", (rule, listed if number else "Nothing is hidden in this report."))


def annexes(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """The questions asked and every closed answer, the codebook, the log of what is hidden."""
    used = snapshot["versions"]
    sections = [
        _instrument(snapshot),
        Section("Every closed question", tables=every_closed_question(findings.scales)),
        Section(f"Codebook, version {used['codebook']}", tables=(_codebook(snapshot),)),
    ]
    log = _log(findings)
    if log:
        table = Table("What is hidden and why", ("Figure", "Of", "Groups", "Reason"), log, False)
        sections.append(Section("Suppression log", tables=(table,)))
    return Chapter("annexes", "Annexes", sections=tuple(s for s in sections if s.tables))


def _instrument(snapshot: Snapshot) -> Section:
    """The questions in order; each set of options is printed once and named by a letter."""
    letters: dict[tuple[str, ...], str] = {}
    rows = []
    for question in snapshot["instrument"]:
        options = tuple(question["options"])
        if options and options not in letters:
            letters[options] = f"Scale {ascii_uppercase[len(letters)]}"
        rows.append((question["text"], letters.get(options, "In their own words")))
    scales = tuple(f"{name}: {' / '.join(options)}." for options, name in letters.items())
    table = Table("Questions", ("Question", "Answered by"), tuple(rows), False)
    return Section(f"Questionnaire, version {snapshot['versions']['questionnaire']}", scales, tables=(table,))


def _codebook(snapshot: Snapshot) -> Table:
    rows = tuple(
        (f"{c['code']} {c['title']}", c["definition"], c["include"] or "–", c["exclude"] or "–")
        for c in snapshot["codebook"]
    )
    return Table("Themes", ("Theme", "Definition", "In", "Out"), rows, False)


def _log(findings: DisclosedFindings) -> tuple[tuple[str, ...], ...]:
    """The log in words, the groups of one figure that share a reason in one row."""
    questions = {scale.question.key: f"“{scale.question.text}”" for scale in findings.scales}
    themes = {row.theme.code: f"{row.theme.code} {row.theme.title}" for row in findings.themes}
    rows: dict[tuple[str, str, str], list[str]] = {}
    for line in findings.suppressed:
        # A closed question may share its key with the theme that it asks about.
        named = questions if line.table == "scale" else themes
        key = (TABLES[line.table], named.get(line.row, "Invited and answered"), line.reason)
        rows.setdefault(key, []).append(words.group_name(line.group, findings.programme_joined))
    return tuple((figure, of, "; ".join(groups), reason) for (figure, of, reason), groups in rows.items())
