"""The pages of a round: opening it in two steps, moving it, its lists and calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from challenges.models import BlockedPeriod, Challenge, ChallengeRound, DataPack, Milestone, MilestonePreset
from challenges.selectors.rounds.pages import calendar_of, challenge_rows, numbers_of
from challenges.services.sign_up.links import send_sign_up_links
from challenges.tests import factories as when
from councils.models import Council
from councils.tests import factories as who
from peerchallenge.testing.world import build_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return who.manager()


@pytest.fixture
def browser(manager):
    return signed_in(manager.user)


def first_step(**changed):
    preset = MilestonePreset.objects.get(region=None, key="three-days")
    given = {
        "regions": [who.region().pk],
        "year": "2026/27",
        "first_week_0": "7",
        "first_week_1": "10",
        "first_week_2": "2026",
        "last_week_0": "30",
        "last_week_1": "3",
        "last_week_2": "2027",
        "preset": preset.pk,
    }
    return given | changed


def test_a_round_is_opened_in_two_steps_with_councils_ticked(browser, manager):
    address = reverse("challenges:round_open")
    shown = browser.post(address, first_step())
    ticked = shown.content.decode().count(" checked")
    assert (shown.status_code, ticked) == (200, 19)
    assert not ChallengeRound.objects.exists()
    chosen = list(Council.objects.filter(name__in=["Kent", "Slough"]).values_list("pk", flat=True))
    opened = browser.post(address, first_step(councils_shown="1", councils=chosen))
    made = ChallengeRound.objects.get()
    assert opened["Location"] == reverse("challenges:round_detail", args=[made.pk])
    assert (str(made), made.first_week, made.manager) == (
        "South East 2026/27",
        date(2026, 10, 5),
        manager.person,
    )
    assert list(made.participations.values_list("council__name", flat=True)) == ["Kent", "Slough"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"year": "next year"}, "Write the year like 2025/26."),
        ({"year": ""}, "Enter the year, like 2026/27"),
        ({"first_week_1": "13"}, "First week of visits: enter the month as a number"),
        ({"last_week_2": "2025"}, "The last week must not be before the first week."),
        ({"regions": []}, "Choose at least one region"),
        ({"preset": ""}, "Choose the kind of visit"),
    ],
)
def test_what_is_wrong_is_said_at_the_first_step_and_what_was_typed_stays(browser, changed, said):
    page = browser.post(reverse("challenges:round_open"), first_step(name="Our own name", **changed))
    html = page.content.decode()
    assert page.status_code == 200
    assert said in html
    assert "There is a problem" in html
    assert 'value="Our own name"' in html
    assert not ChallengeRound.objects.exists()


def test_going_back_keeps_the_ticks(browser):
    address = reverse("challenges:round_open")
    kent = who.council("Kent").pk
    back = browser.post(address, first_step(councils_shown="1", councils=[kent], back="1"))
    assert f'<input type="hidden" name="kept" value="{kent}">' in back.content.decode()
    again = browser.post(address, first_step(kept=[kent])).content.decode()
    assert again.count(" checked") == 1


def test_a_round_without_councils_is_not_opened(browser):
    page = browser.post(reverse("challenges:round_open"), first_step(councils_shown="1"))
    assert "Choose at least one council" in page.content.decode()
    assert not ChallengeRound.objects.exists()


def test_a_name_that_is_taken_is_said_beside_it(browser):
    when.challenge_round()
    kent = who.council("Kent").pk
    page = browser.post(
        reverse("challenges:round_open"), first_step(councils_shown="1", councils=[kent])
    ).content.decode()
    assert page.count("There is already a round called South East 2026/27.") == 2
    assert ChallengeRound.objects.count() == 1


def test_a_manager_cannot_open_a_round_of_another_region(browser):
    page = browser.post(reverse("challenges:round_open"), first_step(regions=[who.region("London").pk]))
    assert "There is a problem" in page.content.decode()


def test_a_round_is_moved_by_a_button(browser):
    round = when.challenge_round(state="draft")
    when.participation(round, hosting=None, lending=None)
    address = reverse("challenges:round_move", args=[round.pk])
    assert browser.get(address).status_code == 405
    page = browser.post(address, {"to": "sign_up"}, follow=True).content.decode()
    assert "South East 2026/27 is now in sign-up." in page
    page = browser.post(address, {"to": "closed"}, follow=True).content.decode()
    assert "cannot be moved there" in page
    round.refresh_from_db()
    assert round.state == "sign_up"


def edit_values(round, **changed):
    given = {
        "name": round.name,
        "year": round.year,
        "max_visits_a_week": 2,
        "operational_peers": 2,
        "specialists": 1,
        "preset": round.preset_id,
        "councils": list(round.participations.values_list("council", flat=True)),
    }
    for name in ("first_week", "last_week"):
        day = getattr(round, name)
        given |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
    return given | changed


def test_a_round_is_changed(browser):
    round = when.challenge_round()
    when.participation(round)
    address = reverse("challenges:round_edit", args=[round.pk])
    sent = edit_values(round, training_lapses_after="24", max_visits_a_week="1")
    assert browser.post(address, sent).status_code == 302
    round.refresh_from_db()
    assert (round.max_visits_a_week, round.training_lapses_after) == (1, 24)
    assert 'value="24"' in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"training_lapses_after": "0"}, "greater than or equal to 1"),
        ({"max_visits_a_week": "many"}, "Enter a whole number."),
        ({"councils": []}, "Choose at least one council"),
        ({"last_week_2": "2026", "last_week_1": "1"}, "The last week must not be before the first week."),
    ],
)
def test_a_change_that_cannot_be_is_refused_beside_its_field(browser, changed, said):
    round = when.challenge_round()
    when.participation(round)
    page = browser.post(reverse("challenges:round_edit", args=[round.pk]), edit_values(round, **changed))
    assert page.status_code == 200
    assert said in page.content.decode()
    round.refresh_from_db()
    assert (round.max_visits_a_week, round.last_week) == (2, date(2027, 3, 29))


def test_the_presets_days_are_changed_for_the_region(browser):
    round = when.challenge_round()
    address = reverse("challenges:preset_edit", args=[round.pk])
    sent = {"name": "Ours", "visit_days": "2", "scoping": "-60", "letter": "15"}
    assert browser.post(address, sent).status_code == 302
    round.refresh_from_db()
    assert (round.preset.region, round.preset.offsets) == (who.region(), {"scoping": -60, "letter": 15})
    page = browser.post(address, sent | {"letter": "-2", "scoping": "soon"}).content.decode()
    assert "Enter a whole number." in page
    assert "comes after the visit" in browser.post(address, sent | {"letter": "-2"}).content.decode()


def test_numbers_of_a_round():
    round = when.challenge_round()
    kent = when.challenge(round)
    when.participation(round, who.council("Surrey"), hosting=False)
    when.participation(round, who.council("Slough"), hosting=None, lending=None)
    when.challenge(round, who.council("Medway"), state="postponed", first_day=None)
    when.challenge(round, who.council("Reading"), state="closed")
    Milestone.objects.create(
        challenge=kent,
        kind="scoping",
        owner="host",
        due_on=date(2026, 1, 5),
        original_due_on=date(2026, 1, 5),
    )
    numbers = numbers_of(round, date(2026, 2, 1))
    assert (numbers.councils, numbers.answered, numbers.hosting, numbers.lending) == (5, 4, 3, 4)
    assert (numbers.scheduled, numbers.held, numbers.postponed, numbers.overdue) == (3, 1, 1, 1)
    assert numbers.to_schedule == 0


def test_the_calendar_shows_every_week_with_visits_holidays_and_blocks(manager):
    round = when.challenge_round()
    when.challenge(round)
    when.challenge(round, who.council("Slough"), first_day=date(2027, 1, 14), days=5)
    when.challenge(round, who.council("Medway"), first_day=date(2027, 4, 6))
    when.challenge(round, who.council("Reading"), first_day=None, state="postponed")
    BlockedPeriod.objects.create(round=round, first_day=date(2026, 12, 21), last_day=date(2027, 1, 3))
    calendar = calendar_of(round, manager)
    weeks = {week.monday: week for week in calendar.weeks}
    assert len(calendar.weeks) == 27
    assert [visit.host.name for visit in weeks[date(2027, 1, 11)].visits] == ["Kent", "Slough"]
    assert [visit.host.name for visit in weeks[date(2027, 1, 18)].visits] == ["Slough"]
    assert not weeks[date(2027, 1, 11)].crowded
    assert not weeks[date(2027, 4, 5)].in_round
    assert [name for _, name in weeks[date(2026, 12, 28)].holidays] == [
        "Boxing Day (substitute day)",
        "New Year's Day",
    ]
    assert len(weeks[date(2026, 12, 28)].blocked) == 1
    assert [visit.host.name for visit in calendar.undated] == ["Reading"]


def test_the_list_says_where_data_packs_are_and_narrows_to_them(manager, browser):
    round = when.challenge_round()
    late = when.challenge(round, who.council("Kent"))
    Milestone.objects.create(
        challenge=late,
        kind="data_pack",
        owner="host",
        due_on=date(2026, 1, 5),
        original_due_on=date(2026, 1, 5),
    )
    DataPack.objects.create(challenge=when.challenge(round, who.council("Slough")), asked_on=date(2026, 1, 5))
    DataPack.objects.create(
        challenge=when.challenge(round, who.council("Medway")), received_on=date(2026, 1, 5), usable=False
    )
    when.challenge(round, who.council("Reading"))
    rows = {row.challenge.host.name: row.pack for row in challenge_rows(round, manager)}
    assert rows == {"Kent": "late", "Slough": "asked", "Medway": "unusable", "Reading": "not_asked"}
    address = reverse("challenges:challenge_list", args=[round.pk])
    page = browser.get(address, {"pack": "late", "words": "ken"}).content.decode()
    assert "Kent" in page
    assert "Slough" not in page
    assert browser.get(address, {"state": "no such state"}).status_code == 200


def test_an_evaluator_sees_but_is_offered_nothing():
    world = build_world()
    page = world.clients["evaluator"].get(reverse("challenges:round_detail", args=[world.round.pk]))
    assert "What comes next" not in page.content.decode()
    listed = world.clients["evaluator"].get(reverse("challenges:sign_up_list", args=[world.round.pk]))
    assert "Send links" not in listed.content.decode()


def fill(round, number):
    """So many councils in the round, each with a challenge, a team of one and a milestone."""
    there = set(round.participations.values_list("council", flat=True))
    councils = (
        Council.objects.on(date(2026, 10, 5)).exclude(pk__in=there).exclude(name="Camden").order_by("pk")
    )
    lender = who.person(at=who.council("Camden"))
    for n, council in enumerate(councils[:number]):
        challenge = when.challenge(round, council, first_day=date(2026, 10, 6) + timedelta(weeks=n % 20))
        when.placement(challenge, lender, role="lead")
        when.offer(challenge.participation)
        day = date(2026, 10, 6)
        Milestone.objects.create(
            challenge=challenge, kind="data_pack", owner="host", due_on=day, original_due_on=day
        )


@pytest.mark.parametrize("name", ["challenge_list", "sign_up_list", "round_calendar", "round_detail"])
def test_a_page_of_a_round_asks_as_often_for_1_as_for_30(name, manager, browser):
    round = when.challenge_round()
    address = reverse(f"challenges:{name}", args=[round.pk])
    fill(round, 1)
    send_sign_up_links(round=round, participations=round.participations.all(), actor=manager)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        assert browser.get(address).status_code == 200
    fill(round, 29)
    send_sign_up_links(round=round, participations=round.participations.all(), actor=manager)
    with CaptureQueriesContext(connection) as many:
        assert browser.get(address).status_code == 200
    assert Challenge.objects.filter(round=round).count() == 30
    assert len(many) == len(few)


def test_the_list_of_rounds_asks_as_often_for_1_as_for_30(browser):
    address = reverse("challenges:round_list")
    fill(when.challenge_round(), 2)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for year in range(1990, 2019):
        when.challenge_round(start_year=year)
    with CaptureQueriesContext(connection) as many:
        page = browser.get(address).content.decode()
    assert page.count("/rounds/") >= 30
    assert "South East 2018/19" in page
    assert len(many) == len(few)
