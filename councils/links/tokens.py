"""A link's token: `code-signature`, the signature an HMAC-SHA256 under a key that can be rotated."""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings

from councils.links.models import LinkPurpose, PersonalLink


def token_for(link: PersonalLink) -> str:
    """The link's token under the newest key: 49 characters that are safe in an address."""
    return f"{link.code}-{_signature(link, settings.LINK_KEYS[0])}"


def link_from(token: str, *purposes: LinkPurpose) -> PersonalLink | None:
    """The link that `token` opens for one of `purposes`, or None where it was never issued or has been reissued.

    The caller decides what an expired or withdrawn link says."""
    links = PersonalLink.objects.select_related("person", "region")
    link = links.filter(code=code_of(token), purpose__in=purposes).first()
    return link if link and is_genuine(token, link) else None


def code_of(token: str) -> str:
    """The part of a token that names its link."""
    return token.partition("-")[0]


def is_genuine(token: str, link: PersonalLink) -> bool:
    """Whether the token's signature is that of the link as it is issued now, under any key that still stands."""
    signature = token.partition("-")[2].encode()
    return any(hmac.compare_digest(_signature(link, key).encode(), signature) for key in settings.LINK_KEYS)


def _signature(link: PersonalLink, key: str) -> str:
    message = f"{link.code}:{link.purpose}:{link.record_id}:{link.issue}".encode()
    digest = hmac.new(key.encode(), message, hashlib.sha256).digest()[:20]
    return base64.b32encode(digest).decode().lower()
