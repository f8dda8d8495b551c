"""What a person has typed so far, as a draft keeps it. Plain Python."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

PARTS = (
    ("host", "My council was visited"),
    ("visitor", "I was on a team that visited"),
    ("led", "I led a team"),
    ("observed", "I observed, or ran the programme"),
)


@dataclass(frozen=True)
class Typed:
    """The parts somebody played, whether they were involved last time, and what they answered, by question key.

    `replaces` is the digest of a receipt code: of the sealed answers that these are to replace."""

    parts: tuple[str, ...] = ()
    involved_before: bool = False
    given: dict[str, str] = field(default_factory=dict)
    replaces: str = ""

    def with_answers(self, answers: dict[str, str]) -> Typed:
        """The same with these answers put in; an empty one takes the answer away."""
        merged = self.given | answers
        return replace(self, given={key: value for key, value in merged.items() if value})

    def as_json(self) -> dict[str, Any]:
        """For the draft's row."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Typed:
        """From the draft's row."""
        return cls(
            tuple(stored["parts"]),
            bool(stored["involved_before"]),
            dict(stored["given"]),
            stored.get("replaces", ""),
        )
