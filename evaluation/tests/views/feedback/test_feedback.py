"""The feedback form as its people use it, and as scanners, impatient fingers and strangers do."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.actor import system
from councils.links.services import reissue_link, withdraw_link
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Answer, Draft, Invitation, Question, Receipt, Response, ResponseRevision, Survey
from evaluation.services.feedback import sending
from evaluation.services.feedback.intake import take_in_all
from evaluation.tests import factories as what

pytestmark = pytest.mark.django_db
WELSH = "  Mae’r cynghorau’n siarad â’i gilydd 🙂👩🏽‍⚖️ مرحبا e\u0301 \u202eRTL\u202c\ttab\r\nline  "


@pytest.fixture
def invitation() -> Invitation:
    return what.invitation(what.survey(), parts=["host"])


def url(name: str, invitation: Invitation, *more: Any) -> str:
    return reverse(f"evaluation:feedback_{name}", args=[what.token(invitation), *more])


def begin(client: Client, invitation: Invitation, *, before: str = "no") -> None:
    reply = client.post(url("start", invitation), {"parts": ["host"], "involved_before": before})
    assert reply["Location"] == url("page", invitation, 1)


def send(client: Client, invitation: Invitation, **data: Any) -> Any:
    reply = client.post(url("check", invitation), {"consent": "none", "key": str(uuid4()), **data})
    take_in_all()
    return reply


@pytest.mark.parametrize("post", PostKind.values)
def test_every_post_gets_through_all_its_pages(client: Client, post: str) -> None:
    at = who.region() if post == PostKind.PROGRAMME_MANAGER else who.council("Kent")
    invitation = what.invitation(what.survey(), who.person(post=post, at=at))
    begin(client, invitation, before="yes")
    address, seen = url("page", invitation, 1), 0
    while "/check/" not in address:
        form = client.get(address).context["form"]
        given = {
            name: "It helped." if not getattr(f, "choices", None) else f.choices[0][0]
            for name, f in form.fields.items()
        }
        seen += len(given)
        assert len(given) <= 3
        address = client.post(address, given)["Location"]
    assert send(client, invitation)["Location"] == url("done", invitation)
    assert seen <= 20
    assert Answer.objects.filter(response__invitation=invitation).count() == seen
    assert "Thank you" in client.get(url("done", invitation)).content.decode()


def test_looking_and_posting_nothing_change_nothing(client: Client, invitation: Invitation) -> None:
    for name in ("start", "check", "done"):
        client.get(url(name, invitation))
        client.head(url(name, invitation))
        client.post(url(name, invitation))
    client.post(url("page", invitation, 1), {"changed": "typed by a robot"})
    assert (Draft.objects.count(), Response.objects.count(), Receipt.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("promise", "said"),
    [("confidential", "Choose yes or no"), ("anonymous", "Tick the box once you have read who sees what.")],
)
def test_pressing_start_with_nothing_chosen_says_what_is_missing(
    client: Client, invitation: Invitation, promise: str, said: str
) -> None:
    Survey.objects.update(promise=promise)
    assert said in client.post(url("start", invitation)).content.decode()


def test_a_robot_that_sends_the_check_page_as_it_stands_submits_nothing(
    client: Client, invitation: Invitation
) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    key = client.get(url("check", invitation)).context["form"].initial["key"]
    client.post(url("check", invitation), {"key": str(key)})
    assert Response.objects.count() == 0
    assert Draft.objects.get().answers["given"] == {"changed": "More trust."}


def test_it_goes_on_from_another_device(invitation: Invitation) -> None:
    begin(Client(), invitation)
    Client().post(url("page", invitation, 1), {"changed": WELSH, "finish": "yes"})
    page = Client().get(url("page", invitation, 1))
    assert page.context["form"]["changed"].value() == WELSH
    assert "Page 1 of" in page.content.decode()


def test_words_are_kept_byte_for_byte(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": WELSH})
    send(client, invitation)
    assert Answer.objects.get().text == WELSH


def test_too_long_is_said_and_kept_on_the_page(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    reply = client.post(url("page", invitation, 1), {"changed": "x" * 10_001})
    assert reply.status_code == 200
    assert "Shorten this to 10,000 characters or fewer; you have 10,001." in reply.content.decode()
    assert "x" * 10_001 in reply.content.decode()
    assert "<title>Error: " in reply.content.decode()


def test_a_line_break_counts_as_one_and_a_browser_cuts_nothing_off(
    client: Client, invitation: Invitation
) -> None:
    begin(client, invitation)
    page = client.get(url("page", invitation, 1)).content.decode()
    assert (" maxlength=" in page, "You can enter up to 10,000 characters" in page) == (False, True)
    words = "x" * 9_000 + "\r\n" * 1_000
    assert client.post(url("page", invitation, 1), {"changed": words}).status_code == 302
    assert Draft.objects.get().answers["given"]["changed"] == words


def test_what_was_left_out_is_one_line_a_page(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 4), {"B1": "great"})
    page = client.get(url("check", invitation)).content.decode()
    rows = re.findall(
        r'summary-list__key">([^<]*)<.*?summary-list__value[^>]*>([^<]*)<.*?href="([^"]*)"', page, re.S
    )
    assert rows[0][1:] == ("Not answered: ", url("page", invitation, 1) + "?check")
    fourth = [row[1] for row in rows if row[2] == url("page", invitation, 4) + "?check"]
    assert fourth == ["To a great extent", "2 not answered: "]
    assert ">go back to page 4<" in page
    assert len(rows) == 1 + len({row[2] for row in rows}), "one line a page, and one answer"


def test_sending_twice_makes_one_response(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    key = str(uuid4())
    pressed = {"consent": "none", "key": key}
    assert client.post(url("check", invitation), pressed)["Location"] == url("done", invitation)
    assert send(client, invitation, key=key)["Location"] == url("done", invitation)
    assert send(client, invitation, key=key)["Location"] == url("done", invitation)
    assert client.get(url("start", invitation)).templates[0].name == "evaluation/feedback/done.html"
    assert (Response.objects.count(), ResponseRevision.objects.count(), Answer.objects.count()) == (1, 1, 1)


def test_an_unchanged_answer_keeps_its_row_when_another_is_changed(
    client: Client, invitation: Invitation
) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    client.post(url("page", invitation, 2), {"improve": "The data."})
    send(client, invitation)
    kept = Answer.objects.get(question__key="changed")
    client.post(url("start", invitation), {"change": "yes"})
    client.post(url("page", invitation, 2), {"improve": "The data, and sooner."})
    send(client, invitation, consent="role_only")
    current = Answer.objects.filter(superseded_by__isnull=True)
    assert {a.question.key: a.text for a in current} == {
        "changed": "More trust.",
        "improve": "The data, and sooner.",
    }
    assert current.get(question__key="changed").pk == kept.pk
    assert Answer.objects.filter(superseded_by__isnull=False).get().text == "The data."
    assert Response.objects.get().consent == "role_only"
    assert ResponseRevision.objects.count() == 2


def test_words_typed_in_another_window_after_sending_are_shown_and_can_be_put_in(
    client: Client, invitation: Invitation
) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "From one window."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    for _ in ("on its way in", "taken in"):
        reply = client.post(url("page", invitation, 2), {"improve": "From <the> other."})
        page = reply.content.decode()
        assert (reply.status_code, "You had sent your answers already" in page) == (200, True)
        assert page.count("From &lt;the&gt; other.") == 2
        take_in_all()
    assert Draft.objects.count() == 0
    put_in = {"improve": "From <the> other.", "change": "yes"}
    reply = client.post(url("page", invitation, 2) + "?check", put_in)
    assert reply["Location"] == url("check", invitation)
    assert Draft.objects.get().answers["given"] == {
        "changed": "From one window.",
        "improve": "From <the> other.",
    }
    assert (
        "What you sent before stays counted until you send again."
        in client.get(reply["Location"]).content.decode()
    )
    assert "begun to change them" in client.get(url("start", invitation)).content.decode()


def test_what_was_sent_already_is_not_told_again(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "Trust."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    for _ in ("on its way in", "taken in"):
        reply = client.post(url("page", invitation, 1), {"changed": "Trust."})
        assert (reply.status_code, reply["Location"]) == (302, url("start", invitation))
        take_in_all()
    assert Draft.objects.count() == 0


def test_nothing_answered_is_not_sent(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    page = client.get(url("check", invitation)).content.decode()
    assert ("Answer the first question" in page, "Send my answers" in page) == (True, False)
    assert "You have not answered anything yet" in send(client, invitation).content.decode()
    assert Response.objects.count() == 0


def test_a_closed_form_says_which_and_whom_to_write_to(client: Client, invitation: Invitation) -> None:
    region = invitation.region
    region.contact_name, region.contact_email = "Petra Programme", "petra@example.org"
    region.save()
    invitation.survey.closes_on = timezone.localdate() - timedelta(days=1)
    invitation.survey.opens_on = timezone.localdate() - timedelta(days=9)
    invitation.survey.save()
    reply = client.get(url("start", invitation))
    assert reply.status_code == 410
    assert "The survey has closed" in reply.content.decode()
    assert "petra@example.org" in reply.content.decode()


def test_withdrawn_and_reissued_links(client: Client, invitation: Invitation) -> None:
    old = url("start", invitation)
    reissue_link(invitation.link, actor=system("Test"))
    invitation.link.refresh_from_db()
    reply = client.get(old)
    assert (reply.status_code, "look for the latest message from us" in reply.content.decode()) == (404, True)
    assert client.get(url("start", invitation)).status_code == 200
    withdraw_link(invitation.link, actor=system("Test"))
    reply = client.get(url("start", invitation))
    assert (reply.status_code, "has been withdrawn" in reply.content.decode()) == (410, True)


def test_a_made_up_token_finds_nothing(client: Client, invitation: Invitation) -> None:
    token = what.token(invitation)
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    assert client.get(reverse("evaluation:feedback_start", args=[forged])).status_code == 404


def test_words_of_the_questionnaire_are_escaped(client: Client, invitation: Invitation) -> None:
    planted = "<script>alert(1)</script>"
    Question.objects.filter(version=invitation.survey.version).update(
        text=planted, hint=planted, page=planted, options=[["great", planted]]
    )
    Question.objects.filter(version=invitation.survey.version, kind="open").update(options=[])
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": planted})
    pages = [client.get(url("page", invitation, n)).content.decode() for n in (1, 2, 3, 4)]
    pages += [client.get(url("check", invitation)).content.decode()]
    assert [page.count(planted) for page in pages] == [0, 0, 0, 0, 0]
    assert all("&lt;script&gt;" in page for page in pages)


def test_a_broker_that_is_away_costs_less_than_a_second(
    client: Client,
    invitation: Invitation,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    monkeypatch.setattr(
        sending, "_announced", -float(sending.DEBOUNCE_SECONDS)
    )  # as if nobody had sent just now
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        reply = client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    assert time.monotonic() - started < 1
    assert (reply.status_code, len(callbacks), Draft.objects.filter(sent_at__isnull=False).count()) == (
        302,
        1,
        1,
    )


def test_sending_costs_few_queries(
    client: Client, invitation: Invitation, django_assert_max_num_queries: Any
) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    with django_assert_max_num_queries(2):
        client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})


def test_what_was_sent_stands_before_a_worker_has_taken_it_in(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    client.post(url("page", invitation, 1), {"changed": "Too late, from another tab."})
    client.post(url("start", invitation), {"parts": ["host"], "involved_before": "no"})
    assert "We have your answers" in client.get(url("done", invitation)).content.decode()
    assert client.get(url("start", invitation)).templates[0].name == "evaluation/feedback/done.html"
    client.post(url("start", invitation), {"change": "yes"})
    assert Answer.objects.get().text == "More trust."
    assert client.get(url("page", invitation, 1)).context["form"]["changed"].value() == "More trust."


def test_the_code_stays_the_same(client: Client, invitation: Invitation) -> None:
    begin(client, invitation)
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    first = client.get(url("done", invitation)).context["code"]
    take_in_all()
    client.post(url("start", invitation), {"change": "yes"})
    send(client, invitation)
    assert client.get(url("done", invitation)).context["code"] == first
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", first)
