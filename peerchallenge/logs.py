"""Logs never hold a personal link: whoever can read them could answer for somebody else."""

from __future__ import annotations

import logging
import re

# The shape of `councils.links.tokens`: code, issue, signature.
TOKEN = re.compile(r"[a-z2-7]{16}-\d+-[a-z2-7]{32}")


class WithoutLinks(logging.Filter):
    """Replaces every personal link in a record's message by a mark."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place where it holds a link; every record is kept."""
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = TOKEN.sub("[personal link]", message), ()
        return True
