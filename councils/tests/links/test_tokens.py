"""Tokens: told from invented ones without the database; void once reissued; good under every key that still stands."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from councils.actor import NOBODY
from councils.links.models import LinkPurpose, PersonalLink
from councils.links.services import issue_link, reissue_link
from councils.links.tokens import Issued, link_from, read_token, token_for

CODE = "abcdefghijklmnop"


def made(issue=1):
    return PersonalLink(code=CODE, purpose=LinkPurpose.FEEDBACK, record_id="7", issue=issue)


def test_a_token_says_its_code_and_issue():
    assert token_for(made(12)).startswith(f"{CODE}-12-")
    assert read_token(token_for(made(12))) == Issued(CODE, 12)


@pytest.mark.parametrize(
    "changed",
    [
        lambda token: token[:-1],
        lambda token: token + "a",
        lambda token: token.replace("-1-", "-2-"),
        lambda token: token.replace("-1-", "-²-"),
        lambda token: token.replace("-1-", f"-{'9' * 5_000}-"),
        lambda token: token.replace("-1-", "-"),
        lambda token: "b" + token[1:],
        lambda token: f"{CODE}-1-é",
        lambda token: "",
    ],
)
def test_what_we_never_made_says_nothing(changed):
    token = token_for(made())
    assert changed(token) != token
    assert read_token(changed(token)) is None


def test_a_token_stays_good_while_its_key_stands(settings):
    settings.LINK_KEYS = ["old"]
    token = token_for(made())
    settings.LINK_KEYS = ["new", "old"]
    assert read_token(token) == Issued(CODE, 1)
    assert token_for(made()) != token
    settings.LINK_KEYS = ["new"]
    assert read_token(token) is None


@pytest.mark.django_db
def test_a_link_opens_for_its_purpose_and_newest_issue_alone():
    link = issue_link(LinkPurpose.CALENDAR, 7)
    first = token_for(link)
    assert link_from(first, LinkPurpose.CALENDAR, LinkPurpose.PERSON) == link
    assert link_from(first, LinkPurpose.PERSON) is None
    again = token_for(reissue_link(link, actor=NOBODY))
    assert (link_from(first, LinkPurpose.CALENDAR), link_from(again, LinkPurpose.CALENDAR)) == (None, link)


@pytest.mark.django_db
def test_an_invented_token_asks_the_database_nothing():
    with CaptureQueriesContext(connection) as asked:
        assert link_from(f"{CODE}-1-{'a' * 32}", LinkPurpose.FEEDBACK) is None
    assert len(asked) == 0
