"""What every page of the coding desk says alike (`{% load theme_names %}`): the names of themes, and the account."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from challenges.models import ChallengeRound
from evaluation.findings import words
from evaluation.selectors.coding.codebook import theme_titles
from evaluation.selectors.coding.desk import reconciled

register = template.Library()
_CODE = re.compile(r"\b[A-Z]\d{1,3}\b")


def _titles(context: Context) -> dict[str, str]:
    """Read once for a page, however many codes stand on it: the outermost of what its templates share keeps them."""
    shared: Any = context.render_context.dicts[0]
    if theme_titles not in shared:
        shared[theme_titles] = theme_titles()
    titles: dict[str, str] = shared[theme_titles]
    return titles


def _name(context: Context, code: str) -> str:
    title = _titles(context).get(code)
    return f"{code} {title}" if title else code


@register.inclusion_tag("evaluation/coding/_accounted.html")
def accounted(round: ChallengeRound) -> dict[str, str]:
    """The sentence that accounts for every open answer of a round, as the answers stand now: one query."""
    return {"accounted": words.reconciliation(reconciled(round))}


@register.simple_tag(takes_context=True)
def theme_tag(context: Context, code: object, denied: bool = False) -> SafeString:
    """A theme that an answer affirms or denies, as a tag: its code, its title, and "denied" in words."""
    name = _name(context, str(code))
    colour, words = ("red", f"{name}, denied") if denied else ("green", name)
    return format_html('<strong class="govuk-tag govuk-tag--{} app-theme">{}</strong>', colour, words)


@register.simple_tag(takes_context=True)
def themes_named(context: Context, words: object) -> str:
    """Words that name themes by code, such as "B3, R1 denied", with each title after its code."""
    return _CODE.sub(lambda found: _name(context, found.group()), str(words))
