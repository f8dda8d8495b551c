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
    code, _, signature = token.partition("-")
    link = (
        PersonalLink.objects.select_related("person", "region")
        .filter(code=code, purpose__in=purposes)
        .first()
    )
    if link is None:
        return None
    genuine = [
        hmac.compare_digest(_signature(link, key).encode(), signature.encode()) for key in settings.LINK_KEYS
    ]
    return link if any(genuine) else None


def _signature(link: PersonalLink, key: str) -> str:
    message = f"{link.code}:{link.purpose}:{link.record_id}:{link.issue}".encode()
    digest = hmac.new(key.encode(), message, hashlib.sha256).digest()[:20]
    return base64.b32encode(digest).decode().lower()
