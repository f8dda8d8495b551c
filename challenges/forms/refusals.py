"""Puts what a service refused back onto the form it came from."""

from __future__ import annotations

from django.forms import BaseForm

from councils.errors import DomainError


def refuse(form: BaseForm, error: DomainError) -> None:
    """Say the refusal beside the fields it names, or above the form where it names none that the form has."""
    for name, text in (error.fields or {"": error.message}).items():
        form.add_error(name if name in form.fields else None, text)
