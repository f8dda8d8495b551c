"""The codebook's draft as somebody saw it, so that nobody saves over what they have not seen."""

from __future__ import annotations

import hashlib
import json

from evaluation.models import CodebookVersion, ThemeCard

FIELDS = ("title", "definition", "include", "exclude", "examples", "borderline", "nearest", "seeds")


def edition_of_card(card: ThemeCard) -> str:
    """A mark of what a card says: the same as long as it says the same."""
    said = [getattr(card, name) for name in FIELDS]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def edition_of_draft(draft: CodebookVersion) -> str:
    """A mark of all that has been done to a draft: another one after each edit and each undo. One query."""
    return ",".join(str(pk) for pk in draft.steps.order_by("pk").values_list("pk", flat=True))
