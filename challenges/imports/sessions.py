"""What a table of sessions would do to a visit's list, row by row: plain Python, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from councils.imports.people import CHANGED, FAULTY, NEW, SAME
from councils.imports.posts import RowFault, plain
from councils.imports.reading import RawRow

REQUIRED = ("title", "minutes")
OPTIONAL = ("kind", "about", "peers", "named_peers", "people", "others", "room", "part", "day", "time")
COLUMNS = (*REQUIRED, *OPTIONAL)
WHOLE = "all"
YES_NO = {"yes": True, "no": False, "": True}
DEFAULT_PEERS = 2


@dataclass(frozen=True)
class Asked:
    """A session as a file has it. `peers` None: the whole team; people by the numbers under which they are known."""

    title: str
    minutes: int
    kind: str
    about: str
    peers: int | None
    named_peers: tuple[int, ...]
    people: tuple[int, ...]
    others: int
    needs_room: bool
    part: str
    day: int | None
    start: time | None


@dataclass(frozen=True)
class Facts:
    """What rows are read against: words for kinds and parts of the day, the team and the host's people by plain name
    (and their names by number), what is there under its plain title, how a time is read, and what is wrong with a
    session, in a sentence."""

    kinds: Mapping[str, str]
    parts: Mapping[str, str]
    peers: Mapping[str, int]
    people: Mapping[str, int]
    peer_names: Mapping[int, str]
    people_names: Mapping[int, str]
    there: Mapping[str, Asked]
    read_time: Callable[[str], time]
    fault_of: Callable[[Asked], str]


@dataclass(frozen=True)
class PlannedSession:
    """What becomes of a row: `changes` are (field, before, after)."""

    number: int
    verdict: str
    name: str
    reference: str = ""
    reason: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    asked: Asked | None = None


def plan_sessions(rows: Iterable[RawRow], facts: Facts) -> tuple[PlannedSession, ...]:
    """One planned row for each row of the file. Nothing may be saved where any is faulty."""
    seen: dict[str, int] = {}
    return tuple(_planned(row, facts, seen) for row in rows)


def _planned(row: RawRow, facts: Facts, seen: dict[str, int]) -> PlannedSession:
    title = row.cells["title"]
    try:
        if row.fault:
            raise RowFault(row.fault)
        asked = _read(row.cells, facts)
        if plain(title) in seen:
            raise RowFault(f"“{title}” is in row {seen[plain(title)]} too.")
        seen[plain(title)] = row.number
    except RowFault as fault:
        return PlannedSession(row.number, FAULTY, title[:120] or "(no title)", reason=str(fault))
    before = facts.there.get(plain(title))
    changes = _changes(before, asked, facts)
    verdict = NEW if before is None else CHANGED if changes else SAME
    return PlannedSession(row.number, verdict, title, changes=changes, asked=asked)


def _read(cells: Mapping[str, str], facts: Facts) -> Asked:
    whole = plain(cells.get("peers", "")) in (WHOLE, "whole team")
    peers = None if whole else _number(cells, "peers", 1, 20, DEFAULT_PEERS)
    day = _number(cells, "day", 1, 10, 0)
    asked = Asked(
        title=cells["title"],
        minutes=_number(cells, "minutes", 5, 720, 0),
        kind=_word(cells.get("kind", "") or "interview", facts.kinds, "kind of session"),
        about=_short(cells, "about", 300),
        peers=peers,
        named_peers=_people(cells, "named_peers", facts.peers, "is not on the team"),
        people=_people(cells, "people", facts.people, "is not among the host’s people. Add them first"),
        others=_number(cells, "others", 0, 500, 0),
        needs_room=_yes_no(cells.get("room", "")),
        part=_word(cells["part"], facts.parts, "part of a day") if cells.get("part") else "",
        day=day - 1 if day else None,
        start=_time(cells.get("time", ""), facts),
    )
    if fault := facts.fault_of(asked):
        raise RowFault(fault)
    return asked


def _number(cells: Mapping[str, str], name: str, least: int, most: int, usual: int) -> int:
    text = cells.get(name, "")
    if not text and name != "minutes":
        return usual
    if not text.isdecimal() or not least <= int(text) <= most:
        raise RowFault(f"“{text}” in {name} is not a number from {least} to {most}.")
    return int(text)


def _word(text: str, words: Mapping[str, str], what: str) -> str:
    found = words.get(plain(text))
    if found is None:
        raise RowFault(f"“{text}” is no {what}.")
    return found


def _short(cells: Mapping[str, str], name: str, most: int) -> str:
    text = cells.get(name, "")
    if len(text) > most:
        raise RowFault(f"The text in {name} has more than {most} characters.")
    return text


def _people(cells: Mapping[str, str], name: str, known: Mapping[str, int], otherwise: str) -> tuple[int, ...]:
    names = [part.strip() for part in cells.get(name, "").split(";") if part.strip()]
    unknown = [each for each in names if plain(each) not in known]
    if unknown:
        raise RowFault(f"“{unknown[0]}” in {name} {otherwise}.")
    found = [known[plain(each)] for each in names]
    twice = [each for number, each in enumerate(names) if found[number] in found[:number]]
    if twice:
        raise RowFault(f"“{twice[0]}” is in {name} twice.")
    return tuple(sorted(found))


def _yes_no(text: str) -> bool:
    if plain(text) not in YES_NO:
        raise RowFault(f"“{text}” in room is neither yes nor no.")
    return YES_NO[plain(text)]


def _time(text: str, facts: Facts) -> time | None:
    if not text:
        return None
    try:
        # A spreadsheet writes a time with its seconds.
        return facts.read_time(text.removesuffix(":00") if text.count(":") == 2 else text)
    except ValueError as error:
        raise RowFault(str(error)) from error


def _changes(before: Asked | None, after: Asked, facts: Facts) -> tuple[tuple[str, str, str], ...]:
    was, now = words_of(before, facts) if before else {}, words_of(after, facts)
    return tuple((name, was.get(name, ""), now[name]) for name in now if was.get(name, "") != now[name])


def words_of(asked: Asked, facts: Facts) -> dict[str, str]:
    """A session as the cells of a row."""
    return {
        "title": asked.title,
        "minutes": str(asked.minutes),
        "kind": asked.kind.replace("_", " "),
        "about": asked.about,
        "peers": WHOLE if asked.peers is None else str(asked.peers),
        "named_peers": "; ".join(facts.peer_names.get(each, "") for each in asked.named_peers),
        "people": "; ".join(facts.people_names.get(each, "") for each in asked.people),
        "others": str(asked.others),
        "room": "yes" if asked.needs_room else "no",
        "part": asked.part,
        "day": "" if asked.day is None else str(asked.day + 1),
        "time": f"{asked.start:%H:%M}" if asked.start else "",
    }
