"""What a programme manager can set about a plan: every rule and preference by a plain name, with its usual value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from challenges.planning.problem import Reciprocity, Rules, Shape, Weights

Value = int | str | bool


@dataclass(frozen=True)
class Setting:
    """One thing to set. `choices` (value and words) make it a choice; a yes-or-no has a bool as its usual value; else
    it is a whole number from 0 to `most`."""

    name: str
    label: str
    usual: Value
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    most: int = 100


SHAPES = (
    (Shape.FREE, "Free teams: each visit has whoever fits best"),
    (Shape.PAIRS, "Pairs: two councils visit each other"),
    (Shape.TRIADS, "Groups of three: everyone visits everyone"),
    (Shape.QUARTETS, "Groups of four: everyone visits everyone"),
    (Shape.RING, "A ring: each council leads one visit"),
)
MUTUAL = (
    (Reciprocity.ALLOWED, "They may"),
    (Reciprocity.NOT_LEADS, "Not lead each other’s visit"),
    (Reciprocity.NOT_TEAMS, "Not be on each other’s team at all"),
)
RULES = (
    Setting("shape", "Shape of the round", Shape.FREE, choices=SHAPES),
    Setting(
        "leads", "Lead challengers on a team", 1, "Two, where two directors challenge one council", most=3
    ),
    Setting("operational", "Operational peers on a team", 2, most=6),
    Setting("specialists", "Specialists on a team", 1, most=4),
    Setting("lead_members", "Lead members on a team", 0, most=2),
    Setting("reciprocity", "May two councils challenge each other?", Reciprocity.NOT_LEADS, choices=MUTUAL),
    Setting(
        "repeat_rounds", "Rounds before the same council may lead a visit again", 1, "0: at once", most=5
    ),
    Setting("max_same_council", "Most people of one council on a team", 2, "0: any number", most=6),
    Setting("max_leads", "Most visits that one council leads", 2, "0: any number", most=10),
    Setting("council_days", "Most days that one council gives in all", 0, "0: any number", most=200),
    Setting("peer_visits", "Most visits of one peer", 2, "Days that they offered count as well", most=10),
    Setting(
        "min_gap_weeks", "Weeks between hosting and giving", 2, "For each pair of councils; 0: none", most=12
    ),
    Setting("cover_key_lines", "Somebody on the team knows every key line of enquiry", False),
    Setting(
        "managers_on_site", "A programme manager is on site at every visit", False, "One visit at a time"
    ),
    Setting("cross_share", "Visits led from another region, at least (per cent)", 0),
)
PREFERENCES = (
    Setting("neighbour", "Lead from a statistical neighbour", 2),
    Setting("unlike", "The other way round: from a council that is unlike", False),
    Setting("travel", "Short journeys", 1),
    Setting("expertise", "Everyone knows something of what the host asks about", 1),
    Setting("early_for_need", "Early dates for those most in need", 3),
    Setting("not_preferred_week", "Weeks that the host named", 15),
    Setting("load_over_fair", "Fair load, over this and the last two rounds", 12),
    Setting("change", "Leave things as they are when planning again", 60),
)
USUAL: dict[str, Value] = {setting.name: setting.usual for setting in (*RULES, *PREFERENCES)}


def complete(given: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting: as given, else as usual; names that are not settings fall away."""
    return {name: given.get(name, usual) for name, usual in USUAL.items()}


def problems_of(settings: Mapping[str, Any]) -> dict[str, str]:
    """What contradicts itself, by setting, in words."""
    found: dict[str, str] = {}
    size = settings["leads"] + settings["operational"] + settings["specialists"] + settings["lead_members"]
    if settings["leads"] < 1:
        found["leads"] = "A team needs a lead challenger."
    groups = {Shape.PAIRS: 1, Shape.TRIADS: 2, Shape.QUARTETS: 3}
    others = groups.get(settings["shape"])
    most = settings["max_same_council"]
    if others and most and size > most * others:
        found["max_same_council"] = (
            f"A team of {size} comes from {others} other councils in this shape, so allow {-(-size // others)} of one."
        )
    if others and size < others:
        found["shape"] = f"A team of {size} is too small for everyone to visit everyone."
    if others and settings["repeat_rounds"]:
        found["repeat_rounds"] = "In a group everyone visits everyone, so set this to 0."
    return found


def rules_of(settings: Mapping[str, Any]) -> Rules:
    """The rules that the settings say."""
    team = {
        "lead": (settings["leads"],) * 2,
        "operational": (settings["operational"],) * 2,
        "specialist": (settings["specialists"],) * 2,
        "lead_member": (settings["lead_members"],) * 2,
    }
    wanted = {role: (few, most) for role, (few, most) in team.items() if most}
    return Rules(
        team=wanted,
        team_size=sum(most for _, most in wanted.values()),
        lead="lead",
        shape=Shape(settings["shape"]),
        reciprocity=Reciprocity(settings["reciprocity"]),
        repeat_rounds=settings["repeat_rounds"],
        max_same_council=settings["max_same_council"] or None,
        max_leads=settings["max_leads"] or None,
        min_gap_weeks=settings["min_gap_weeks"],
        cover_key_lines=settings["cover_key_lines"],
        across_regions=True,
        cross_share=settings["cross_share"] / 100,
        managers_on_site=settings["managers_on_site"],
    )


def weights_of(settings: Mapping[str, Any]) -> Weights:
    """The weights that the settings say."""
    names = (
        "neighbour",
        "unlike",
        "travel",
        "expertise",
        "early_for_need",
        "not_preferred_week",
        "load_over_fair",
    )
    return Weights(focus=0, change=settings["change"], **{name: settings[name] for name in names})
