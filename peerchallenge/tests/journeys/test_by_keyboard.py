"""A stakeholder of every post, from the mailed link to the receipt, with a keyboard alone; axe on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from councils.outbox.batches import release
from councils.outbox.sending import send_due
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.instrument.questionnaire_v1 import ITEMS, ROLE
from evaluation.models import Answer, Invitation, Receipt, Survey
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.invitations import write_invitations
from evaluation.tests import factories as what
from peerchallenge.testing.keyboard import Keyboard
from peerchallenge.testing.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
Axe = Callable[[Any], None]
OF_SOME = {item.key for item in ITEMS if item.posts}
WITH_A_BLOCK = [post for post in PostKind.values if any(i.page == ROLE and post in i.posts for i in ITEMS)]


@pytest.fixture
def survey(settings: Any, live_server: Any) -> Survey:
    settings.SITE_URL = live_server.url
    return what.survey(build_world().round)


def mailed_link(survey: Survey, post: str) -> str:
    """Ask somebody in this post, send the mail, and return the address that stands in it."""
    at = survey.round.regions.get() if post == PostKind.PROGRAMME_MANAGER else who.council("Kent")
    what.invitation(survey, who.person("Kay Board", post=post, at=at), parts=["host"])
    batch = write_invitations(survey=survey, actor=who.national_staff())
    assert batch is not None
    release(batch, count=1, actor=who.national_staff())
    assert send_due() == 1
    return re.findall(r"http://\S+", str(mail.outbox[-1].body))[0]


def asked_on(page: Any) -> list[str]:
    """The keys of the questions on a page, in their order."""
    fields = "main form :is(textarea, input)[name]"
    return list(dict.fromkeys(page.eval_on_selector_all(fields, "all => all.map(a => a.name)")))


def answer_pages(keys: Keyboard, axe: Axe, only: str = "") -> dict[str, str]:
    """Answer every question of every page, with axe on those whose title begins with `only`; the answers by key."""
    given: dict[str, str] = {}
    while "/check/" not in keys.page.url:
        if keys.page.title().startswith(only):
            axe(keys.page)
        for key in asked_on(keys.page):
            if keys.page.locator(f"textarea[name={key}]").count():
                keys.tab_to(role="textarea")
                keys.page.keyboard.type("We meet.")
                given[key] = "We meet."
            else:
                third = keys.page.locator(f"[name={key}]").nth(2)
                keys.choose(f"id_{key}", third.evaluate("radio => radio.labels[0].innerText.trim()"))
                given[key] = third.input_value()
        keys.enter("Save and continue")
    return given


@pytest.mark.parametrize("post", WITH_A_BLOCK)
def test_every_post_answers_by_keyboard(survey: Survey, browser_page: Any, axe: Axe, post: str) -> None:
    keys, before = Keyboard(browser_page), post == PostKind.DIRECTOR
    browser_page.goto(mailed_link(survey, post))
    axe(browser_page)
    keys.choose("id_involved_before", "Yes" if before else "No")
    keys.enter("Start", role="button")
    given = answer_pages(keys, axe, only="" if before else ROLE)
    assert OF_SOME & given.keys() == {item.key for item in ITEMS if post in item.posts}
    assert len(given) <= (20 if before else 16)
    axe(browser_page)
    keys.choose("id_consent", "Quote me with my role only")
    keys.enter("Send my answers")
    assert "We have your answers" in browser_page.inner_text("main")
    axe(browser_page)
    assert take_in_all() == 1
    kept = {answer.question.key: answer.text or answer.value for answer in Answer.objects.all()}
    assert kept == given
    assert Receipt.objects.count() == 1


def test_errors_lead_to_their_field_and_a_form_can_be_finished_at_once(
    survey: Survey, phone_page: Any, axe: Axe
) -> None:
    keys = Keyboard(phone_page)
    phone_page.goto(mailed_link(survey, PostKind.DIRECTOR))
    keys.press("Tab", "Enter")
    keys.enter("Start", role="button")
    assert phone_page.title().startswith("Error: ")
    assert keys.focused["name"].startswith("There is a problem")
    keys.press("Tab", "Enter")
    assert keys.focused["id"].startswith("id_involved_before")
    keys.press("Space")
    keys.enter("Start", role="button")
    keys.tab_to(role="textarea")
    phone_page.keyboard.type("Trust.")
    keys.enter("Finish now")
    keys.enter("Change What has changed", role="a")
    keys.tab_to(role="textarea")
    keys.press("End")
    phone_page.keyboard.type(" And time.")
    keys.enter("Save and continue")
    assert "Trust. And time." in phone_page.inner_text("main")
    keys.enter("Send my answers")
    assert keys.focused["name"].startswith("There is a problem")
    axe(phone_page)
    keys.press("Tab", "Enter", "Space")
    keys.enter("Send my answers")
    assert "We have your answers" in phone_page.inner_text("main")
    assert Invitation.objects.get().draft.answers["given"] == {"changed": "Trust. And time."}


def test_an_anonymous_form_is_answered_by_keyboard(survey: Survey, browser_page: Any, axe: Axe) -> None:
    Survey.objects.filter(pk=survey.pk).update(promise="anonymous")
    survey.refresh_from_db()
    keys = Keyboard(browser_page)
    browser_page.goto(mailed_link(survey, PostKind.LEAD_MEMBER))
    axe(browser_page)
    keys.tab_to(role="checkbox")
    keys.press("Space")
    keys.enter("Start", role="button")
    given = answer_pages(keys, axe, only=ROLE)
    keys.choose("id_consent", "Do not quote me")
    keys.enter("Send my answers")
    code = browser_page.inner_text(".govuk-panel strong")
    axe(browser_page)
    assert take_in_all() == 1
    keys.tab_to(role="input")
    browser_page.keyboard.type(code)
    keys.enter("Change my answers")
    assert browser_page.input_value("textarea") == given["changed"]
