"""House template tags (`{% load ui %}`): each is one component that refuses a parameter it does not declare.

Page components of the design system come through `component`, which draws govuk-frontend-django's
dataclasses. That package's own tags keep the values of the page being drawn on the template node, which all
threads share; see docs/decisions/0002-govuk-frontend-version.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any

from django import template
from django.utils.dates import MONTHS
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader, Template

from peerchallenge import form_controls

register = template.Library()
register.tags.update(form_controls.register.tags)
register.filters.update(form_controls.register.filters)

_STATES_BY_COLOUR: dict[str, str] = {
    "grey": "held stopped draft proposed queued waiting not_started none no_theme closed ended superseded",
    "light-blue": "sign_up agreed invited asked open drafted not_answered sent",
    "blue": "planning scoped running on_site started in_progress due",
    "green": "ready done answered received accepted published signed_off met coded current",
    "turquoise": "letter_sent fed_back action_plan progress_review",
    "yellow": "postponed cut_short late soon not_recorded unusable unknown",
    "red": "overdue bounced failed faulty refused cancelled declined withdrawn missed",
}
_COLOURS = {state: colour for colour, states in _STATES_BY_COLOUR.items() for state in states.split()}
_FINISHED = frozenset({"done", "failed", "cancelled"})


@cache
def _macro(path: str, name: str) -> Template:
    """The template that calls one macro of govuk-frontend-jinja, made once: making it costs milliseconds."""
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    environment = Environment(loader=loader, autoescape=True)
    return environment.from_string(f"{{%- from '{path}' import {name} -%}}{{{{ {name}(data) }}}}")


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_without_none(inner) for inner in value]
    return value


@register.simple_tag
def component(name: str, **parameters: Any) -> SafeString:
    """Draw the design system's component `name` ("warning-text", "inset-text", "details", "pagination"…).

    `parameters` are those of the component; text is escaped, `html` is not and must be safe already.
    Raises TypeError for a parameter that the component does not have, ImportError for an unknown component.
    """
    module = import_module(f"govuk_frontend_django.components.{name.replace('-', '_')}")
    kind = module.COMPONENT
    data = _without_none(vars(kind(**parameters)))
    drawn = _macro(kind._jinja2_template, kind._macro_name).render(data=data)
    return mark_safe(drawn)  # noqa: S308 - drawn with autoescape on


@register.simple_tag
def status_tag(state: str, label: str = "") -> SafeString:
    """A coloured tag for a state (TextChoices member or value); `label` replaces the words made from it."""
    value = str(getattr(state, "value", state)).replace("-", "_")
    words = label or getattr(state, "label", None) or value.replace("_", " ").capitalize()
    colour = _COLOURS.get(value, "grey")
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, words)


@register.simple_tag
def date_range(first: dt.date | None, last: dt.date | None = None) -> SafeString:
    """Two days in words, as short as is clear: "3 to 5 March 2026"; "not set" where there is none."""
    if first is None:
        return mark_safe('<span class="app-muted">not set</span>')  # noqa: S308
    if last is None or first == last:
        return format_html('<time datetime="{}">{}</time>', first.isoformat(), _day(first, "dmy"))
    shown = _needed(first, last)
    return format_html(
        '<time datetime="{}">{}</time> to <time datetime="{}">{}</time>',
        first.isoformat(),
        _day(first, shown),
        last.isoformat(),
        _day(last, "dmy"),
    )


def _needed(first: dt.date, last: dt.date) -> str:
    """Which parts of the first day must be said, given the last: day, month, year."""
    if first.year != last.year:
        return "dmy"
    return "dm" if first.month != last.month else "d"


def _day(day: dt.date, shown: str) -> str:
    parts = {"d": str(day.day), "m": str(MONTHS[day.month]), "y": str(day.year)}
    return "\u00a0".join(parts[part] for part in shown)


@register.inclusion_tag("components/empty_state.html")
def empty_state(text: str, href: str = "", action: str = "") -> dict[str, str]:
    """What stands where a list has no rows: a sentence and, with `href` and `action`, what to do next."""
    return {"text": text, "href": href, "action": action}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Sequence[str]]) -> dict[str, list[dict[str, str]]]:
    """A list of names and values. Each row is (name, value) or (name, value, address, "Change")."""
    names = ("key", "value", "href", "action")
    return {"rows": [dict(zip(names, row, strict=False)) for row in rows]}


@register.inclusion_tag("components/figure_table.html")
def figure_table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    name: str,
    note: str = "",
    chart: SafeString | str = "",
) -> dict[str, object]:
    """A captioned table in a scrolling region, under the chart drawn from it where there is one.

    `columns` are headings; each of `rows` is as long, its first cell names the row. Numbers are set right.
    `name` is unique on the page and makes the ids. `chart` is SVG marked safe by whoever drew it.
    """
    table = [list(row) for row in rows]
    numeric = [any(_is_number(row[place]) for row in table) for place in range(len(columns))]
    lines = [[{"value": c, "numeric": n} for c, n in zip(row, numeric, strict=True)] for row in table]
    headings = [{"text": text, "numeric": number} for text, number in zip(columns, numeric, strict=True)]
    figure: dict[str, object] = {"caption": caption, "name": name, "note": note, "chart": chart}
    return figure | {"headings": headings, "lines": lines}


def _is_number(cell: object) -> bool:
    if isinstance(cell, int | float | Decimal):
        return True
    return isinstance(cell, str) and cell.strip("+−-–%. ").replace(",", "").replace(".", "").isdigit()


@register.simple_block_tag
def scrolling(content: str, label: str) -> SafeString:
    """Put a wide table into a region that scrolls and takes focus; `label` is the id of its caption."""
    opening = '<div class="app-scroll" role="region" aria-labelledby="{}" tabindex="0">{}</div>'
    return format_html(opening, label, content)


@register.inclusion_tag("components/progress.html")
def progress(run: Any, url: str = "") -> dict[str, object]:
    """How far a run is. `run` has `state` and may have `progress` (0–100) and `error`.

    `url` answers JSON: state, label, percent, message, finished; with JavaScript the panel follows it and
    loads the page again when the run has finished. Without, a link asks again.
    """
    state = str(getattr(run.state, "value", run.state))
    percent = getattr(run, "progress", None)
    return {
        "state": state,
        "percent": percent if isinstance(percent, int | float) else None,
        "error": getattr(run, "error", ""),
        "finished": state in _FINISHED,
        "url": url,
    }


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, list[tuple[str, str]]]:
    """Breadcrumbs from pairs: `{% breadcrumbs "Rounds" rounds_url "North East" round_url %}`.

    Raises TemplateSyntaxError where a title has no address.
    """
    if len(parts) % 2:
        raise template.TemplateSyntaxError("breadcrumbs takes pairs of title and address.")
    return {"crumbs": list(zip(parts[::2], parts[1::2], strict=True))}


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """The link above a page's heading that leads one step back."""
    link = '<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>'
    return format_html(link, href, text)
