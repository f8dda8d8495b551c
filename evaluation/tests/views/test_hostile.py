"""Whatever is posted: no server error, nothing stored runs, and what was typed is still on the page."""

from __future__ import annotations

import html
import io
import zipfile
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import Draft, Invitation, Response
from evaluation.services.intake import take_in_all
from evaluation.tests import factories as what
from evaluation.tests.hostile import EVERYTHING
from peerchallenge.testing.world import World, build_world

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


class Active(HTMLParser):
    """Collects what a page would run besides its own module."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts, frames, foreign markup, handlers and addresses that are code."""
        values = {name: value or "" for name, value in attrs}
        ours = (
            tag == "script"
            and values.get("type") == "module"
            and values.get("src", "").startswith("/static/")
        )
        if tag in ("script", "iframe", "math", "object", "embed", "style", "base") and not ours:
            self.found.append(tag)
        self.found += [name for name in values if name.startswith("on") or name == "srcdoc"]
        links = (values.get(name, "") for name in ("href", "src", "action", "formaction"))
        self.found += [link for link in links if link.strip().lower().startswith("javascript:")]


def runs_nothing(page: str) -> bool:
    """Whether the page holds no script, handler or frame but its own module."""
    active = Active()
    active.feed(page)
    return active.found == []


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


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    return packed.getvalue()


FILES = [
    b"",
    b"\x00",
    b"PK\x03\x04",
    b"PK\x03\x04" + b"\xff" * 500,
    b"\xd0\xcf\x11\xe0",
    b"\xff\xfe",
    b"\xff\xfe\x00\xd8",
    b"reference",
    b"reference\n",
    b"reference\n=1+1\n",
    b"name\nx\n",
    b"reference,reference\n1,2\n",
    b'reference\n"',
    b"\x89PNG\r\n\x1a\n",
    b"reference\n" + b"x\n" * 6000,
    b"reference\n\xff\xfe\xfd\n",
    b"%PDF-1.7",
    b"<html>",
    b"reference;name\n<script>alert(1)</script>;x\n",
]


@pytest.mark.parametrize("content", [*FILES, "bomb"], ids=range(len(FILES) + 1))
def test_any_file_is_answered_in_words(content: bytes | str) -> None:
    world: World = build_world()
    what.survey(world.round)
    file = io.BytesIO(bomb() if isinstance(content, str) else content)
    file.name = "people.xlsx"
    address = reverse("evaluation:invitation_import", args=[world.round.pk])
    reply = world.clients["own"].post(address, {"file": file}, follow=True)
    page = reply.content.decode()
    assert reply.status_code == 200
    assert "There is a problem" in page or "Nobody has been asked yet" in page
    assert runs_nothing(page)


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
