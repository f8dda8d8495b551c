"""Whatever is posted: no server error, nothing stored runs, and what was typed is still on the page."""

from __future__ import annotations

import html
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import Draft, Invitation, Response
from evaluation.services.feedback.intake import take_in_all
from evaluation.tests import factories as what
from evaluation.tests.hostile import EVERYTHING, runs_nothing

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation() -> Invitation:
    return what.invitation(what.survey(), parts=["host"])


def url(name: str, invitation: Invitation, *more: object) -> str:
    return reverse(f"evaluation:feedback_{name}", args=[what.token(invitation), *more])


def begin(invitation: Invitation) -> Client:
    client = Client(raise_request_exception=True)
    client.post(url("start", invitation), {"parts": ["host"], "involved_before": "no"})
    return client


def test_the_corpus_is_large() -> None:
    assert len(EVERYTHING) * 3 >= 300


@pytest.mark.parametrize("text", EVERYTHING, ids=range(len(EVERYTHING)))
def test_an_answer_is_kept_byte_for_byte_or_refused_in_words(invitation: Invitation, text: str) -> None:
    client = begin(invitation)
    reply = client.post(url("page", invitation, 1), {"changed": text})
    if reply.status_code == 302:
        check = client.get(url("check", invitation)).content.decode()
        assert runs_nothing(check)
        client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
        take_in_all()
        kept = [answer.text for response in Response.objects.all() for answer in response.answers.all()]
        assert kept == ([text] if text else [])
    else:
        page = reply.content.decode()
        assert reply.status_code == 200
        assert "There is a problem" in page
        assert text.strip().replace("\r\n", "\n") in html.unescape(page).replace("\r\n", "\n")
        assert runs_nothing(page)


@pytest.mark.parametrize("text", EVERYTHING, ids=range(len(EVERYTHING)))
def test_every_other_field_takes_anything_without_a_fault(invitation: Invitation, text: str) -> None:
    client = begin(invitation)
    posts = [
        (url("start", invitation), {"parts": text, "involved_before": text, "change": text, "code": text}),
        (url("page", invitation, 4), {"B1": text, "B3": text, text[:50] or "x": text}),
        (url("keep", invitation, 1), {"changed": text, "finish": text}),
        (url("check", invitation), {"consent": text, "key": text}),
    ]
    for address, data in posts:
        reply = client.post(address, data)
        assert reply.status_code in (200, 302), (address, reply.status_code)
        assert runs_nothing(reply.content.decode())
    assert Response.objects.count() == 0


@pytest.mark.parametrize("text", EVERYTHING, ids=range(len(EVERYTHING)))
def test_an_anonymous_form_takes_any_code_without_a_fault(text: str) -> None:
    survey = what.survey()
    survey.promise = "anonymous"
    survey.save()
    invitation = what.invitation(survey)
    client = Client()
    client.post(url("start", invitation), {"understood": text[:100]})
    client.post(url("page", invitation, 1), {"changed": "Trust."})
    client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    take_in_all()
    reply = client.post(url("start", invitation), {"code": text})
    assert reply.status_code == 200
    assert runs_nothing(reply.content.decode())


RAW = [
    (b"", "application/x-www-form-urlencoded"),
    (b"changed=%ff%fe%00", "application/x-www-form-urlencoded"),
    (b"changed=%c0%ae%c0%ae", "application/x-www-form-urlencoded"),
    (b"changed=%ed%a0%80", "application/x-www-form-urlencoded"),
    (b"&&&===&%%%", "application/x-www-form-urlencoded"),
    (b"--b\r\nContent-Disposition: form-data; name=\"changed\"\r\n\r\nx", "multipart/form-data; boundary=b"),
    (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "multipart/form-data; boundary=b"),
    (b"--b--", "multipart/form-data; boundary=b"),
    (b"x", "multipart/form-data"),
    (b"x", "multipart/form-data; boundary="),
    (b"x", "multipart/form-data; boundary=" + "b" * 300),
    (b'--b\r\nContent-Disposition: form-data; name="changed"\r\nContent-Transfer-Encoding: base64\r\n\r\n***\r\n--b--',
     "multipart/form-data; boundary=b"),
    (b'--b\r\nContent-Disposition: form-data; name="changed"; filename="x"\r\n\r\nx\r\n--b--\r\n',
     "multipart/form-data; boundary=b"),
    (b'{"changed": "x"}', "application/json"),
    (b"\x1f\x8b\x08\x00", "application/gzip"),
    (b"changed=x", "text/plain; charset=utf-7"),
    (b"changed=x", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"changed=x", "application/x-www-form-urlencoded; charset=nonsense"),
    (b"&".join(b"a%d=1" % n for n in range(1500)), "application/x-www-form-urlencoded"),
    (b"changed=" + b"x" * 6_000_000, "application/x-www-form-urlencoded"),
]  # fmt: skip


@pytest.mark.parametrize("page", ["start", "page", "keep", "check"])
@pytest.mark.parametrize(("body", "kind"), RAW, ids=range(len(RAW)))
def test_malformed_requests_are_refused_and_lose_nothing(
    invitation: Invitation, page: str, body: bytes, kind: str
) -> None:
    client = begin(invitation)
    client.post(url("page", invitation, 1), {"changed": "Kept."})
    address = url(page, invitation, *([2] if page in ("page", "keep") else []))
    reply = client.generic("POST", address, body, kind)
    assert reply.status_code in (200, 302, 400, 413, 415)
    assert Draft.objects.get().answers["given"]["changed"] == "Kept."


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_as_it_was_typed(invitation: Invitation, text: str) -> None:
    client = begin(invitation)
    reply = client.post(url("page", invitation, 1), {"changed": text})
    if "\x00" in text:
        assert reply.status_code == 200
        return
    kept = Draft.objects.get().answers["given"].get("changed", "")
    assert (reply.status_code, kept) == (302, text)
