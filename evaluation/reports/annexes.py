"""The annexes of a report: the questions, the codebook, every answer accounted for, what is hidden, the sources."""

from __future__ import annotations

from string import ascii_uppercase

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.reports.dates import FIXED, NONE, day, short_day
from evaluation.reports.pieces import Chapter, Section, Table
from evaluation.reports.places import places_of
from evaluation.reports.scales import every_closed_question
from evaluation.reports.source import Snapshot, Source
from evaluation.reports.themes import brief, named

TABLES = {
    "raised": "Who raised the theme",
    "denied": "Who said it was not so",
    "councils": "Councils of those who raised it",
    "scale": "Closed question",
    "response": "Who answered",
}
OPEN = "In their own words".replace(" ", FIXED)
F1_MEANS = (
    "F1 is twice the themes given by both, divided by all themes that the two gave: 1 is full agreement, 0 none. "
    "Only answers drawn at random are counted."
)
GLOSSARY = Table(
    "Words",
    ("Word", "Meaning"),
    (
        ("Challenge", "One council’s visit by peers, with its team, letter and actions"),
        ("Host", "The council that is visited"),
        ("Peer", "A person whom another council lends to the team"),
        ("Lead challenger", "The peer who leads the team and writes the letter"),
        ("Round", "The challenges of a region in a year"),
        ("Data pack", "The figures that the host gives the team before the visit"),
        ("Letter", "What the team tells the host in writing: strengths and areas for consideration"),
        ("Role group", "Political and corporate; children’s services; programme"),
        ("Raised unprompted", "Written in answer to an open question"),
    ),
    False,
)


def annexes(source: Source) -> Chapter:
    """Questions and every closed answer, codebook, agreement, the sums, what is hidden, glossary, sources."""
    snapshot, findings = source.snapshot, source.findings
    used = snapshot["versions"]
    sections = [
        _instrument(snapshot),
        Section("Every closed question", tables=every_closed_question(findings.scales)),
        Section(f"Codebook, version {used['codebook']}", tables=(_codebook(snapshot),)),
        _agreement(snapshot),
        _reconciliation(findings),
        *_denied(findings),
    ]
    log = _log(findings)
    if log:
        table = Table("What is hidden and why", ("Figure", "Of", "Groups", "Reason"), log, False)
        sections.append(Section("Suppression log", tables=(table,)))
    sections += [*_writers(source), Section("Glossary", tables=(GLOSSARY,)), _sources(source)]
    return Chapter(
        "annexes", "Annexes", sections=tuple(sections), runs_on=True, listed=not source.is_national
    )


def _agreement(snapshot: Snapshot) -> Section:
    """How far two people agreed, and people with the rules that coded the rest: the themes' F1 over all answers."""
    told = snapshot["agreement"]
    twice, agreed, pairs = told["coded_twice"], told["agreed"], told.get("pairs", ())
    said = (
        f"Of {twice} answers coded by two people apart from each other, {agreed} were given the same themes by both."
        if twice
        else "No answer has been coded by two people apart from each other."
    )
    if not pairs:
        return Section("Agreement between coders", (said,))
    rows = tuple((kind, str(n), *map(str, counts), _f1(*counts)) for kind, n, *counts in pairs)
    columns = (
        "Two coders",
        "Answers",
        "Themes given by both",
        "By the first only",
        "By the second only",
        "F1",
    )
    return Section(
        "Agreement between coders", (said, F1_MEANS), tables=(Table("Agreement on themes", columns, rows),)
    )


def _f1(both: int, first_only: int, second_only: int) -> str:
    mentions = 2 * both + first_only + second_only
    return f"{2 * both / mentions:.2f}" if mentions else NONE


def _reconciliation(findings: DisclosedFindings) -> Section:
    sums = findings.reconciliation
    rows = (
        ("Coded with at least one theme", sums.coded),
        ("Read, with no theme", sums.none),
        ("Unusable", sums.unusable),
        ("Waiting to be read", sums.waiting),
        ("Received", sums.received),
    )
    table = Table(
        "Open answers", ("What became of them", "Answers"), tuple((what, str(n)) for what, n in rows)
    )
    return Section("Every answer accounted for", tables=(table,))


def _denied(findings: DisclosedFindings) -> tuple[Section, ...]:
    """Who said of a theme that it was not so, by role group: the themes of which anybody may be shown to have."""
    joined = findings.programme_joined
    rows = tuple(
        (named(row), *(brief(dict(row.denied_by_group)[group]) for group in findings.groups))
        for row in findings.themes
        if isinstance(row.denied_people, int) and row.denied_people
    )
    if not rows:
        return ()
    columns = ("Theme", *(words.group_name(group, joined) for group in findings.groups))
    table = Table("Said it was not so, by role group", columns, rows)
    return (Section("The contrary view by role group", tables=(table,)),)


def _writers(source: Source) -> tuple[Section, ...]:
    """Who wrote what and when: in a staff report."""
    written = source.snapshot["commentary"]
    if not written or source.snapshot["audience"] != "staff":
        return ()
    titles = {place.key: place.title for place in places_of(_titles(source))}
    rows = tuple(
        (titles.get(place, place), text["by"], short_day(text["on"]), str(text["number"]))
        for place, text in written.items()
    )
    table = Table("Words written by staff", ("Place", "By", "On", "Version"), rows, False)
    return (Section("Who wrote what", tables=(table,)),)


def _titles(source: Source) -> list[tuple[str, str]]:
    return [(row.theme.code, row.theme.title) for row in source.findings.themes]


def _sources(source: Source) -> Section:
    """Where the data come from, and the checksum by which anybody can tell that they are these."""
    snapshot = source.snapshot
    rows = (
        ("Answers", f"The feedback survey, questionnaire version {snapshot['versions']['questionnaire']}"),
        ("Counted on", day(snapshot["as_of"])),
        (
            "Challenges, data packs and actions",
            f"The programme’s own records, as of {day(snapshot['made_on'])}",
        ),
        (
            "Coding",
            f"Engine {snapshot['versions']['engine']}, codebook version {snapshot['versions']['codebook']}",
        ),
    )
    table = Table("Sources", ("Data", "From"), rows, False)
    said = f"Checksum of the data behind this report (SHA-256): {source.checksum}"
    attached = "The PDF carries every table as a workbook (XLSX) and as text (CSV)."
    return Section("Data sources and checksum", tables=(table,), after=(attached, said))


def _instrument(snapshot: Snapshot) -> Section:
    """The questions in order; each set of options is printed once and named by a letter."""
    letters: dict[tuple[str, ...], str] = {}
    rows = []
    for question in snapshot["instrument"]:
        options = tuple(question["options"])
        if options and options not in letters:
            letters[options] = f"Scale {ascii_uppercase[len(letters)]}"
        rows.append((question["text"], letters.get(options, OPEN)))
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
