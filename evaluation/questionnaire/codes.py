"""The receipt code that a respondent holds. Plain Python.

It is derived from the key of the submission, so that sending twice shows the same code, and only its digest is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID


def code_for(key: UUID, secret: str) -> str:
    """The code of a submission: sixteen letters and digits in fours, 80 bits."""
    digest = hmac.new(secret.encode(), b"receipt:" + key.bytes, hashlib.sha256).digest()[:10]
    letters = base64.b32encode(digest).decode()
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def digest_of(code: str) -> str:
    """The digest under which answers are found again, however the code is typed."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
