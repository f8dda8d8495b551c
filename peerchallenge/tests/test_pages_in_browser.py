"""The frame in a real browser: accessible on desk and phone, styled, and its script running."""

import pytest
from django.urls import reverse

from peerchallenge.pages import HELP_PAGES

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

NAMES = [
    "home",
    "pages:accessibility",
    "pages:privacy",
    "pages:cookies",
    "pages:help",
    "account_login",
    "account_reset_password",
]


def addresses():
    helps = [reverse("pages:help_role", args=[page.role]) for page in HELP_PAGES]
    return [reverse(name) for name in NAMES] + helps


def test_every_page_has_no_violation_at_desk_width(browser_page, axe, live_server):
    for address in addresses():
        browser_page.goto(live_server.url + address)
        axe(browser_page)


def test_every_page_fits_a_phone_and_has_no_violation_there(phone_page, axe, live_server):
    for address in addresses():
        phone_page.goto(live_server.url + address)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (address, phone_page.evaluate(wide)) == (address, 0)
        axe(phone_page)


def test_the_script_starts_and_the_typeface_is_ours(browser_page, live_server):
    complaints = []
    browser_page.on("console", lambda message: complaints.append(message.text))
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.goto(live_server.url + reverse("account_login"))
    browser_page.wait_for_selector("body.govuk-frontend-supported")
    assert browser_page.locator("button", has_text="Show").is_visible()
    family = "getComputedStyle(document.querySelector('h1')).fontFamily"
    assert browser_page.evaluate(family).startswith('"Source Sans 3"')
    assert browser_page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Source Sans 3\"'))"
    )
    assert complaints == []


def test_a_wrong_password_moves_to_the_summary(browser_page, axe, live_server):
    browser_page.goto(live_server.url + reverse("account_login"))
    browser_page.fill("#id_login", "ann@example.org")
    browser_page.fill("#id_password", "not it")
    browser_page.click("main button[type=submit]")
    browser_page.wait_for_selector(".govuk-error-summary")
    assert browser_page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert browser_page.input_value("#id_login") == "ann@example.org"
    axe(browser_page)
