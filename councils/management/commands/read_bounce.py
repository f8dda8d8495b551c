"""`manage.py read_bounce`: a delivery report on standard input, as a mail server pipes it."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from councils.outbox.bounces import take_report

MOST_BYTES = 5 * 1024 * 1024


class Command(BaseCommand):
    """Records that a message came back."""

    help = "Read one delivery report from standard input and record the message that came back."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the report. A mail server must never bounce a bounce, so nothing here is an error."""
        known = take_report(sys.stdin.buffer.read(MOST_BYTES))
        self.stdout.write("Recorded." if known else "This report is about no message of ours that failed.")
