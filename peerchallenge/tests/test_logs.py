"""What is logged holds no personal link, whatever shape its token has."""

import logging

from councils.links.models import LinkPurpose, PersonalLink
from councils.links.tokens import token_for
from peerchallenge.logs import WithoutLinks


def test_no_record_holds_a_token():
    link = PersonalLink(purpose=LinkPurpose.FEEDBACK, record_id="7", issue=12)
    record = logging.LogRecord(
        "x", logging.INFO, "x", 1, "GET %s %d", (f"/feedback/{token_for(link)}/check/", 404), None
    )
    assert WithoutLinks().filter(record)
    assert record.getMessage() == "GET /feedback/[personal link]/check/ 404"
