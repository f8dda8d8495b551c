"""The reference tables by themselves, without a database: counts, dates, codes and neighbours."""

from collections import Counter
from datetime import date

import pytest

from councils.reference import tables
from councils.reference.tables import CodeFacts, CouncilFacts

REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}


def by_number() -> dict[str, CouncilFacts]:
    return {council.dfe_number: council for council in tables.councils()}


def codes_on(day: date) -> list[CodeFacts]:
    alive = {council.dfe_number for council in tables.councils() if council.exists_on(day)}
    return [code for code in tables.codes() if code.held_on(day) and code.dfe_number in alive]


def codes_of(number: str) -> list[tuple[str, date | None, date | None]]:
    return [(c.gss_code, c.valid_from, c.valid_until) for c in tables.codes() if c.dfe_number == number]


def test_the_nine_regions() -> None:
    assert {region.code: region.name for region in tables.regions()} == REGIONS
    london = next(region for region in tables.regions() if region.name == "London")
    assert london.dfe_names == ("Inner London", "Outer London")


def test_table_sizes() -> None:
    assert len(tables.councils()) == len(by_number()) == 160
    assert len(tables.codes()) == len({code.gss_code for code in tables.codes()}) == 165
    assert len(tables.neighbours()) == 1530


def test_kinds_today() -> None:
    kinds = Counter(c.kind for c in tables.councils() if c.exists_on(date(2025, 6, 1)))
    assert kinds == {
        "unitary": 62, "metropolitan": 36, "london": 32, "county": 21, "city": 1, "scilly": 1
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "counties", "unitaries"), [(date(2013, 3, 31), 27, 56), (date(2025, 6, 1), 21, 63)]
)
def test_kinds_by_the_code_in_force(day: date, counties: int, unitaries: int) -> None:
    """The Isles of Scilly have a unitary's code: one more than the 55 and 62 that are unitary by law."""
    kinds = Counter(code.gss_code[:3] for code in codes_on(day))
    assert kinds == {"E06": unitaries, "E08": 36, "E09": 33, "E10": counties}


@pytest.mark.parametrize(
    "day", [date(2012, 4, 1), date(2013, 4, 1), date(2019, 4, 1), date(2020, 4, 1), date(2021, 4, 1),
            date(2023, 3, 31), date(2023, 4, 1), date(2025, 4, 1), date(2027, 3, 31)]
)  # fmt: skip
def test_each_council_has_exactly_one_code_on_a_day(day: date) -> None:
    alive = sorted(council.dfe_number for council in tables.councils() if council.exists_on(day))
    assert sorted(code.dfe_number for code in codes_on(day)) == alive


@pytest.mark.parametrize(
    ("number", "before", "after", "day"),
    [
        ("370", "E08000016", "E08000038", date(2025, 4, 1)),
        ("373", "E08000019", "E08000039", date(2025, 4, 1)),
        ("390", "E08000020", "E08000037", date(2013, 4, 1)),
        ("929", "E06000048", "E06000057", date(2013, 4, 1)),
        ("825", "E10000002", "E06000060", date(2020, 4, 1)),
        ("815", "E10000023", "E06000065", date(2023, 4, 1)),
        ("933", "E10000027", "E06000066", date(2023, 4, 1)),
    ],
)
def test_recoded_councils_stay_one_council(number: str, before: str, after: str, day: date) -> None:
    assert codes_of(number) == [(before, None, day), (after, day, None)]
    assert by_number()[number].existed_from == date(2009, 4, 1)
    assert by_number()[number].existed_until is None


@pytest.mark.parametrize(
    ("number", "name", "day", "successors"),
    [
        ("835", "Dorset", date(2019, 4, 1), ("838", "839")),
        ("836", "Poole", date(2019, 4, 1), ("839",)),
        ("837", "Bournemouth", date(2019, 4, 1), ("839",)),
        ("928", "Northamptonshire", date(2021, 4, 1), ("940", "941")),
        ("909", "Cumbria", date(2023, 4, 1), ("942", "943")),
        ("936", "Surrey", date(2027, 4, 1), ("936E", "936W")),
    ],
)
def test_abolished_councils(number: str, name: str, day: date, successors: tuple[str, ...]) -> None:
    council = by_number()[number]
    assert (council.name, council.existed_until, council.successors) == (name, day, successors)
    assert [by_number()[successor].existed_from for successor in successors] == [day] * len(successors)


def test_only_six_councils_end_and_eight_begin() -> None:
    assert sum(council.existed_until is not None for council in tables.councils()) == 6
    assert sum(council.existed_from > date(2009, 4, 1) for council in tables.councils()) == 8


def test_dorset_is_the_only_name_used_twice() -> None:
    names = Counter(council.name for council in tables.councils())
    assert [name for name, count in names.items() if count > 1] == ["Dorset"]


def test_surreys_successors_have_no_codes_and_provisional_numbers() -> None:
    new = [council for council in tables.councils() if council.number_is_provisional]
    assert [(c.name, c.region, c.kind) for c in new] == [
        ("East Surrey", "E12000008", "unitary"),
        ("West Surrey", "E12000008", "unitary"),
    ]
    assert codes_of("936E") == codes_of("936W") == []


def test_every_centre_lies_in_england() -> None:
    outside = [
        c.name for c in tables.councils() if not (49.8 < c.latitude < 55.9 and -6.5 < c.longitude < 1.8)
    ]
    assert outside == []


def test_ten_neighbours_each_for_the_153_none_of_them_itself() -> None:
    today = {c.dfe_number for c in tables.councils() if c.exists_on(date(2025, 6, 1))}
    ranks: dict[str, list[int]] = {}
    for row in tables.neighbours():
        ranks.setdefault(row.dfe_number, []).append(row.rank)
    assert ranks == dict.fromkeys(sorted(today), list(range(1, 11)))
    assert {row.neighbour for row in tables.neighbours()} <= today
    assert [row for row in tables.neighbours() if row.neighbour == row.dfe_number] == []
    assert len({(row.dfe_number, row.neighbour) for row in tables.neighbours()}) == 1530


def test_closeness_in_words() -> None:
    assert Counter(row.closeness for row in tables.neighbours()) == {
        "Extremely close": 12,
        "Very close": 820,
        "Close": 513,
        "Somewhat close": 136,
        "Not close": 49,
    }
