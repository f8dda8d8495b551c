"""The two milestone presets that every region starts from (product.md, "The life of a round")."""

from __future__ import annotations

from typing import Any

from challenges.models.milestones import MilestoneKind as Kind
from challenges.models.milestones import MilestonePreset

THREE_DAYS = {
    Kind.SCOPING: -90,
    Kind.PEERS_INVITED: -84,
    Kind.DATA_PACK: -84,
    Kind.SELF_ASSESSMENT: -56,
    Kind.DOCUMENTS: -21,
    Kind.TEAM_CALL: -10,
    Kind.PRESENTATION: 0,
    Kind.LETTER: 10,
    Kind.ACTION_PLAN: 90,
    Kind.PROGRESS_REVIEW: 300,
}
ONE_DAY_TRIAD = {
    **THREE_DAYS,
    Kind.SCOPING: -42,
    Kind.PEERS_INVITED: -42,
    Kind.DATA_PACK: -35,
    Kind.SELF_ASSESSMENT: -28,
    Kind.DOCUMENTS: -14,
    Kind.TEAM_CALL: -7,
}
PRESETS = (
    ("three-days", "A visit of three days", 3, THREE_DAYS),
    ("one-day-triad", "A one-day triad", 1, ONE_DAY_TRIAD),
)


def load_presets() -> None:
    """Make sure that both presets are there; what a region has made of its own copy is left alone."""
    for key, name, days, offsets in PRESETS:
        MilestonePreset.objects.update_or_create(
            region=None, key=key, defaults={"name": name, "visit_days": days, "offsets": dict(offsets)}
        )


def load_presets_after_migrate(**_: Any) -> None:
    """The post_migrate receiver."""
    load_presets()
