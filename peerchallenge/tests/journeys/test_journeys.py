"""Each user's job in a real browser on the sample, with axe on every page they come by."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error as PlaywrightError
from pypdf import PdfReader

from evaluation.sample.people import PASSWORD
from peerchallenge.testing.installation import Installation

pytestmark = pytest.mark.browser
Axe = Callable[[Any], None]
ROUND = r"/rounds/[0-9a-f-]{36}/"
FILES = ("csv", "xlsx", "qdpx", "pdf", "ics", "days_template", "calendar_feed", "sign_out", "account_logout")


@pytest.fixture
def sample(sample_site: Installation) -> dict[str, str]:
    """A running installation with worker and sample: its address, and the links that the sample prints."""
    printed = sample_site.manage("load_sample", "--show")
    sample_site.start_worker()
    links = dict(re.findall(r"^  (\w+)[^:]*:\s+(http\S+)$", printed, flags=re.MULTILINE))
    return {"site": sample_site.url, "peer": links["Peer"], "feedback": links["Somebody"]}


def sign_in(page: Any, site: str, email: str) -> None:
    page.goto(f"{site}/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_selector("h1:has-text('What needs you now')")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def links(page: Any, pattern: str) -> list[str]:
    """The addresses of the page's main part that fit."""
    found = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))")
    return list(dict.fromkeys(address for address in found if re.fullmatch(pattern, address)))


def kind_of(address: str) -> str | None:
    """The name of the route behind an address; None for files, for leaving, and for addresses of no route."""
    try:
        name = resolve(address.split("?")[0].split("#")[0]).view_name
    except Resolver404:
        return None
    return None if name.endswith(FILES) else name


def words_of(page: Any) -> str:
    """What the main part says, with plain blanks."""
    return " ".join(page.inner_text("main").split())


def tick_all(page: Any) -> None:
    """Accept every clash that is shown."""
    for box in page.query_selector_all("main form input[type=checkbox]"):
        box.check()


def narrow(page: Any) -> bool:
    """Whether nothing sticks out at the side."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_stakeholder_answers_on_a_phone_leaves_and_resumes(
    sample: dict[str, str], phone_page: Any, browser: Any, axe: Axe
) -> None:
    page = phone_page
    page.goto(sample["feedback"])
    axe(page)
    press(page, "Start")
    assert page.title().startswith("Error: ")
    axe(page)
    page.check("[name=involved_before][value=yes]")
    press(page, "Start")
    page.fill("textarea", "the pack came late, cost was no problem")
    axe(page)
    press(page, "Save and continue")
    with browser.new_context(viewport={"width": 320, "height": 640}) as another:
        page = another.new_page()
        page.goto(sample["feedback"])
        assert "You have begun already" in page.inner_text("main")
        press(page, "Go on")
        assert page.input_value("textarea") == "the pack came late, cost was no problem"
        while "/check/" not in page.url:
            axe(page)
            assert narrow(page)
            if page.locator("input[type=radio]").count():
                page.locator("input[type=radio]").first.check()
            press(page, "Save and continue")
        axe(page)
        press(page, "Send my answers")
        assert "Choose how we may quote you" in page.inner_text("main")
        page.check("[name=consent][value=role_only]")
        press(page, "Send my answers")
        assert "We have your answers" in page.inner_text("main")
        axe(page)


def sign_up_to_schedule(page: Any, round: str) -> str:
    """The address at which the first host of the round without a challenge gets its days and team."""
    page.goto(f"{round}sign-up/")
    return next(iter(links(page, r"/sign-up/[0-9a-f-]{36}/schedule/")))


def choose_a_team(page: Any) -> None:
    """Fill every empty place of the team with somebody who is not on it yet."""
    taken: set[str] = set()
    for place in page.query_selector_all("main form select:not([name=manager_on_site])"):
        offered = place.eval_on_selector_all("option", "all => all.map(o => o.value).filter(Boolean)")
        free = [person for person in offered if person not in taken]
        if free:
            place.select_option(free[0])
            taken.add(free[0])


@pytest.mark.once
def test_a_programme_manager_schedules_a_visit(sample: dict[str, str], browser_page: Any, axe: Axe) -> None:
    page, site = browser_page, sample["site"]
    sign_in(page, site, "manager@sample.example")
    page.goto(f"{site}/rounds/")
    newest = site + links(page, ROUND)[0]
    page.goto(site + sign_up_to_schedule(page, newest))
    axe(page)
    press(page, "Check")
    assert page.title().startswith("Error: ")
    axe(page)
    page.fill("[name=first_day_0]", "16")
    page.fill("[name=first_day_1]", "3")
    page.fill("[name=first_day_2]", "2027")
    page.fill("[name=theme]", "Early help")
    choose_a_team(page)
    press(page, "Check")
    axe(page)
    tick_all(page)
    press(page, "Save")
    shown = words_of(page)
    assert "16 to 18 March 2027" in shown
    assert "Early help" in shown
    axe(page)


@pytest.mark.once
def test_a_programme_manager_postpones_a_visit(sample: dict[str, str], browser_page: Any, axe: Axe) -> None:
    page, site = browser_page, sample["site"]
    sign_in(page, site, "manager@sample.example")
    page.goto(f"{site}/rounds/")
    page.goto(f"{site}{links(page, ROUND)[0]}challenges/")
    page.click("main a:has-text('East Sussex')")
    page.click("text=Move or postpone")
    page.fill("[name=first_day_0]", "9")
    page.fill("[name=first_day_1]", "3")
    page.check("[name=scope_stands][value=yes]")
    page.check("[name=reason][value=inspection]")
    press(page, "Check the dates")
    axe(page)
    press(page, "Save and tell those concerned")
    shown = words_of(page)
    assert "9 to 11 March 2027" in shown
    assert "2 to 4 February 2027" in shown
    page.goto(f"{site}/outbox/")
    assert page.inner_text("main").count("New dates: peer challenge in East Sussex") == 6


def test_a_programme_manager_plans_a_round(sample: dict[str, str], browser_page: Any, axe: Axe) -> None:
    page, site = browser_page, sample["site"]
    sign_in(page, site, "manager@sample.example")
    page.goto(f"{site}/rounds/")
    newest = site + links(page, ROUND)[0]
    page.goto(f"{newest}plan/")
    axe(page)
    page.fill("[name=seconds]", "5")
    press(page, "Look for a plan")
    axe(page)
    page.wait_for_selector("text=Planned visits", timeout=60_000)
    page.wait_for_selector("text=Look for a better plan", timeout=60_000)
    shown = words_of(page)
    assert "6 visits planned" in shown
    assert "from the best possible" in shown or "No better plan exists" in shown
    axe(page)
    for kind in ("why/", ""):
        page.goto(site + links(page, r"/planned-visits/\d+/" + kind)[0])
        axe(page)
        page.go_back()
    press(page, "Keep the visit")
    assert "KEPT" in words_of(page).upper()
    for name in ("rules", "wishes", "fairness", "agree"):
        page.goto(f"{newest}plan/{name}/")
        axe(page)
    before = len(written_to(page, site))
    page.goto(f"{newest}plan/agree/")
    press(page, "Agree it and tell those concerned")
    assert "Those concerned are told" in words_of(page)
    assert len(written_to(page, site)) > before
    page.goto(f"{newest}repairs/")
    axe(page)
    press(page, "Look for repairs")
    page.wait_for_selector("text=The last search proposed nothing", timeout=60_000)
    axe(page)


def written_to(page: Any, site: str) -> list[str]:
    """The subjects of the messages in the outbox."""
    page.goto(f"{site}/outbox/")
    return page.locator("main tbody tr").all_inner_texts()


def opens(page: Any, address: str) -> bool:
    """Go to an address; False where it is a file to keep. Raises for any other failure."""
    try:
        page.goto(address)
    except PlaywrightError as error:
        if "Download is starting" in str(error):
            return False
        raise
    return True


def kinds_walked(page: Any, site: str, axe: Axe) -> set[str | None]:
    """Follows links to one page of every kind (route) that can be reached, looks at each with axe; the kinds."""
    seen, waiting = set[str | None](), ["/", "/rounds/"]
    while waiting:
        address = waiting.pop(0)
        if (kind := kind_of(address)) not in seen | {None}:
            seen.add(kind)
            if not opens(page, site + address):
                continue
            axe(page)
            waiting += links(page, r"/[^?]*")
    return seen


@pytest.mark.once
def test_every_kind_of_page_is_accessible(sample: dict[str, str], browser: Any, axe: Axe) -> None:
    for role, least in {"manager": 25, "national": 20, "evaluator": 9}.items():
        with browser.new_context(locale="en-GB") as window:
            page = window.new_page()
            sign_in(page, sample["site"], f"{role}@sample.example")
            walked = kinds_walked(page, sample["site"], axe)
            assert len(walked) >= least, (role, sorted(map(str, walked)))


@pytest.mark.once
def test_a_peer_comes_by_link(sample: dict[str, str], phone_page: Any, axe: Axe) -> None:
    page = phone_page
    page.goto(sample["peer"])
    axe(page)
    page.goto(f"{sample['site']}/mine/")
    axe(page)
    assert narrow(page)
    page.click("main a:has-text('East Sussex')")
    axe(page)
    assert narrow(page)


def test_national_staff_download_the_report(sample: dict[str, str], browser_page: Any, axe: Axe) -> None:
    page, site = browser_page, sample["site"]
    sign_in(page, site, "national@sample.example")
    page.goto(f"{site}/rounds/")
    old = links(page, r"/rounds/[0-9a-f-]{36}/")[-1]
    page.goto(f"{site}{old}answers/")
    axe(page)
    assert "349 answers" in page.inner_text("main"), page.inner_text("main")
    page.get_by_role("link", name=re.compile("Quote from this answer")).first.click()
    axe(page)
    page.goto(f"{site}{old}reports/")
    page.check("[name=audience][value=staff]")
    press(page, "Make the report")
    axe(page)
    page.wait_for_selector("text=Download the PDF", timeout=60_000)
    axe(page)
    with page.expect_download() as download:
        page.click("text=Download the PDF")
    data = download.value.path().read_bytes()
    printed = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(data)).pages)
    assert "Sample, invented data" in printed
    assert "120 of 153 asked answered" in " ".join(printed.split())
