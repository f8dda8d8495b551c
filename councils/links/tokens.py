"""A link's token: `code-issue-signature`, the last an HMAC-SHA256 of the other two under a key that can be rotated.

The code is one record's for one purpose, so that these two say all that a link stands for, and a token can be told
from an invented one before the database is asked."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from councils.links.models import LinkPurpose, PersonalLink

LONGEST_ISSUE = 9


@dataclass(frozen=True)
class Issued:
    """What a genuine token says: the link's code, and which issue of it this is."""

    code: str
    issue: int


def token_for(link: PersonalLink) -> str:
    """The link's token under the newest key: letters, digits and dashes, safe in an address."""
    return f"{link.code}-{link.issue}-{_signature(link.code, link.issue, settings.LINK_KEYS[0])}"


def read_token(token: str) -> Issued | None:
    """What the token says, or None where we never made it. Whether the link still stands is for the database to say."""
    code, _, rest = token.partition("-")
    issue, _, signature = rest.partition("-")
    if not (issue.isascii() and issue.isdecimal() and len(issue) <= LONGEST_ISSUE):
        return None
    said = Issued(code, int(issue))
    ours = (_signature(said.code, said.issue, key).encode() for key in settings.LINK_KEYS)
    return said if any(hmac.compare_digest(one, signature.encode()) for one in ours) else None


def link_from(token: str, *purposes: LinkPurpose) -> PersonalLink | None:
    """The link that `token` opens for one of `purposes`, or None where it was never issued or has been reissued.

    The caller decides what an expired or withdrawn link says."""
    said = read_token(token)
    if said is None:
        return None
    links = PersonalLink.objects.select_related("person", "region")
    return links.filter(code=said.code, issue=said.issue, purpose__in=purposes).first()


def _signature(code: str, issue: int, key: str) -> str:
    digest = hmac.new(key.encode(), f"{code}:{issue}".encode(), hashlib.sha256).digest()[:20]
    return base64.b32encode(digest).decode().lower()
