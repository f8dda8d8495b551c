"""What a table of people would do to the people already known: new, changed, the same or faulty, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from councils.imports.posts import POST_COLUMNS, Directory, Place, PostFacts, PostReader, RowFault
from councils.imports.reading import RawRow

REQUIRED = ("reference", "name")
OPTIONAL = ("email", "phone", *POST_COLUMNS)
COLUMNS = (*REQUIRED, *OPTIONAL)
OF_A_PERSON = ("name", "email", "phone")
LONGEST = {"reference": 20, "name": 120, "email": 254, "phone": 40}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9._/-]*")
NEW, CHANGED, SAME, FAULTY = "new", "changed", "same", "faulty"


@dataclass(frozen=True)
class KnownPerson:
    """A person already known, with every post. `may_change` says whether whoever imports keeps this person."""

    key: int
    reference: str
    name: str
    email: str
    phone: str
    posts: tuple[PostFacts, ...] = ()
    may_change: bool = True


@dataclass(frozen=True)
class PlannedRow:
    """What a row would do. `changes` are (field, before, after); `post` is to be added, or replaces the stored post
    with the key `post_before`; `person` is the key of the known one."""

    number: int
    verdict: str
    reference: str
    name: str
    reason: str = ""
    person: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    post: PostFacts | None = None
    post_before: int | None = None


def plan_people(
    columns: Sequence[str], rows: Iterable[RawRow], known: Iterable[KnownPerson], directory: Directory
) -> tuple[PlannedRow, ...]:
    """One planned row for each row of the file. Nothing may be saved where any is faulty."""
    planner = _Planner(columns, known, directory)
    return tuple(planner.planned(row) for row in rows)


class _Planner:
    """Plans rows in their order and remembers what earlier ones claimed."""

    def __init__(self, columns: Sequence[str], known: Iterable[KnownPerson], directory: Directory) -> None:
        self.columns, self.merged, self.posts = set(columns), directory.merged, PostReader(directory)
        self.known = {person.reference.upper(): person for person in known}
        self.likenesses = _likenesses(self.known.values())
        self.seen: dict[str, tuple[int, dict[str, str]]] = {}
        self.posts_seen: set[tuple[str, PostFacts | None]] = set()
        self.open_seen: set[tuple[str, str, Place]] = set()
        self.claimed: set[int] = set()

    def planned(self, row: RawRow) -> PlannedRow:
        """The row's verdict; what is wrong with it becomes its reason."""
        reference, name = row.cells["reference"].upper(), row.cells["name"]
        try:
            if row.fault:
                raise RowFault(row.fault)
            return self._read(row.number, reference, row.cells)
        except RowFault as fault:
            return PlannedRow(row.number, FAULTY, reference[:20], name[:120], str(fault))

    def _read(self, number: int, reference: str, cells: Mapping[str, str]) -> PlannedRow:
        _check_lengths(cells)
        if not cells["name"]:
            raise RowFault("The name is empty.")
        if reference in self.merged:
            raise RowFault(f"{reference} has been merged into {self.merged[reference]}: use that reference.")
        post = self.posts.read(cells)
        self._check_repeats(number, reference, cells, post)
        person = self.known.get(reference)
        if person is None:
            return self._new(number, reference, cells, post)
        return self._changed(number, person, cells, post)

    def _check_repeats(
        self, number: int, reference: str, cells: Mapping[str, str], post: PostFacts | None
    ) -> None:
        """A reference may come again only for another post of the same person."""
        if not reference:
            return
        own = {name: cells[name] for name in OF_A_PERSON if name in cells}
        earlier, said = self.seen.setdefault(reference, (number, own))
        differs = [name for name in own if own[name] != said[name]]
        if differs:
            raise RowFault(f"{reference} is in row {earlier} too, with another {' and '.join(differs)}.")
        if (reference, post) in self.posts_seen or (post is None and earlier != number):
            raise RowFault(f"{reference} is in row {earlier} too, with the same post.")
        self.posts_seen.add((reference, post))
        if post is None or post.ends_on is not None:
            return
        if (reference, post.kind, post.place) in self.open_seen:
            raise RowFault(f"{reference} holds this post twice at once. Give the earlier one its last day.")
        self.open_seen.add((reference, post.kind, post.place))

    def _new(
        self, number: int, reference: str, cells: Mapping[str, str], post: PostFacts | None
    ) -> PlannedRow:
        if reference and not REFERENCE.fullmatch(reference):
            raise RowFault(f"“{reference}” is no reference: use letters and digits, or leave it empty.")
        if post is None:
            raise RowFault("A new person needs a post and its council or region.")
        self.posts.check_own(post)
        _check_address(cells.get("email", ""))
        if not reference:
            self._check_likeness(number, cells, post)
        values = tuple((name, "", cells[name]) for name in OF_A_PERSON if cells.get(name))
        return PlannedRow(
            number, NEW, reference, cells["name"], changes=values + _post_words(post, None), post=post
        )

    def _check_likeness(self, number: int, cells: Mapping[str, str], post: PostFacts) -> None:
        """Without a reference the same person would come in twice each time the file is read."""
        alike = _likeness(cells["name"], cells.get("email", ""), post)
        if alike in self.likenesses:
            raise RowFault(f"The same person at the same place is {self.likenesses[alike]}.")
        self.likenesses[alike] = f"in row {number} too: give both rows one reference of your own"

    def _changed(
        self, number: int, person: KnownPerson, cells: Mapping[str, str], post: PostFacts | None
    ) -> PlannedRow:
        if not person.may_change:
            raise RowFault(
                f"{person.reference} is not of a region of yours. Leave it empty for a new person."
            )
        given = {name: cells[name] for name in OF_A_PERSON if name in self.columns}
        changes = tuple(
            (name, getattr(person, name), text)
            for name, text in given.items()
            if getattr(person, name) != text
        )
        if any(name == "email" for name, _, _ in changes):
            _check_address(given["email"])
        stored = self._stored(person, post)
        if post is not None and post != stored:
            self.posts.check_own(post)
            changes += _post_words(post, stored)
        return PlannedRow(
            number,
            CHANGED if changes else SAME,
            person.reference,
            given["name"],
            person=person.key,
            changes=changes,
            post=None if post == stored else post,
            post_before=stored.key if stored and post != stored else None,
        )

    def _stored(self, person: KnownPerson, post: PostFacts | None) -> PostFacts | None:
        """The stored post that a row means: the very same, else one of its kind and place that began on
        that day, else the one that is still open (a post of a place is held once at a time)."""
        if post is None:
            return None
        alike = [
            p
            for p in person.posts
            if (p.kind, p.place) == (post.kind, post.place) and p.key not in self.claimed
        ]
        meant = (
            [each for each in alike if each == post]
            or [each for each in alike if each.starts_on == post.starts_on]
            or [each for each in alike if each.ends_on is None]
        )
        if meant and meant[0].key is not None:
            self.claimed.add(meant[0].key)
        return meant[0] if meant else None


def _likenesses(known: Iterable[KnownPerson]) -> dict[tuple[str, str, str, int], str]:
    said = {}
    for person in known:
        for post in person.posts:
            words = f"here already: write its reference, {person.reference}, into the row"
            if not person.may_change:
                words = "here already, but not of a region of yours"
            said[_likeness(person.name, person.email, post)] = words
    return said


def _likeness(name: str, email: str, post: PostFacts) -> tuple[str, str, str, int]:
    return name.lower(), email.lower(), "council" if post.place.dfe_number else "region", post.place.key


def _check_lengths(cells: Mapping[str, str]) -> None:
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise RowFault(f"The {name} has more than {most} characters.")


def _check_address(email: str) -> None:
    if email and not ADDRESS.fullmatch(email):
        raise RowFault(f"“{email}” is not an email address.")


def _post_words(post: PostFacts, stored: PostFacts | None) -> tuple[tuple[str, str, str], ...]:
    """What changes about a post, as rows of (field, before, after)."""
    if stored is None:
        return (("post", "", f"{post.kind.replace('_', ' ')}, {post.place.name}"),)
    days = [(name, getattr(stored, name), getattr(post, name)) for name in ("starts_on", "ends_on")]
    return tuple((name, _said(before), _said(after)) for name, before, after in days if before != after)


def _said(day: date | None) -> str:
    return day.isoformat() if day else ""
