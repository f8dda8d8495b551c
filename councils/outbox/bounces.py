"""Reading what a mail server sends back about a message that could not be delivered (RFC 3464)."""

from __future__ import annotations

import email
import re
from email.message import Message
from email.policy import default

from councils.outbox.services import bounce

KEY = re.compile(r"^X-Outbox-Key:\s*(\S+)\s*$", re.MULTILINE | re.IGNORECASE)


def take_report(raw: bytes) -> bool:
    """Record the delivery report `raw`; whether it was about a message of ours that failed for good.

    Reports of delay and of success change nothing."""
    report = email.message_from_bytes(raw, policy=default)
    found, failed = KEY.search(_all_text(report)), _failure(report)
    return bool(found and failed and bounce(found[1], failed))


def _failure(report: Message) -> str:
    """What the report gives as its reason, where its action is `failed`."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            for fields in part.get_payload():  # type: ignore[union-attr]
                if isinstance(fields, Message) and str(fields.get("Action", "")).strip().lower() == "failed":
                    status, reason = fields.get("Status", ""), fields.get("Diagnostic-Code", "")
                    return f"Came back: {status} {reason}".strip()
    return ""


def _all_text(report: Message) -> str:
    """The report with the returned headers as text, however they are wrapped."""
    texts = []
    for part in report.walk():
        content = part.get_payload(decode=True)
        texts.append("\n".join(f"{name}: {value}" for name, value in part.items()))
        texts.append(content.decode("utf-8", "replace") if isinstance(content, bytes) else "")
    return "\n".join(texts)
