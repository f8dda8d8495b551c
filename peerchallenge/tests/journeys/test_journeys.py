"""Each user's job in a real browser on the sample, with axe on every page they come by."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader

from evaluation.sample.people import PASSWORD
from peerchallenge.testing.installation import Installation

pytestmark = pytest.mark.browser
Axe = Callable[[Any], None]


@pytest.fixture
def sample(live_site: Installation) -> dict[str, str]:
    """A running installation with worker and sample: its address, and the links that the sample prints."""
    printed = live_site.manage("load_sample")
    live_site.start_worker()
    links = dict(re.findall(r"^  (\w+)[^:]*:\s+(http\S+)$", printed, flags=re.MULTILINE))
    return {"site": live_site.url, "peer": links["Peer"], "feedback": links["Somebody"]}


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
