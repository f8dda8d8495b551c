"""What changed between two texts: passages that went, came and stayed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Passage:
    """A run of lines that stayed ("same"), went ("gone") or came ("new")."""

    kind: str
    lines: tuple[str, ...]


def differences(old: Sequence[str], new: Sequence[str]) -> tuple[Passage, ...]:
    """The passages from `old` to `new`, in order: without the new ones they are `old`, without the gone ones `new`."""
    matcher = SequenceMatcher(None, list(old), list(new), autojunk=False)
    passages = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            passages.append(Passage("same", tuple(old[a:b])))
            continue
        if b > a:
            passages.append(Passage("gone", tuple(old[a:b])))
        if d > c:
            passages.append(Passage("new", tuple(new[c:d])))
    return tuple(passages)


def only_changes(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that went or came."""
    return tuple(passage for passage in passages if passage.kind != "same")
