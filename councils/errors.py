"""What a service raises when it refuses."""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal in words for people. `fields` says which typed value each sentence belongs to."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class NotAllowed(DomainError):
    """The actor may see the record but may not do this to it."""


class ChangedMeanwhile(DomainError):
    """Somebody else saved the same record first; `edition` is what it is now, for who looks and saves again."""

    def __init__(self, message: str, edition: str) -> None:
        super().__init__(message)
        self.edition = edition
