"""The chapters of a report that say what was found: benefits, areas for development, barriers."""

from __future__ import annotations

from dataclasses import replace

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedBarrier, DisclosedTheme, Hidden
from evaluation.findings.tables import GroupCount
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.charts.lines import Slope, slopes
from evaluation.reports.pieces import Chapter, Figure, Said, Section, Table
from evaluation.reports.places import VIGNETTE
from evaluation.reports.scales import asked_directly, compared
from evaluation.reports.sentences import question_about
from evaluation.reports.source import Source

QUOTES_EACH = 3
RAISED = (
    "“Raised unprompted” means that people wrote it themselves in answer to open questions. Silence is “not "
    "mentioned”, never “no”."
)
IN_2012_13 = (
    "In the evaluation of 2012 funding, time, capacity and willingness stood in the way; in 2013 they were reported "
    "as less prominent. Those evaluations give no figures to compare with, so none are printed here."
)


def findings_chapters(source: Source) -> tuple[Chapter, ...]:
    """The chapters of what was found; the page of findings shows them without quotes and commentary."""
    return (benefits(source), barriers(source), development(source))


def benefits(source: Source) -> Chapter:
    """What was gained: a picture of all, then one section for each theme."""
    return _themes("benefits", "Benefits", "benefit", source)


def development(source: Source) -> Chapter:
    """What should improve."""
    return _themes("development", "Areas for development", "development", source)


def ranked(source: Source, heading: str) -> list[DisclosedTheme]:
    """The themes of a heading, those raised by most people first; hidden ones last."""
    mine = [theme for theme in source.findings.themes if theme.theme.heading == heading]
    return sorted(
        mine, key=lambda theme: (-(theme.people if isinstance(theme.people, int) else -1), theme.theme.code)
    )


def _themes(key: str, heading: str, kind: str, source: Source) -> Chapter:
    themes = ranked(source, kind)
    each = tuple(_theme(theme, source) for theme in themes)
    overview = Section(
        "What people raised",
        (RAISED,),
        figures=(_overview(heading, themes),),
        tables=(_by_group(heading, themes, source),),
    )
    return Chapter(key, heading, sections=(overview, *each), runs_on=True, listed=True)


def _overview(heading: str, themes: list[DisclosedTheme]) -> Figure:
    shown = [
        theme for theme in themes if isinstance(theme.people, int) and isinstance(theme.people_base, int)
    ]
    drawn = tuple(Bar(t.theme.title, int(str(t.people)), int(str(t.people_base))) for t in shown)
    finding = _most_raised(drawn)
    alternative = f"{heading}: {finding} " + "; ".join(f"{b.label} {b.number} of {b.of}" for b in drawn)
    return Figure(_theme_table(heading, themes), finding, chart=bars(alternative, drawn) if drawn else "")


def _most_raised(drawn: tuple[Bar, ...]) -> str:
    if not drawn or not drawn[0].number:
        return "None of these themes can be shown as raised."
    first = [bar for bar in drawn if bar.number == drawn[0].number]
    named = " and ".join(bar.label.lower() for bar in first)
    return f"Raised most often: {named} ({first[0].number} of {first[0].of})."


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


def _theme(theme: DisclosedTheme, source: Source) -> Section:
    code = theme.theme.code
    scale = question_about(code, source.findings)
    headline = source.said(f"raised:{code}", f"asked:{code}")
    place = code.lower()
    return Section(
        theme.theme.title,
        headline or (f"{theme.theme.title}: {words.raised(theme.people, theme.people_base)}.",),
        figures=(asked_directly(scale, source.findings),) if scale else (),
        after=(*_groups(theme, source), *_contrary(theme, source)),
        quotes=_quotes(code, source),
        vignette=source.paragraphs(place + VIGNETTE),
        commentary=source.paragraphs(place),
    )


def _contrary(theme: DisclosedTheme, source: Source) -> tuple[str, ...]:
    """Who denied it: by role group where that may be shown."""
    if not isinstance(theme.denied_people, int) or not theme.denied_people:
        return ()
    joined = source.findings.programme_joined
    groups = [
        f"{words.group_name(name, joined).lower()}, {cell.people} of {cell.base}"
        for name, cell in theme.denied_by_group
        if not isinstance(cell, Hidden) and cell.people
    ]
    by_group = f" By role group: {'; '.join(groups)}." if groups else ""
    return (f"The contrary view: {source.say(f'denied:{theme.theme.code}')}{by_group}",)


def _quotes(code: str, source: Source) -> tuple[Said, ...]:
    return tuple(Said(q["text"], q["by"]) for q in source.quotes if q["theme"] == code)[:QUOTES_EACH]


def _by_group(heading: str, themes: list[DisclosedTheme], source: Source) -> Table:
    """Who raised each theme and who said it was not so, by role group; the annex says why a figure is hidden."""
    joined, groups = source.findings.programme_joined, source.findings.groups
    names = [words.group_name(group, joined) for group in groups]
    rows = tuple(
        (
            f"{theme.theme.code} {theme.theme.title}",
            *(_brief(dict(theme.by_group)[group]) for group in groups),
            *(_brief(dict(theme.denied_by_group)[group]) for group in groups),
        )
        for theme in themes
    )
    columns = ("Theme", *(f"{name}: raised it" for name in names), *(f"{name}: not so" for name in names))
    return Table(f"{heading} by role group", columns, rows, numeric=False)


def _brief(cell: GroupCount | Hidden) -> str:
    """A cell of the table of groups: its count, or the word for what stands in its place."""
    return cell.reason.partition(":")[0] if isinstance(cell, Hidden) else words.group_raised(cell)


def _groups(theme: DisclosedTheme, source: Source) -> tuple[str, ...]:
    """Who raised it by role group, where at least one may be shown."""
    joined = source.findings.programme_joined
    shown = [
        f"{words.group_name(name, joined).lower()}, {words.group_raised(cell)}"
        for name, cell in theme.by_group
        if not isinstance(cell, Hidden)
    ]
    return (f"Raised by role group: {'; '.join(shown)}.",) if shown else ()


def barriers(source: Source) -> Chapter:
    """Barriers now, against last round where there is one, and what earlier evaluations said."""
    chapter = _themes("barriers", "Barriers then and now", "barrier", source)
    asked = compared(source.findings.scales)
    figures = (_since(source.findings.barriers), *((asked,) if asked else ()))
    now, *each = chapter.sections
    return replace(chapter, sections=(now, Section("Then and now", (IN_2012_13,), figures=figures), *each))


def _since(rows: tuple[DisclosedBarrier, ...]) -> Figure:
    """Against last round: a slope for each barrier where both rounds may be shown."""
    told = tuple((f"{row.theme.code} {row.theme.title}", _sentence(words.change(row))) for row in rows)
    table = Table("Barriers against last round", ("Barrier", "Change"), told, numeric=False)
    drawn = tuple(slope for row in rows for slope in _slope(row))
    if not drawn:
        return Figure(table, "There is no last round to compare the barriers with.")
    less = [row.theme.title.lower() for row in rows if row.verdict == "less"]
    more = [row.theme.title.lower() for row in rows if row.verdict == "more"]
    finding = _since_in_words(less, more)
    alternative = f"{finding} " + "; ".join(
        f"{s.label} from {s.then} of {s.then_of} to {s.now} of {s.now_of}" for s in drawn
    )
    return Figure(table, finding, chart=slopes(alternative, drawn))


def _since_in_words(less: list[str], more: list[str]) -> str:
    parts = [
        f"{' and '.join(named)} {'is' if len(named) == 1 else 'are'} {word} of a problem"
        for named, word in ((less, "less"), (more, "more"))
        if named
    ]
    return (
        _sentence(f"{'; '.join(parts)} than last round.")
        if parts
        else ("No barrier can be said to have grown or shrunk since last round.")
    )


def _slope(row: DisclosedBarrier) -> list[Slope]:
    numbers = (row.previous_people, row.previous_base, row.people, row.people_base)
    if not all(isinstance(number, int) for number in numbers):
        return []
    then, then_of, now, now_of = (int(str(number)) for number in numbers)
    return [Slope(row.theme.title, then, then_of, now, now_of)] if then_of and now_of else []


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
