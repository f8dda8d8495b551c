"""The people and places that an import is read against, and the export that an import reads back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone
from openpyxl import Workbook

from councils.actor import Actor
from councils.imports.cells import neutralised
from councils.imports.people import COLUMNS, KnownPerson
from councils.imports.posts import Directory, Place, PostFacts, plain
from councils.models import Council, Person, Post, Region
from councils.roles import PostKind

SHORT = {"dcs": PostKind.DIRECTOR, "ad": PostKind.ASSISTANT_DIRECTOR}
BYTE_ORDER_MARK = "\ufeff"


def directory_for(actor: Actor) -> Directory:
    """Every council and region, and which of them the actor keeps the people of."""
    councils = {place.key: place for place in map(_council_place, Council.objects.select_related("region"))}
    regions = {place.key: place for place in map(_region_place, Region.objects.all())}
    managed = Council.objects.managed_by(actor).values_list("pk", flat=True)
    own = [councils[pk] for pk in managed] + [regions[pk] for pk in actor.managed_region_ids]
    return Directory(
        councils=tuple(councils.values()),
        regions=tuple(regions.values()),
        posts={plain(word): kind.value for kind in PostKind for word in (kind.value, kind.label)} | SHORT,
        today=timezone.localdate(),
        merged=_merged(),
        own=None if actor.is_administrator else frozenset(own),
    )


def known_people(actor: Actor) -> list[KnownPerson]:
    """Everybody, with all posts and whether the actor may change them."""
    may = set(Person.objects.managed_by(actor).values_list("pk", flat=True))
    posts = _posts_by_person(Post.objects.all())
    return [
        KnownPerson(
            person.pk,
            person.reference,
            person.name,
            person.email,
            person.phone,
            tuple(posts.get(person.pk, ())),
            person.pk in may,
        )
        for person in Person.objects.current()
    ]


def export_rows(actor: Actor) -> Iterator[list[str]]:
    """The headings, then a row for each post of each person the actor sees, as an import reads it."""
    people = list(Person.objects.visible_to(actor).current().order_by("reference"))
    posts = _posts_by_person(
        Post.objects.filter(person__in=people) if len(people) < 500 else Post.objects.all()
    )
    yield list(COLUMNS)
    for person in people:
        # The same post written down twice is one row: the import would call the second a repetition.
        for post in dict.fromkeys(posts.get(person.pk, ())) or (None,):
            yield [neutralised(text) for text in (*_of_person(person), *_of_post(post))]


def export_csv(rows: Iterable[list[str]]) -> bytes:
    """The rows as CSV in UTF-8 with its mark, by which spreadsheets know it."""
    out = io.StringIO(BYTE_ORDER_MARK)
    out.seek(0, io.SEEK_END)
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def export_xlsx(rows: Iterable[list[str]], title: str = "People") -> bytes:
    """The rows as a workbook of text cells, on one sheet of this title."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _merged() -> dict[str, str]:
    pairs = Person.objects.filter(merged_into__isnull=False).values_list(
        "reference", "merged_into__reference"
    )
    return {dropped.upper(): kept for dropped, kept in pairs}


def _posts_by_person(posts: Iterable[Post]) -> dict[int, list[PostFacts]]:
    councils = {council.pk: _council_place(council) for council in Council.objects.select_related("region")}
    regions = {region.pk: _region_place(region) for region in Region.objects.all()}
    held: dict[int, list[PostFacts]] = {}
    for post in posts:
        place = councils[post.council_id] if post.council_id else regions[post.region_id or 0]
        facts = PostFacts(post.kind, place, post.starts_on, post.ends_on, post.pk)
        held.setdefault(post.person_id, []).append(facts)
    return held


def _council_place(council: Council) -> Place:
    return Place(
        council.pk,
        council.name,
        council.dfe_number,
        council.region.name,
        council.existed_from,
        council.existed_until or date.max,
    )


def _region_place(region: Region) -> Place:
    return Place(region.pk, region.name)


def _of_person(person: Person) -> tuple[str, ...]:
    return person.reference, person.name, person.email, person.phone


def _of_post(post: PostFacts | None) -> tuple[str, ...]:
    if post is None:
        return ("",) * 6
    place = post.place
    where = (place.dfe_number, place.name, place.region) if place.dfe_number else ("", "", place.name)
    days = tuple(day.isoformat() if day else "" for day in (post.starts_on, post.ends_on))
    return (PostKind(post.kind).label, *where, *days)
