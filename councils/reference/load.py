"""Puts the reference facts into the database; safe to run at any time and as often as one likes.

The tables win over what is held, except where they know less: a region's contact and a number that somebody
entered for a council whose number was not yet published stay. Nothing is ever deleted.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from django.apps import AppConfig
from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model
from django.utils.text import slugify

from councils.models.places import Council, CouncilCode, Neighbour, Region
from councils.reference import tables

M = TypeVar("M", bound=Model)
Values: TypeAlias = Mapping[str, object]


def load_after_migrate(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Apps = current_apps, **_: object
) -> None:
    """Load the facts once the app's tables are as the present code has them (a receiver of post_migrate)."""
    if all(_is_migrated(model, apps) for model in (Region, Council, CouncilCode, Neighbour)):
        load_reference(using)


def load_reference(using: str = DEFAULT_DB_ALIAS) -> int:
    """Insert or correct every region, council, code and neighbour of the tables in one transaction.

    Returns how many rows were written: 0 where nothing had changed, at the cost of seven small queries.
    """
    with transaction.atomic(using=using):
        written = _load_regions(using) + _load_councils(using)
        council_ids = _council_ids(using)
        written += _load_successors(council_ids, using)
        return written + _load_codes(council_ids, using) + _load_neighbours(council_ids, using)


def _load_regions(using: str) -> int:
    held = {region.code: region for region in Region.objects.using(using)}
    pairs = [
        (held.get(facts.code), {"code": facts.code, "name": facts.name, "slug": slugify(facts.name)})
        for facts in tables.regions()
    ]
    return _write(Region, pairs, using)


def _load_councils(using: str) -> int:
    region_ids = dict(Region.objects.using(using).values_list("code", "pk"))
    find = _CouncilFinder(using)
    pairs = []
    for facts in tables.councils():
        held = find(facts)
        pairs.append((held, _council_values(facts, region_ids[facts.region], held)))
    return _write(Council, pairs, using)


class _CouncilFinder:
    """Finds the row held for a council: by number, else by name and first day (numbers come late)."""

    def __init__(self, using: str) -> None:
        held = list(Council.objects.using(using))
        self._by_number = {council.dfe_number: council for council in held}
        self._by_birth = {(council.name, council.existed_from): council for council in held}

    def __call__(self, facts: tables.CouncilFacts) -> Council | None:
        """Return the row held for these facts, or None."""
        by_birth = self._by_birth.get((facts.name, facts.existed_from))
        return self._by_number.get(facts.dfe_number, by_birth)


def _council_values(facts: tables.CouncilFacts, region_id: int, held: Council | None) -> Values:
    keeps_number = held is not None and facts.number_is_provisional
    return {
        "dfe_number": held.dfe_number if held and keeps_number else facts.dfe_number,
        "name": facts.name,
        "official_name": facts.official_name,
        "kind": facts.kind,
        "region_id": region_id,
        "existed_from": facts.existed_from,
        "existed_until": facts.existed_until,
        "latitude": facts.latitude,
        "longitude": facts.longitude,
    }


def _council_ids(using: str) -> dict[str, int]:
    """Return the primary key of each council by the number that the tables use for it."""
    find = _CouncilFinder(using)
    found = ((facts.dfe_number, find(facts)) for facts in tables.councils())
    return {number: council.pk for number, council in found if council is not None}


def _load_successors(council_ids: Mapping[str, int], using: str) -> int:
    link = Council.successors.through
    wanted = {
        (council_ids[facts.dfe_number], council_ids[successor])
        for facts in tables.councils()
        for successor in facts.successors
    }
    missing = wanted - set(link.objects.using(using).values_list("from_council_id", "to_council_id"))
    pairs = [(None, {"from_council_id": before, "to_council_id": after}) for before, after in sorted(missing)]
    return _write(link, pairs, using)


def _load_codes(council_ids: Mapping[str, int], using: str) -> int:
    held = {code.gss_code: code for code in CouncilCode.objects.using(using)}
    pairs = [
        (
            held.get(facts.gss_code),
            {
                "gss_code": facts.gss_code,
                "council_id": council_ids[facts.dfe_number],
                "valid_from": facts.valid_from,
                "valid_until": facts.valid_until,
            },
        )
        for facts in tables.codes()
    ]
    return _write(CouncilCode, pairs, using)


def _load_neighbours(council_ids: Mapping[str, int], using: str) -> int:
    rows = Neighbour.objects.using(using).filter(model=tables.NEIGHBOUR_MODEL)
    held = {(row.council_id, row.rank): row for row in rows}
    pairs = [
        (
            held.get((council_ids[facts.dfe_number], facts.rank)),
            {
                "model": tables.NEIGHBOUR_MODEL,
                "council_id": council_ids[facts.dfe_number],
                "rank": facts.rank,
                "neighbour_id": council_ids[facts.neighbour],
                "closeness": facts.closeness,
            },
        )
        for facts in tables.neighbours()
    ]
    return _write(Neighbour, pairs, using)


def _write(model: type[M], pairs: Iterable[tuple[M | None, Values]], using: str) -> int:
    """Insert the rows that are not held and update those that differ; return how many were written."""
    new, changed, names = [], [], set[str]()
    for held, values in pairs:
        if held is None:
            new.append(model(**values))
        elif any(getattr(held, name) != value for name, value in values.items()):
            _assign(held, values)
            changed.append(held)
            names.update(name.removesuffix("_id") for name in values)
    manager = model._default_manager.using(using)
    if new:
        manager.bulk_create(new, batch_size=500)
    if changed:
        manager.bulk_update(changed, sorted(names), batch_size=100)
    return len(new) + len(changed)


def _assign(row: Model, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _is_migrated(model: type[Model], apps: Apps) -> bool:
    """Say whether the database, at this point of its migrations, has the model as the code has it."""
    try:
        migrated: Any = apps.get_model(model._meta.label)
    except LookupError:
        return False
    return _columns(migrated) == _columns(model)


def _columns(model: type[Model]) -> set[str]:
    return {field.attname for field in model._meta.local_fields}
