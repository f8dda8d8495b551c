"""Whose wrong passwords django-axes counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def address_typed(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The address somebody tries to sign in with, in lower case: allauth calls it `email`, its form `login`."""
    given = credentials or {}
    typed = given.get("email") or given.get("username") or request.POST.get("login") or ""
    return str(typed).strip().lower()[:255]
