"""The chapters of themes: what people raised, one section for each."""

from __future__ import annotations

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedTheme, Hidden
from evaluation.findings.tables import GroupCount
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.pieces import Chapter, Figure, Said, Section, Table
from evaluation.reports.places import VIGNETTE
from evaluation.reports.scales import asked_directly, not_shown
from evaluation.reports.sentences import question_about
from evaluation.reports.source import Source

QUOTES_EACH = 3
RAISED = (
    "“Raised unprompted” means that people wrote it themselves in answer to open questions. Silence is “not "
    "mentioned”, never “no”."
)


def benefits(source: Source) -> Chapter:
    """What was gained: a picture of all, then one section for each theme."""
    return themes_chapter("benefits", "Benefits", "benefit", source)


def development(source: Source) -> Chapter:
    """What should improve."""
    return themes_chapter("development", "Areas for development", "development", source)


def ranked(source: Source, heading: str) -> list[DisclosedTheme]:
    """The themes of a heading, those raised by most people first; hidden ones last."""
    mine = [theme for theme in source.findings.themes if theme.theme.heading == heading]
    return sorted(
        mine, key=lambda theme: (-(theme.people if isinstance(theme.people, int) else -1), theme.theme.code)
    )


def themes_chapter(key: str, heading: str, kind: str, source: Source) -> Chapter:
    """A chapter of the themes of one kind: a picture of all, then one section for each, those raised most first."""
    themes = ranked(source, kind)
    each = tuple(_theme(theme, source) for theme in themes)
    overview = Section("What people raised", (RAISED,), figures=(_overview(heading, themes, source),))
    return Chapter(key, heading, sections=(overview, *each), runs_on=True, listed=True)


def _overview(heading: str, themes: list[DisclosedTheme], source: Source) -> Figure:
    shown = [
        theme for theme in themes if isinstance(theme.people, int) and isinstance(theme.people_base, int)
    ]
    drawn = tuple(Bar(t.theme.title, int(str(t.people)), int(str(t.people_base))) for t in shown)
    finding = _most_raised(drawn)
    alternative = f"{heading}: {finding} " + "; ".join(f"{b.label} {b.number} of {b.of}" for b in drawn)
    table = _theme_table(heading, themes, source)
    return Figure(table, finding, chart=bars(alternative, drawn) if drawn else "")


def _most_raised(drawn: tuple[Bar, ...]) -> str:
    if not drawn or not drawn[0].number:
        return "None of these themes can be shown as raised."
    first = [bar for bar in drawn if bar.number == drawn[0].number]
    named = " and ".join(bar.label.lower() for bar in first)
    return f"Raised most often: {named} ({first[0].number} of {first[0].of})."


def _theme_table(heading: str, themes: list[DisclosedTheme], source: Source) -> Table:
    """Who raised each theme: people, each role group, councils; and who said that it was not so."""
    joined, groups = source.findings.programme_joined, source.findings.groups
    rows = tuple(
        (
            named(theme),
            str(theme.people),
            str(theme.people_base),
            *(brief(dict(theme.by_group)[group]) for group in groups),
            str(theme.councils),
            str(theme.denied_people),
        )
        for theme in themes
    )
    by_group = (words.group_name(group, joined) for group in groups)
    columns = ("Theme", "People", "Of", *by_group, "Councils", "Said not so")
    return Table(f"{heading}: who raised what", columns, rows)


def named(theme: DisclosedTheme) -> str:
    """A theme in a table: its code and title."""
    return f"{theme.theme.code} {theme.theme.title}"


def brief(cell: GroupCount | Hidden) -> str:
    """A cell of a table of groups: its count, or the word for what stands in its place; the annex says why."""
    return cell.reason.partition(":")[0] if isinstance(cell, Hidden) else words.group_raised(cell)


def _theme(theme: DisclosedTheme, source: Source) -> Section:
    code = theme.theme.code
    scale = question_about(code, source.findings)
    hidden = scale is not None and not_shown(scale)
    place = code.lower()
    return Section(
        theme.theme.title,
        (_raised(theme, source), *([hidden] if hidden else ())),
        figures=(asked_directly(scale, theme.theme.title, source),) if scale and not hidden else (),
        after=_contrary(theme, source),
        quotes=_quotes(code, source),
        vignette=source.paragraphs(place + VIGNETTE),
        commentary=source.paragraphs(place),
    )


def _raised(theme: DisclosedTheme, source: Source) -> str:
    """How many raised it, and by role group where at least one may be shown. The heading has named the theme."""
    title, joined = f"{theme.theme.title}: ", source.findings.programme_joined
    said = (
        source.say(f"raised:{theme.theme.code}") or f"{title}{words.raised(theme.people, theme.people_base)}."
    )
    shown = [
        f"{words.group_name(name, joined).lower()}, {words.group_raised(cell)}"
        for name, cell in theme.by_group
        if not isinstance(cell, Hidden)
    ]
    by_group = f" By role group: {'; '.join(shown)}." if shown else ""
    return capitalised(said.removeprefix(title)) + by_group


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


def capitalised(text: str) -> str:
    """Words as the beginning of a sentence."""
    return text[:1].upper() + text[1:]
