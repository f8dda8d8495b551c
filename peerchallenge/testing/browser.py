"""Fixtures that drive a real Chromium, and check a page's accessibility with axe."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from peerchallenge.testing.unavailable import unavailable

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the session (Playwright's synchronous Browser)."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        unavailable("no Chromium on PATH: sudo apt-get install -y chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_page(browser: Any) -> Iterator[Any]:
    """A page in a fresh desktop window, 1280 px wide."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        yield context.new_page()


@pytest.fixture
def phone_page(browser: Any) -> Iterator[Any]:
    """A page on a small phone, 320 px wide, with touch."""
    size = {"width": 320, "height": 640}
    with browser.new_context(viewport=size, has_touch=True, locale="en-GB") as context:
        yield context.new_page()


@pytest.fixture
def axe() -> Callable[[Any], None]:
    """A check: `axe(page)` fails with every violation of WCAG 2.2 AA that axe finds on the page as it is now."""
    module = pytest.importorskip("axe_playwright_python.sync_playwright")
    engine = module.Axe()

    def check(page: Any) -> None:
        options = {"runOnly": {"type": "tag", "values": WCAG}}
        found = engine.run(page, options=options).response["violations"]
        lines = [
            f"{rule['id']}: {rule['help']} {[node['html'] for node in rule['nodes']][:3]}" for rule in found
        ]
        assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)

    return check
