"""How django-allauth behaves here."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from councils.outbox.services import queue_text


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only, and their mail goes through the outbox like all other."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: an administrator or manager invites them."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the message: the page answers at once, whatever the mail server does. Each request is its own."""
        message = self.render_mail(template_prefix, email, context)
        kind = template_prefix.rpartition("/")[2]
        queue_text(
            key=f"account:{kind}:{uuid4()}", to_email=email, text=f"{message.subject}\n\n{message.body}"
        )

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written, without the site's name in brackets."""
        return subject
