"""Every page of a survey in a real browser: accessible on desk and phone; a form that is kept while somebody types."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.tests import factories as when
from councils.tests import factories as who
from evaluation.models import Draft, Invitation, Survey
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.deputies import name_deputy
from evaluation.services.feedback.invitations import write_invitations
from evaluation.services.feedback.questionnaires import start_draft
from evaluation.services.feedback.responses import keep
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
KEPT = Typed(("host",), False, {"changed": "NHS 943 476 5919", "B1": "great"})


def addresses(world: World) -> list[str]:
    """The pages that staff see, with something on each."""
    survey = what.survey(world.round)
    asked = [
        what.invitation(survey, who.person(f"Person {n}", at=who.council("Kent")), sent_at=timezone.now())
        for n in range(6)
    ]
    what.response(asked[0], {"changed": "Trust."})
    what.invitation(survey, who.person("Not sent yet", at=who.council("Medway")))
    batch = write_invitations(survey=survey, actor=world.actors["national"])
    draft = start_draft(actor=world.actors["national"])
    round, invitation = [world.round.pk], [asked[1].pk]
    pages = [
        ("survey", round), ("survey_open", round), ("survey_reminders", round), ("survey_calls", round),
        ("invitation_add", round), ("invitation_import", round), ("answers_import", round),
        ("invitation_detail", invitation), ("invitation_days", invitation), ("invitation_deputy", invitation),
        ("invitation_phone", invitation), ("questionnaires", []), ("questionnaire", [1]), ("questionnaire", [2]),
        ("questionnaire_roles", [1]), ("question_add", [2]), ("question_edit", [2, draft.questions.all()[3].pk]),
        ("questionnaire_publish", [2]), ("subject", [world.peer.pk]), ("retention", []), ("tokens", []),
    ]  # fmt: skip
    mine = [reverse(f"evaluation:{name}", args=arguments) for name, arguments in pages]
    return [*mine, reverse("councils:outbox"), reverse("councils:outbox_batch", args=[batch.pk])]


def forms(world: World) -> list[str]:
    """The pages of a confidential form that is half filled in, and of an anonymous one."""
    found = []
    for promise in ("confidential", "anonymous"):
        survey = (
            what.survey(when.challenge_round(name="Another"))
            if promise == "anonymous"
            else Survey.objects.get(round=world.round)
        )
        Survey.objects.filter(pk=survey.pk).update(promise=promise)
        survey.refresh_from_db()
        invitation = what.invitation(survey, who.person(promise, at=who.council("Kent")))
        keep(invitation, KEPT)
        start = reverse("evaluation:feedback_start", args=[what.token(invitation)])
        found += [
            start,
            *(f"{start}{part}" for part in ("1/", "4/", "check/", "print/", "privacy/", "deputy/")),
        ]
        answered = what.invitation(survey, who.person(f"{promise} too", at=who.council("Kent")))
        what.response(answered, {"changed": "Trust."})
        found.append(reverse("evaluation:feedback_done", args=[what.token(answered)]))
        given = what.invitation(survey, who.person(f"{promise} given", at=who.council("Kent")))
        own = what.token(given)
        name_deputy(invitation=given, deputy=who.person(f"{promise} deputy", at=who.council("Kent")))
        found.append(reverse("evaluation:feedback_deputy", args=[own]))
    return found


def sign_in(page: Any, world: World, site: str) -> None:
    cookie = world.clients["administrator"].cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


@pytest.mark.parametrize("size", ["browser_page", "phone_page"])
def test_every_page_is_accessible_and_fits(size, request, axe, live_server):
    page = request.getfixturevalue(size)
    world = build_world()
    sign_in(page, world, live_server.url)
    for address in [*addresses(world), *forms(world)]:
        reply = page.goto(live_server.url + address)
        assert (address, reply.status) == (address, 200)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert (address, page.evaluate(wide)) == (address, 0)
        axe(page)


def test_a_form_is_kept_while_somebody_types(browser_page, live_server):
    invitation = what.invitation(what.survey())
    keep(invitation, Typed())
    complaints: list[str] = []
    browser_page.on("pageerror", lambda error: complaints.append(str(error)))
    browser_page.clock.install()
    browser_page.goto(live_server.url + reverse("evaluation:feedback_page", args=[what.token(invitation), 1]))
    browser_page.fill("textarea", "Half a senten")
    browser_page.clock.fast_forward(21_000)
    browser_page.wait_for_selector("text=Saved at")
    assert Draft.objects.get().answers["given"] == {"changed": "Half a senten"}
    assert complaints == []


def test_figures_follow_on_an_open_page(browser_page, live_server):
    world = build_world()
    survey = what.survey(world.round)
    asked = [what.invitation(survey, sent_at=timezone.now() - timedelta(days=1)) for _ in range(5)]
    sign_in(browser_page, world, live_server.url)
    browser_page.clock.install()
    browser_page.goto(live_server.url + reverse("evaluation:survey", args=[world.round.pk]))
    assert browser_page.inner_text("[data-figure=everyone]") == "0 of 5"
    what.response(Invitation.objects.get(pk=asked[0].pk), {"changed": "Trust."})
    browser_page.clock.fast_forward(11_000)
    browser_page.wait_for_selector("text=1 of 5")
