"""What differs between two versions of a questionnaire. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

FIELDS = {
    "text": "Question",
    "hint": "Hint",
    "page": "Page",
    "kind": "Kind",
    "options": "Answers",
    "outside": "Answers that never count",
    "posts": "Who is asked",
    "limit": "Most characters",
    "involved_before_only": "Only people involved last time",
    "position": "Place",
}


@dataclass(frozen=True)
class Difference:
    """A question that was added, left out or changed: (what, before, after) of each field."""

    key: str
    text: str
    kind: str
    changes: tuple[tuple[str, str, str], ...] = ()


def differences(before: Iterable[Any], after: Iterable[Any]) -> list[Difference]:
    """Every difference from one version to the next, by question key. What only moved by others' coming and going is
    none."""
    old, new = {each.key: each for each in before}, {each.key: each for each in after}
    order = _moved([key for key in old if key in new], [key for key in new if key in old])
    found = [Difference(key, new[key].text, "added") for key in new if key not in old]
    found += [Difference(key, old[key].text, "left out") for key in old if key not in new]
    for key in new:
        if key in old and (changes := _changes(old[key], new[key], moved=key in order)):
            found.append(Difference(key, new[key].text, "changed", changes))
    return found


def _moved(before: list[str], after: list[str]) -> set[str]:
    return {key for key in after if before.index(key) != after.index(key)}


def _changes(old: Any, new: Any, *, moved: bool) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (label, _said(getattr(old, name)), _said(getattr(new, name)))
        for name, label in FIELDS.items()
        if getattr(old, name) != getattr(new, name) and (name != "position" or moved)
    )


def _said(value: Any) -> str:
    if isinstance(value, list):
        return (
            ", ".join(each[1] if isinstance(each, list | tuple) else str(each) for each in value)
            or "everybody"
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
