"""Reading the post of a row: what somebody is, of which council or region, from–to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

POST_COLUMNS = ("post", "dfe_number", "council", "region", "starts_on", "ends_on")
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
PROGRAMME_MANAGER = "programme_manager"


class RowFault(Exception):
    """What is wrong with one row, in a sentence."""


@dataclass(frozen=True)
class Place:
    """A council (with its DfE number and region) or a region (without) in which somebody has a post."""

    key: int
    name: str
    dfe_number: str = ""
    region: str = ""
    first_day: date = date.min
    end: date = date.max

    def exists_on(self, day: date) -> bool:
        """Whether it exists on this day; `end` is the first day on which it no longer does."""
        return self.first_day <= day < self.end


@dataclass(frozen=True)
class PostFacts:
    """A post: what, where, from, to. `key` is that of the stored one, None for what a file asks for."""

    kind: str
    place: Place
    starts_on: date | None = None
    ends_on: date | None = None
    key: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Directory:
    """What rows are read against: places, the words for posts (as `plain` writes them) with their kinds, today, which
    reference was merged into which, and the places whose people may be changed (None: all)."""

    councils: tuple[Place, ...]
    regions: tuple[Place, ...]
    posts: Mapping[str, str]
    today: date
    merged: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[Place] | None = None


class PostReader:
    """Reads the posts of rows against a directory."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.regions = {plain(region.name): region for region in directory.regions}
        self.by_number = {council.dfe_number: council for council in directory.councils}
        self.by_name = _by_name(directory.councils)

    def read(self, cells: Mapping[str, str]) -> PostFacts | None:
        """The post that a row names, None where it names none. Raises RowFault."""
        filled = [name for name in POST_COLUMNS if cells.get(name)]
        if not filled:
            return None
        if not cells.get("post"):
            raise RowFault(f"The post is empty, but {filled[0]} is filled in.")
        kind = self.directory.posts.get(plain(cells["post"]))
        if kind is None:
            raise RowFault(f"“{cells['post']}” is no post that we know.")
        starts_on, ends_on = read_day(cells, "starts_on"), read_day(cells, "ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            raise RowFault("The post ends before it starts.")
        place = self._region(cells) if kind == PROGRAMME_MANAGER else self._council(cells, starts_on)
        return PostFacts(kind, place, starts_on, ends_on)

    def check_own(self, post: PostFacts) -> None:
        """Raises RowFault where whoever imports does not keep the people of this place."""
        if self.directory.own is not None and post.place not in self.directory.own:
            raise RowFault(f"{post.place.name} is not in a region of yours.")

    def _region(self, cells: Mapping[str, str]) -> Place:
        name = cells.get("region", "")
        if not name:
            raise RowFault("A programme manager needs a region.")
        if cells.get("council") or cells.get("dfe_number"):
            raise RowFault("A programme manager is one of a region: leave the council empty.")
        found = self.regions.get(plain(name))
        if found is None:
            raise RowFault(f"“{name}” is no region of England.")
        return found

    def _council(self, cells: Mapping[str, str], starts_on: date | None) -> Place:
        found = self._named(cells, starts_on or self.directory.today)
        region = cells.get("region", "")
        if region and plain(region) != plain(found.region):
            raise RowFault(f"{found.name} is in {found.region}, not in {region}.")
        return found

    def _named(self, cells: Mapping[str, str], day: date) -> Place:
        number, name = cells.get("dfe_number", ""), cells.get("council", "")
        same = self.by_name.get(plain(name), [])
        if number:
            found = self.by_number.get(number.upper())
            if found is None:
                raise RowFault(f"No council has the DfE number {number}.")
            if name and found not in same:
                raise RowFault(f"The DfE number {number} is {found.name}, not {name}.")
            return found
        if not name:
            raise RowFault("The council is empty.")
        if not same:
            raise RowFault(f"“{name}” is no council with children's services that we know.")
        return next((each for each in same if each.exists_on(day)), same[-1])


def plain(text: str) -> str:
    """A name as it is compared: letters' case, apostrophes, underscores and "&" aside."""
    return text.lower().replace("’", "'").replace("_", " ").replace("&", "and").strip()


def read_day(cells: Mapping[str, str], name: str) -> date | None:
    """The day in a cell, None where it is empty. Raises RowFault."""
    text = cells.get(name, "")
    if not text:
        return None
    for form in DAY_FORMS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a local day
        except ValueError:
            continue
        if 1950 <= day.year <= 2100:
            return day
    raise RowFault(f"“{text}” in {name} is not a day. Write it like 2026-10-05 or 05/10/2026.")


def _by_name(councils: Iterable[Place]) -> dict[str, list[Place]]:
    """Councils by name, the older first: two may have had one name, one after the other."""
    named: dict[str, list[Place]] = {}
    for council in sorted(councils, key=lambda each: each.first_day):
        named.setdefault(plain(council.name), []).append(council)
    return named
