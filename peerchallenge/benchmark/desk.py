"""A coder at the desk with a keyboard in real Chromium: how long from a decision until the next answer can be coded."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice

from playwright.sync_api import Page, ViewportSize, sync_playwright

from challenges.models import ChallengeRound
from evaluation.sample.people import PASSWORD
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.services.coding.runs import code_answers_of, open_answers
from peerchallenge.benchmark.inside import add_answers, say
from peerchallenge.testing.browser import ARGUMENTS, PROGRAMS

CODER = "evaluator@sample.example"
WINDOW: ViewportSize = {"width": 1280, "height": 900}
WARM_UP = 5
NARROWED = (
    "answers/",
    "answers/?question=changed&group=childrens_services",
    "answers/?theme=B3&denied=no&group=childrens_services&by=engine",
    "answers/?outcome=none&question=improve",
    "themes/",
    "themes/?question=changed&group=childrens_services",
    "themes/?type=county&group=childrens_services&question=hard",
    "grid/",
)
# By turns: what is ticked kept, or a theme chosen where nothing is; a theme denied; none of these; unusable.
DECISIONS = ("keep", "deny", "keep", "n", "keep", "x")
# The clock of the page: from the event of the key that decides to the first frame in which another answer stands on
# the page and its keys work. Kept across pages, so that it measures a new page and a page that is changed alike.
CLOCK = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const shown = () => document.querySelector("input[name=answer]")?.value;
  const ready = () => document.querySelector("[data-desk-keys]:not([hidden])");
  addEventListener("keydown", event => {
    if (!["Enter", "n", "x"].includes(event.key)) return;
    sessionStorage.setItem("clock", JSON.stringify({at: performance.timeOrigin + event.timeStamp, was: shown()}));
  }, true);
  (function look() {
    const begun = JSON.parse(sessionStorage.getItem("clock") || "null");
    if (begun && ready() && shown() && shown() !== begun.was) {
      sessionStorage.removeItem("clock");
      window.taken = now() - begun.at;
    }
    requestAnimationFrame(look);
  })();
})();
"""


def prepare(number: int) -> None:
    """Give the sample's round `number` open answers more, read by the engine; print how many there are."""
    round = ChallengeRound.objects.get(survey__isnull=False)
    add_answers(round.survey, number)
    code_answers_of(round, newest_codebook(), lambda done, whole: True)
    say(answers=open_answers(round).count(), round=str(round.pk))


def code_by_keyboard(url: str, round: str, decisions: int) -> list[float]:
    """Milliseconds from each of `decisions` key presses to the next answer, in one window, after a few to warm up."""
    with _window() as page:
        _sign_in(page, url)
        page.goto(f"{url}/rounds/{round}/desk/next/")
        taken = [_decide(page, how) for how in islice(cycle(DECISIONS), decisions + WARM_UP)]
    return taken[WARM_UP:]


def narrow(url: str, round: str) -> dict[str, float]:
    """Milliseconds until the server has sent each of the pages that filters narrow: the worst of three, by address."""
    with _window() as page:
        _sign_in(page, url)
        return {
            asked: max(_seconds(page, f"{url}/rounds/{round}/{asked}") for _ in range(3))
            for asked in NARROWED
        }


def _seconds(page: Page, address: str) -> float:
    started = time.perf_counter()
    reply = page.request.get(address)
    assert reply.ok, address  # noqa: S101 - a page that fails has no time
    return 1000 * (time.perf_counter() - started)


def _keys(page: Page, how: str) -> tuple[str, ...]:
    if how in ("n", "x"):
        return (how,)
    free = page.locator("[data-theme-key]:not(:has(:checked))").first.get_attribute("data-theme-key") or ""
    if how == "deny":
        return (free, "d", "Enter")
    return ("Enter",) if page.locator("[data-theme-key] :checked").count() else (free, "Enter")


def _decide(page: Page, how: str) -> float:
    keys = _keys(page, how)
    page.evaluate("window.taken = null")
    for key in keys:
        page.keyboard.press(key)
    return float(page.wait_for_function("() => window.taken").json_value())


def _sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/account/login/")
    page.fill("input[name=login]", CODER)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@contextmanager
def _window() -> Iterator[Page]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = next(found for name in PROGRAMS if (found := shutil.which(name)))
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        page = chromium.new_context(viewport=WINDOW, locale="en-GB").new_page()
        page.add_init_script(CLOCK)
        yield page
        chromium.close()
