"""Sentences made from figures by fixed templates. Each knows its figures, and does not hold once they say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from evaluation.findings import words
from evaluation.findings.disclosed import DisclosedFindings, DisclosedScale, DisclosedTheme, Hidden
from evaluation.findings.tables import Distribution

MUCH = ("great", "moderate")
LESS = ("less", "much_less")
Figures = dict[str, int | str]
Template = Callable[[Figures, str], str]


@dataclass(frozen=True)
class Sentence:
    """A sentence and the key of the template that made it, e.g. "raised:B1"."""

    key: str
    text: str


def figures_of(findings: DisclosedFindings | None, records: dict[str, Any]) -> Figures:
    """Every figure that a sentence may be made from, by name. Hidden ones have no name here.

    `records` holds the snapshot's delivery, data_packs and change."""
    told, packs, moved = records["delivery"], records["data_packs"], records["change"]
    figures: Figures = {f"delivery.{name}": told[name] for name in _whole(told)}
    figures |= {f"packs.{name}": packs[name] for name in _whole(packs)}
    figures |= {f"change.{name}": moved[name] for name in _whole(moved)}
    if findings is None:
        return figures
    if not isinstance(findings.everyone, Hidden):
        figures |= {"asked": findings.everyone.invited, "answered": findings.everyone.answered}
    for theme in findings.themes:
        figures |= _theme_figures(theme, question_about(theme.theme.code, findings))
    for row in findings.barriers:
        figures[f"{row.theme.code}.change"] = words.change(row)
    return figures


def _whole(record: dict[str, Any]) -> list[str]:
    return [name for name, value in record.items() if isinstance(value, int)]


def _theme_figures(theme: DisclosedTheme, scale: DisclosedScale | None) -> Figures:
    code = theme.theme.code
    found: Figures = {f"{code}.title": theme.theme.title}
    named = (("people", theme.people), ("base", theme.people_base), ("denied", theme.denied_people))
    found |= {f"{code}.{name}": number for name, number in named if not isinstance(number, Hidden)}
    if scale and isinstance(scale.everyone, Distribution) and scale.everyone.base:
        found[f"{code}.question"] = scale.question.text
        found[f"{code}.asked"] = scale.everyone.base
        found[f"{code}.much"] = sum(n for value, n in scale.everyone.counts if value in MUCH)
    return found


def question_about(code: str, findings: DisclosedFindings) -> DisclosedScale | None:
    """The closed question that asks about a theme this round, not one that compares it with last time."""
    asked = (scale for scale in findings.scales if scale.question.theme == code)
    return next((s for s in asked if not set(LESS) < {value for value, _ in s.question.options}), None)


def _raised(figures: Figures, code: str) -> str:
    people, base = int(figures[f"{code}.people"]), int(figures[f"{code}.base"])
    title = figures[f"{code}.title"]
    if not people:
        return f"{title}: {words.NOT_MENTIONED} by the {base} people who wrote."
    return f"{title}: {words.raised(people, base)}."


def _asked(figures: Figures, code: str) -> str:
    much = words.quantity(int(figures[f"{code}.much"]), int(figures[f"{code}.asked"]))
    question = figures[f"{code}.question"]
    return f"{much} {words.OF_THOSE} agreed to a great or moderate extent when asked directly: “{question}”."


def _denied(figures: Figures, code: str) -> str:
    number, base = int(figures[f"{code}.denied"]), int(figures[f"{code}.base"])
    if not number:
        return f"Nobody of the {base} who wrote said that it was not so."
    return f"{number} of {base} said that it was not so."


def _changed(figures: Figures, code: str) -> str:
    said = str(figures[f"{code}.change"])
    return f"Against last round: {said}."


def _held(figures: Figures, _: str) -> str:
    if not figures["delivery.planned"]:
        return "No challenge of this round has been planned yet."
    return f"{figures['delivery.held']} of {figures['delivery.planned']} challenges planned were held."


def _moved(figures: Figures, _: str) -> str:
    return (
        f"{figures['delivery.moved']} of the {figures['delivery.held']} held took place on other days than first "
        "planned."
    )


def _outside(figures: Figures, _: str) -> str:
    if not figures["delivery.peers"]:
        return "No places on teams are recorded for the challenges held."
    return (
        f"{figures['delivery.peers_from_outside']} of the {figures['delivery.peers']} places on teams were taken by "
        "peers of another region."
    )


def _days(figures: Figures, _: str) -> str:
    return f"Peers gave {figures['delivery.days_given']} days on site."


def _packs(figures: Figures, _: str) -> str:
    return f"{figures['packs.on_time']} of {figures['packs.held']} data packs came by the day they were first due."


def _response(figures: Figures, _: str) -> str:
    return f"{figures['answered']} of the {figures['asked']} people asked answered."


def _measured(figures: Figures, _: str) -> str:
    return (
        f"{figures['change.measured']} of {figures['change.actions']} actions have a result that is measured, or "
        "verified by a peer."
    )


TEMPLATES: dict[str, Template] = {
    "raised": _raised,
    "asked": _asked,
    "denied": _denied,
    "changed": _changed,
    "held": _held,
    "moved": _moved,
    "outside": _outside,
    "days": _days,
    "packs": _packs,
    "response": _response,
    "measured": _measured,
}
OF_PLACES = {
    "introduction": ("response", "held"),
    "delivery": ("held", "moved", "outside", "days", "packs"),
    "change": ("measured",),
    "cross-regional": ("outside", "raised:D3", "asked:B6"),
    "conclusions": ("held", "response"),
}


def made(key: str, figures: Figures) -> str:
    """The sentence of a template as the figures have it; empty where one of them is hidden or not there."""
    name, _, code = key.partition(":")
    try:
        return TEMPLATES[name](figures, code)
    except KeyError:
        return ""


def drafts(place: str, figures: Figures) -> tuple[Sentence, ...]:
    """The sentences that can stand at a place of the report, made from its figures."""
    code = place.partition("-")[0].upper()
    of_theme = tuple(f"{name}:{code}" for name in ("raised", "asked", "denied", "changed"))
    keys = of_theme if f"{code}.title" in figures else OF_PLACES.get(place, ())
    return tuple(Sentence(key, text) for key in keys if (text := made(key, figures)))


def broken(claims: Iterable[dict[str, str]], figures: Figures) -> list[tuple[str, str]]:
    """The claims that the figures no longer bear out: (what was said, what they say now, empty where hidden)."""
    now = [(claim["text"], made(claim["key"], figures)) for claim in claims]
    return [(said, says) for said, says in now if said != says]
