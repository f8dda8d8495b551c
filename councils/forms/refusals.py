"""Puts what a service refused back onto the form it came from."""

from __future__ import annotations

from typing import cast

from django.forms import BaseForm
from django.http import QueryDict

from councils.errors import ChangedMeanwhile, DomainError


def refuse(form: BaseForm, error: DomainError) -> None:
    """Say the refusal beside the fields it names, or above the form where it names none that the form has.

    What somebody else saved meanwhile has then been told, so that the form, shown again with what was typed, may be
    saved over it: its field `seen` holds the edition as it is now."""
    for name, text in (error.fields or {"": error.message}).items():
        form.add_error(name if name in form.fields else None, text)
    if isinstance(error, ChangedMeanwhile):
        typed = cast(QueryDict, form.data).copy()
        typed["seen"] = error.edition
        form.data = typed
