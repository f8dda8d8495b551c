"""The coding desk as its coders meet it: keys, the next answer in place, no connection, two at once, axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from evaluation.models import Coding
from evaluation.tests.desk import PACK, SUNNY, answered, coder, counted
from peerchallenge.testing.world import World, build_world, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., Any]


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def window(browser: Any, live_server: Any) -> Iterator[Window]:
    """Opens a window of its own for a client that is signed in, `width` pixels wide."""
    contexts = []

    def opened(client: Client, width: int = 1280) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, base_url=live_server.url)
        contexts.append(context)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield opened
    for context in contexts:
        context.close()


def queue(world: World) -> str:
    """The address of the next answer."""
    return reverse("evaluation:desk_next", args=[world.round.pk])


def shown(page: Any) -> str:
    """The key of the answer on the page, once its keys work."""
    page.wait_for_selector("[data-desk-keys]:not([hidden])")
    return str(page.input_value("input[name=answer]"))


def another(page: Any, key: str) -> None:
    """Wait until another answer than this stands on the page."""
    page.wait_for_selector(f"input[name=answer]:not([value='{key}'])", state="attached")


def test_the_next_answer_comes_in_place_and_what_is_wrong_is_said(
    world: World, window: Window, axe: Any
) -> None:
    answered(world, [SUNNY, SUNNY, SUNNY])
    counted(world)
    page = window(world.clients["evaluator"])
    page.goto(queue(world))
    page.evaluate("document.body.dataset.mark = 'the same page'")
    first = shown(page)
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary:focus")
    assert "Choose at least one theme" in page.inner_text(".govuk-error-summary")
    assert page.title().startswith("Error: ")
    axe(page)
    page.keyboard.press("1")
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    another(page, first)
    assert page.get_attribute("body", "data-mark") == "the same page"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert not page.title().startswith("Error: ")
    assert [str(code) for code in Coding.objects.get(purpose="desk").assignments.all()] == ["B1 denied"]
    second = shown(page)
    page.keyboard.press("n")
    another(page, second)
    page.keyboard.press("x")
    page.wait_for_selector("text=Nothing left to code here")
    outcomes = Coding.objects.filter(purpose="desk").order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["coded", "none", "unusable"]


def test_without_a_connection_nothing_chosen_is_lost(world: World, window: Window, axe: Any) -> None:
    answered(world, [SUNNY, SUNNY])
    counted(world)
    page = window(world.clients["evaluator"], 320)
    page.goto(queue(world))
    first = shown(page)
    assert not page.is_visible("text=Not saved")
    page.route(
        "**/desk/next/**",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Not saved: there is no connection.")
    assert page.is_checked("#affirmed_B2")
    axe(page)
    page.unroute("**/desk/next/**")
    page.keyboard.press("Enter")
    another(page, first)
    assert [str(code) for code in Coding.objects.get(purpose="desk").assignments.all()] == ["B2"]


def test_two_coders_at_once_never_have_the_same_answer(world: World, window: Window) -> None:
    answered(world, [SUNNY] * 6)
    counted(world)
    ann = coder("Ann").user
    pages = [window(world.clients["evaluator"]), window(signed_in(ann))]
    for page in pages:
        page.goto(queue(world))
    for _ in range(2):
        before = [shown(page) for page in pages]
        assert before[0] != before[1]
        for page, key in zip(pages, before, strict=True):
            page.keyboard.press("n")
            another(page, key)
    assert Coding.objects.filter(purpose="desk").count() == 4
    assert len(set(Coding.objects.filter(purpose="desk").values_list("answer", flat=True))) == 4


def test_a_session_that_has_ended_leads_to_sign_in(world: World, window: Window) -> None:
    answered(world, [PACK, SUNNY])
    counted(world)
    client = world.clients["evaluator"]
    page = window(client)
    page.goto(queue(world))
    shown(page)
    client.logout()
    page.keyboard.press("n")
    page.wait_for_url("**/account/login/**")
    assert not Coding.objects.filter(purpose="desk").exists()
