"""The reference facts in the database: which councils exist on which day, and loading them again."""

from collections import Counter
from datetime import date
from time import perf_counter

import pytest
from django.apps import apps
from django.db.migrations.state import ProjectState

from councils.models import Council, CouncilCode, Neighbour, Region
from councils.reference.load import load_after_migrate, load_reference

pytestmark = pytest.mark.django_db

SAME_IN_BOTH = {
    "North East": 12,
    "Yorkshire and The Humber": 15,
    "West Midlands": 14,
    "East of England": 11,
    "London": 33,
    "South East": 19,
}


def seconds_of_a_load() -> float:
    started = perf_counter()
    load_after_migrate(apps.get_app_config("councils"))
    return perf_counter() - started


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2012, 1, 1), 152),
        (date(2012, 4, 1), 152),
        (date(2013, 3, 31), 152),
        (date(2019, 3, 31), 152),
        (date(2019, 4, 1), 151),
        (date(2020, 6, 15), 151),
        (date(2021, 3, 31), 151),
        (date(2021, 4, 1), 152),
        (date(2023, 3, 31), 152),
        (date(2023, 4, 1), 153),
        (date(2026, 11, 24), 153),
        (date(2027, 3, 31), 153),
        (date(2027, 4, 1), 154),
        (date(2027, 12, 31), 154),
    ],
)
def test_how_many_councils_exist_on_a_day(day: date, count: int) -> None:
    assert Council.objects.on(day).count() == count


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2013, 3, 31), {"North West": 23, "East Midlands": 9, "South West": 16}),
        (date(2025, 6, 1), {"North West": 24, "East Midlands": 10, "South West": 15}),
        (date(2027, 4, 1), {"North West": 24, "East Midlands": 10, "South West": 15, "South East": 20}),
    ],
)
def test_councils_per_region(day: date, counts: dict[str, int]) -> None:
    names = Council.objects.on(day).values_list("region__name", flat=True)
    assert Counter(names) == SAME_IN_BOTH | counts


@pytest.mark.parametrize(
    ("day", "number"), [(date(2019, 3, 31), "835"), (date(2019, 4, 1), "838"), (date(2025, 1, 1), "838")]
)
def test_one_dorset_at_a_time(day: date, number: str) -> None:
    assert Council.objects.on(day).get(name="Dorset").dfe_number == number


@pytest.mark.parametrize(
    ("day", "gone", "come"),
    [
        (date(2019, 4, 1), {"835", "836", "837"}, {"838", "839"}),
        (date(2021, 4, 1), {"928"}, {"940", "941"}),
        (date(2023, 4, 1), {"909"}, {"942", "943"}),
        (date(2027, 4, 1), {"936"}, {"936E", "936W"}),
    ],
)
def test_who_goes_and_who_comes_on_a_day_of_change(day: date, gone: set[str], come: set[str]) -> None:
    eve = set(Council.objects.on(date.fromordinal(day.toordinal() - 1)).values_list("dfe_number", flat=True))
    morning = set(Council.objects.on(day).values_list("dfe_number", flat=True))
    assert (eve - morning, morning - eve) == (gone, come)


def test_successors_and_predecessors() -> None:
    bcp = Council.objects.get(dfe_number="839")
    assert set(bcp.predecessors.values_list("dfe_number", flat=True)) == {"835", "836", "837"}
    surrey = Council.objects.get(dfe_number="936")
    assert list(surrey.successors.values_list("name", flat=True)) == ["East Surrey", "West Surrey"]


@pytest.mark.parametrize(
    ("gss_code", "name"),
    [
        ("E08000016", "Barnsley"),
        ("E08000038", "Barnsley"),
        ("E08000019", "Sheffield"),
        ("E08000039", "Sheffield"),
        ("E08000020", "Gateshead"),
        ("E06000057", "Northumberland"),
    ],
)
def test_old_and_new_codes_lead_to_one_council(gss_code: str, name: str) -> None:
    assert CouncilCode.objects.get(gss_code=gss_code).council.name == name


def test_neighbours_of_enfield() -> None:
    rows = Neighbour.objects.filter(council__dfe_number="308").order_by("rank")
    assert [row.rank for row in rows] == list(range(1, 11))
    assert "308" not in rows.values_list("neighbour__dfe_number", flat=True)
    assert Neighbour.objects.count() == 1530


def test_loading_again_writes_nothing_and_is_quick(django_assert_num_queries) -> None:
    load_reference()
    with django_assert_num_queries(9):  # seven reads, and the savepoint round them
        assert load_reference() == 0
    assert min(seconds_of_a_load() for _ in range(3)) < 0.2


def test_an_empty_database_is_filled_in_few_queries(django_assert_max_num_queries) -> None:
    for model in (Neighbour, CouncilCode, Council, Region):
        model.objects.all().delete()
    with django_assert_max_num_queries(40):
        assert load_reference() == 9 + 160 + 10 + 165 + 1530


def test_a_changed_fact_is_corrected_and_a_contact_is_kept() -> None:
    Region.objects.filter(name="London").update(name="Londres", contact_email="lead@example.org")
    Council.objects.filter(dfe_number="201").update(official_name="Wrong")
    Neighbour.objects.filter(council__dfe_number="201", rank=1).update(closeness="Close")
    assert load_reference() == 3
    london = Region.objects.get(code="E12000007")
    assert (london.name, london.contact_email) == ("London", "lead@example.org")
    assert Council.objects.get(dfe_number="201").official_name == "City of London Corporation"
    assert Neighbour.objects.get(council__dfe_number="201", rank=1).closeness == "Not close"


def test_a_number_entered_for_a_new_council_is_kept() -> None:
    Council.objects.filter(name="East Surrey").update(dfe_number="990")
    assert load_reference() == 0
    assert Council.objects.get(name="East Surrey").dfe_number == "990"


def test_nothing_is_loaded_into_tables_that_are_not_there_yet(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        load_after_migrate(apps.get_app_config("councils"), apps=ProjectState().apps)
