"""A report in words, from its snapshot alone: every number printed here stands in the snapshot."""

from __future__ import annotations

from datetime import date
from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings, DisclosedScale, DisclosedTheme, Hidden
from evaluation.findings.documents import disclosed_from_json
from evaluation.findings.tables import Distribution
from evaluation.reports.charts.bars import Bar, Spread, bars, spreads
from evaluation.reports.pieces import Chapter, Report, Said, Section, Table

Snapshot = dict[str, Any]
MUCH = ("great", "moderate")
IN_2012_13 = (
    "In the evaluation of 2012 funding, time, capacity and willingness stood in the way; in 2013 they were reported "
    "as less prominent. Those evaluations give no figures to compare with, so none are printed here."
)


def report_of(snapshot: Snapshot, checksum: str) -> Report:
    """The whole report. The same snapshot always gives the same words."""
    findings = disclosed_from_json(snapshot["findings"])
    place = " and ".join(snapshot["round"]["regions"])
    return Report(
        title="Evaluation of sector-led peer challenge",
        subtitle=f"{place}, {snapshot['round']['year']}",
        body=snapshot["national_body"],
        as_of=day(snapshot["as_of"]),
        audience={"staff": "For staff: not for publication", "published": "For publication"}[
            snapshot["audience"]
        ],
        sample=snapshot["sample"],
        checksum=checksum,
        chapters=(
            summary(snapshot, findings),
            who_answered(snapshot, findings),
            delivery(snapshot),
            themes_of("benefits", "Benefits", "benefit", snapshot, findings),
            themes_of("development", "Areas for development", "development", snapshot, findings),
            barriers(snapshot, findings),
            change(snapshot),
            method(snapshot, findings, checksum),
            annexes(snapshot, findings),
        ),
    )


def findings_chapters(findings: DisclosedFindings) -> tuple[Chapter, ...]:
    """The chapters of a report that say what was found, without quotes: for the findings page."""
    bare: Snapshot = {"quotes": []}
    return (
        themes_of("benefits", "Benefits", "benefit", bare, findings),
        themes_of("development", "Areas for development", "development", bare, findings),
        barriers(bare, findings),
    )


def day(iso: str) -> str:
    """A day as people write it; a dash where there is none."""
    if not iso:
        return "–"
    read = date.fromisoformat(iso)
    return f"{read.day} {read:%B %Y}"


def summary(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """What the report says, on a page."""
    held, planned = snapshot["delivery"]["held"], snapshot["delivery"]["planned"]
    packs = snapshot["data_packs"]
    points = [
        f"{held} of {planned} challenges planned were held.",
        f"{words.rate(findings.everyone)}.",
        *(_leading(findings, heading) for heading in ("benefit", "development", "barrier")),
        f"{packs['on_time']} of {packs['held']} data packs came on time.",
        f"{snapshot['change']['measured']} of {snapshot['change']['actions']} actions have a measured result.",
    ]
    return Chapter(
        "summary", "Summary", sections=(Section("The round in brief", points=tuple(p for p in points if p)),)
    )


def _leading(findings: DisclosedFindings, heading: str) -> str:
    """The themes raised most often under a heading, with their numbers."""
    label = {"benefit": "benefits", "development": "areas for development", "barrier": "barriers"}[heading]
    ranked = [theme for theme in _ranked(findings, heading) if isinstance(theme.people, int) and theme.people]
    if not ranked:
        return ""
    named = [f"{theme.theme.title.lower()} ({theme.people} of {theme.people_base})" for theme in ranked[:3]]
    return f"The {label} that people raised most, unprompted: {'; '.join(named)}."


def _ranked(findings: DisclosedFindings, heading: str) -> list[DisclosedTheme]:
    mine = [theme for theme in findings.themes if theme.theme.heading == heading]
    return sorted(
        mine, key=lambda theme: (-(theme.people if isinstance(theme.people, int) else -1), theme.theme.code)
    )


def who_answered(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """Invited and answered, by role group."""
    joined = findings.programme_joined
    rows = [(words.group_name(group, joined), words.rate(rate)) for group, rate in findings.rates]
    rows.append((words.group_name("all"), words.rate(findings.everyone)))
    table = Table("Who was asked and who answered", ("Group", "Answered"), tuple(rows), numeric=False)
    opens, closes = day(snapshot["survey"]["opens_on"]), day(snapshot["survey"]["closes_on"])
    opened = f"The survey was open from {opens} to {closes}."
    said = (
        opened,
        "The people asked took part in the round; they are not a random sample. Every figure is of those who answered.",
    )
    return Chapter("answered", "Who answered", said, (Section("Response", tables=(table,)),))


def delivery(snapshot: Snapshot) -> Chapter:
    """Challenges planned, held and moved; data packs."""
    told = snapshot["delivery"]
    counts = Table(
        "Challenges of the round",
        ("What happened", "Challenges"),
        (
            ("Planned", str(told["planned"])),
            ("Held", str(told["held"])),
            ("Of these, held on other days than first planned", str(told["moved"])),
            ("Postponed beyond the round", str(told["postponed"])),
            ("Cancelled", str(told["cancelled"])),
        ),
    )
    sections = [Section("Planned, held and moved", (_outsiders(told),), tables=(counts, *_lists(told)))]
    packs = snapshot["data_packs"]
    age = packs["median_age_days"]
    said = [
        f"Of {packs['held']} challenges held, {packs['received']} have a data pack recorded. "
        f"{packs['on_time']} came by the day they were first due, and {packs['usable']} were found usable.",
    ]
    if age is not None:
        said.append(f"Half of the packs held figures older than {age} days when they came (median).")
    sections.append(Section("Data packs", tuple(said)))
    return Chapter("delivery", "Challenges held", sections=tuple(sections))


def _outsiders(told: dict[str, Any]) -> str:
    return f"{told['peers_from_outside']} of {told['peers']} places on teams were taken by peers of another region."


def _lists(told: dict[str, Any]) -> tuple[Table, ...]:
    if not told["challenges"]:
        return ()
    rows = tuple(
        (row["host"], row["theme"] or "–", day(row["planned"]), day(row["visited"]), row["state"])
        for row in told["challenges"]
    )
    columns = ("Host", "Theme", "First planned", "Held", "State")
    reasons = tuple((label, str(count)) for label, count in told["reasons"])
    every = Table("Every challenge", columns, rows, numeric=False)
    why = Table("Why visits moved or fell away", ("Reason", "Times"), reasons)
    return (every, why) if reasons else (every,)


def themes_of(key: str, heading: str, kind: str, snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """One chapter of themes: a picture and table of all, then each theme with its scale question and quotes."""
    ranked = _ranked(findings, kind)
    shown = tuple(bar for theme in ranked for bar in _bar(theme))
    finding = f"{heading}: people who raised each theme unprompted, most often first"
    chart = bars(finding, shown) if shown else ""
    overview = Section("What people raised", tables=(_theme_table(heading, ranked),), chart=chart)
    scales = {scale.question.theme: scale for scale in findings.scales if scale.question.asks_about == kind}
    each = tuple(_theme(theme, scales.get(theme.theme.code), snapshot, findings) for theme in ranked)
    intro = (
        "“Raised” means that people wrote it themselves in answer to open questions. Silence is not a “no”."
    )
    return Chapter(key, heading, (intro,), (overview, *each))


def _bar(theme: DisclosedTheme) -> list[Bar]:
    """The theme's bar, where its figures may be shown."""
    if isinstance(theme.people, Hidden) or isinstance(theme.people_base, Hidden):
        return []
    return [Bar(theme.theme.title, theme.people, theme.people_base)]


def _theme_table(heading: str, themes: list[DisclosedTheme]) -> Table:
    rows = tuple(
        (
            f"{t.theme.code} {t.theme.title}",
            str(t.people),
            str(t.councils),
            str(t.denied_people),
            str(t.people_base),
        )
        for t in themes
    )
    return Table(
        f"{heading}: who raised what", ("Theme", "People", "Councils", "Said it was not so", "Of"), rows
    )


def _theme(
    theme: DisclosedTheme, scale: DisclosedScale | None, snapshot: Snapshot, findings: DisclosedFindings
) -> Section:
    said = [f"{_sentence(words.raised(theme.people, theme.people_base))}."]
    if isinstance(theme.denied_people, int) and theme.denied_people:
        said.append(
            f"{theme.denied_people} {'person' if theme.denied_people == 1 else 'people'} said that it was not so."
        )
    if scale is not None:
        line = words.scale_line(scale.everyone, MUCH, "to a great or moderate extent")
        said.append(f"Asked about it directly (“{scale.question.text}”): {line}.")
    split = _split(theme, findings)
    quotes = [Said(q["text"], q["by"]) for q in snapshot["quotes"] if q["theme"] == theme.theme.code][:3]
    chart = _spread_chart(scale, findings) if scale else ""
    return Section(theme.theme.title, tuple(said), tables=(split,), chart=chart, quotes=tuple(quotes))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _split(theme: DisclosedTheme, findings: DisclosedFindings) -> Table:
    rows = tuple(
        (words.group_name(group, findings.programme_joined), words.group_raised(cell))
        for group, cell in theme.by_group
    )
    return Table(f"{theme.theme.title}: raised by role group", ("Group", "People"), rows, numeric=False)


def _spread_chart(scale: DisclosedScale, findings: DisclosedFindings) -> str:
    everyone = scale.everyone
    if isinstance(everyone, Hidden) or not everyone.base:
        return ""
    inside = [(v, label) for v, label in scale.question.options if v not in scale.question.outside]
    named = [("Everyone", everyone)] + [
        (words.group_name(group, findings.programme_joined), cell)
        for group, cell in scale.by_group
        if isinstance(cell, Distribution) and cell.base
    ]
    rows = tuple(Spread(name, _counts(cell, [v for v, _ in inside])) for name, cell in named)
    finding = f"{scale.question.text}: {words.scale_line(everyone, MUCH, 'to a great or moderate extent')}"
    return spreads(finding, tuple(label for _, label in inside), rows)


def _counts(cell: Distribution, values: list[str]) -> tuple[int, ...]:
    held = dict(cell.counts)
    return tuple(held.get(value, 0) for value in values)


def barriers(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """Barriers now, against last round where there is one, and what earlier evaluations said."""
    chapter = themes_of("barriers", "Barriers then and now", "barrier", snapshot, findings)
    rows = tuple(
        (f"{row.theme.code} {row.theme.title}", _sentence(words.change(row))) for row in findings.barriers
    )
    table = Table("Barriers against last round", ("Barrier", "Change"), rows, numeric=False)
    asked = _asked_to_compare(findings)
    then = Section("Then and now", (IN_2012_13,), tables=(table, *((asked,) if asked else ())))
    return Chapter(chapter.key, chapter.heading, chapter.words, (then, *chapter.sections))


def _asked_to_compare(findings: DisclosedFindings) -> Table | None:
    rows = tuple(
        (
            scale.question.text,
            words.scale_line(scale.everyone, ("less", "much_less"), "it was less of a problem"),
        )
        for scale in findings.scales
        if scale.question.key.endswith("_change")
    )
    if not rows:
        return None
    return Table("Asked of people who were involved last time", ("Barrier", "Answer"), rows, numeric=False)


def change(snapshot: Snapshot) -> Chapter:
    """What came of the letters."""
    told = snapshot["change"]
    rows = (
        ("Actions that followed the letters", str(told["actions"])),
        ("With a baseline", str(told["with_baseline"])),
        ("Done", str(told["done"])),
        ("Overdue", str(told["overdue"])),
        ("Given a later date than the first", str(told["slipped"])),
        ("With a result that is measured, or verified by a peer", str(told["measured"])),
    )
    table = Table("Actions of the round", ("What", "Actions"), rows)
    said = (
        f"As of {day(snapshot['as_of'])}. An action states its measure, and a baseline or that none exists."
    )
    return Chapter("change", "From finding to change", (said,), (Section("Actions", tables=(table,)),))


def method(snapshot: Snapshot, findings: DisclosedFindings, checksum: str) -> Chapter:
    """How answers became findings, what is hidden, and what the figures cannot say."""
    used = snapshot["versions"]
    ranges = Table(
        "Quantity words for scale answers",
        ("Word", "Share of those who answered"),
        words.printed_ranges(),
        False,
    )
    coding = Section(
        "Coding",
        (
            f"Open answers were coded by the rules of engine {used['engine']} under codebook version "
            f"{used['codebook']}. One answer may carry several themes or none. A benefit that is denied, or a barrier "
            "that has gone, is counted apart.",
            f"Every open answer is accounted for: {words.reconciliation(findings.reconciliation)}.",
        ),
        tables=(ranges,),
    )
    hidden = Section(
        "What is hidden",
        (
            f"A group of fewer than {snapshot['threshold']} people is not shown, nor a split that tells what all or "
            "none of a group said, nor what could be found from those by subtraction.",
            f"{len(findings.suppressed)} figures are hidden in this report.",
        ),
    )
    limits = Section(
        "Limits",
        (
            "The people asked took part in the round. What they say is what they saw; it is not an independent "
            "measure of outcomes for children.",
            f"Checksum of the data behind this report (SHA-256): {checksum}",
        ),
    )
    return Chapter("method", "Method", sections=(coding, hidden, limits))


def annexes(snapshot: Snapshot, findings: DisclosedFindings) -> Chapter:
    """The questions asked, the codebook, the log of what is hidden."""
    questions = tuple(
        (q["text"], " / ".join(q["options"]) or "In their own words") for q in snapshot["instrument"]
    )
    cards = tuple(
        (f"{c['code']} {c['title']}", c["definition"], c["include"], c["exclude"])
        for c in snapshot["codebook"]
    )
    log = tuple((row.table, row.row, row.group, row.reason) for row in findings.suppressed)
    sections = [
        Section(
            f"Questionnaire, version {snapshot['versions']['questionnaire']}",
            tables=(Table("Questions", ("Question", "Answers"), questions, False),),
        ),
        Section(
            f"Codebook, version {snapshot['versions']['codebook']}",
            tables=(Table("Themes", ("Theme", "Definition", "In", "Out"), cards, False),),
        ),
    ]
    if log:
        table = Table("What is hidden and why", ("Table", "Row", "Group", "Reason"), log, False)
        sections.append(Section("Suppression log", tables=(table,)))
    return Chapter("annexes", "Annexes", sections=tuple(sections))
