"""The chapters of a report that say what was found: benefits, areas for development, barriers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings, DisclosedScale, DisclosedTheme, Hidden
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.pieces import Chapter, Figure, Said, Section, Table
from evaluation.reports.scales import asked_directly, compared, compares

Quotes = list[dict[str, Any]]
QUOTES_EACH = 3
RAISED = "“Raised” means that people wrote it themselves in answer to open questions. Silence is not a “no”."
IN_2012_13 = (
    "In the evaluation of 2012 funding, time, capacity and willingness stood in the way; in 2013 they were reported "
    "as less prominent. Those evaluations give no figures to compare with, so none are printed here."
)


def findings_chapters(findings: DisclosedFindings, quotes: Quotes | None = None) -> tuple[Chapter, ...]:
    """The chapters of what was found; the findings page shows them without quotes."""
    chosen = quotes or []
    return (
        themes_of("benefits", "Benefits", "benefit", findings, chosen),
        themes_of("development", "Areas for development", "development", findings, chosen),
        barriers(findings, chosen),
    )


def ranked(findings: DisclosedFindings, heading: str) -> list[DisclosedTheme]:
    """The themes of a heading, those raised by most people first; hidden ones last."""
    mine = [theme for theme in findings.themes if theme.theme.heading == heading]
    return sorted(
        mine, key=lambda theme: (-(theme.people if isinstance(theme.people, int) else -1), theme.theme.code)
    )


def themes_of(key: str, heading: str, kind: str, findings: DisclosedFindings, quotes: Quotes) -> Chapter:
    """One chapter of themes: a picture and table of all, then each theme with its closed question and quotes."""
    themes = ranked(findings, kind)
    shown = tuple(bar for theme in themes for bar in _bar(theme))
    alternative = f"{heading}, people who raised each theme: " + "; ".join(
        f"{bar.label} {bar.number} of {bar.of}" for bar in shown
    )
    figure = Figure(_theme_table(heading, themes), chart=bars(alternative, shown) if shown else "")
    each = tuple(_theme(theme, _closed_question(theme, findings), findings, quotes) for theme in themes)
    sections = (Section("What people raised", figures=(figure,)), *each)
    return Chapter(key, heading, (RAISED,), sections, runs_on=kind != "benefit")


def barriers(findings: DisclosedFindings, quotes: Quotes) -> Chapter:
    """Barriers now, against last round where there is one, and what earlier evaluations said."""
    chapter = themes_of("barriers", "Barriers then and now", "barrier", findings, quotes)
    rows = tuple(
        (f"{row.theme.code} {row.theme.title}", _sentence(words.change(row))) for row in findings.barriers
    )
    since = Table("Barriers against last round", ("Barrier", "Change"), rows, numeric=False)
    asked = compared(findings.scales)
    then = Section("Then and now", (IN_2012_13,), tables=(since, *((asked,) if asked else ())))
    now, *each = chapter.sections
    return replace(chapter, sections=(now, then, *each))


def _closed_question(theme: DisclosedTheme, findings: DisclosedFindings) -> DisclosedScale | None:
    """The question that asks about the theme this round, not the one that compares it with last time."""
    asked = (scale for scale in findings.scales if scale.question.theme == theme.theme.code)
    return next((scale for scale in asked if not compares(scale.question)), None)


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
    theme: DisclosedTheme, scale: DisclosedScale | None, findings: DisclosedFindings, quotes: Quotes
) -> Section:
    said = [f"{_sentence(words.raised(theme.people, theme.people_base))}."]
    if isinstance(theme.denied_people, int) and theme.denied_people:
        said[0] += f" {_people(theme.denied_people)} said that it was not so."
    chosen = [Said(q["text"], q["by"]) for q in quotes if q["theme"] == theme.theme.code]
    return Section(
        theme.theme.title,
        tuple(said),
        tables=(_split(theme, findings),),
        figures=(asked_directly(scale, findings),) if scale else (),
        quotes=tuple(chosen[:QUOTES_EACH]),
    )


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _split(theme: DisclosedTheme, findings: DisclosedFindings) -> Table:
    rows = tuple(
        (words.group_name(group, findings.programme_joined), words.group_raised(cell))
        for group, cell in theme.by_group
    )
    return Table(f"{theme.theme.title}: raised by role group", ("Group", "People"), rows, numeric=False)
