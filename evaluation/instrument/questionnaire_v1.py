"""Version 1 of the questionnaire (product.md, "The questionnaire"): 16 items at most, 20 for people involved before."""

from __future__ import annotations

from dataclasses import dataclass

from councils.roles import PostKind

EXTENT = (
    ("great", "To a great extent"),
    ("moderate", "To a moderate extent"),
    ("small", "To a small extent"),
    ("not_at_all", "Not at all"),
    ("dont_know", "Don't know"),
    ("not_applicable", "Not applicable"),
)
EXTENT_OUTSIDE = ("dont_know", "not_applicable")
CHANGE = (
    ("much_less", "Much less of a problem"),
    ("less", "Less of a problem"),
    ("same", "About the same"),
    ("more", "More of a problem"),
    ("much_more", "Much more of a problem"),
    ("cannot_compare", "Cannot compare"),
)
CHANGE_OUTSIDE = ("cannot_compare",)

SENIOR = (PostKind.DIRECTOR, PostKind.CHIEF_EXECUTIVE, PostKind.PROGRAMME_MANAGER)


@dataclass(frozen=True)
class Item:
    """One question as written here; the loader gives it its position."""

    key: str
    page: str
    about: str
    text: str
    hint: str = ""
    theme: str = ""
    options: tuple[tuple[str, str], ...] = ()
    outside: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    involved_before_only: bool = False


def _extent(key: str, page: str, about: str, text: str, theme: str = "", posts: tuple[str, ...] = ()) -> Item:
    return Item(key, page, about, text, theme=theme, options=EXTENT, outside=EXTENT_OUTSIDE, posts=posts)


def _change(barrier: str, text: str) -> Item:
    page = "Compared with last time"
    return Item(
        f"{barrier}_change", page, "barrier", text, theme=barrier, options=CHANGE, outside=CHANGE_OUTSIDE,
        involved_before_only=True,
    )  # fmt: skip


BENEFITS = "What this round led to"
BARRIERS = "What got in the way this round"
ROLE = "About your part"

ITEMS = (
    Item(
        "changed",
        "What changed",
        "benefit",
        "What has changed because of this round, and how do you know?",
        hint="For example in services, in how people work together, or in yourself. It is fine to say nothing has.",
    ),
    Item(
        "improve",
        "What to improve",
        "development",
        "If you could improve one thing about peer challenge, what would it be?",
    ),
    Item(
        "hard",
        "What made it hard",
        "barrier",
        "What made it hard to take part, or to get the most from it?",
        hint="If nothing did, say so.",
    ),
    _extent("B1", BENEFITS, "benefit", "Services or practice here have improved", "B1"),
    _extent("B2", BENEFITS, "benefit", "Councils that most needed support got it early", "B2", SENIOR),
    _extent("B3", BENEFITS, "benefit", "Relationships and networks between councils are stronger", "B3"),
    _extent(
        "B4", BENEFITS, "benefit", "People were open with each other and challenged each other honestly", "B4"
    ),
    _extent("B5", BENEFITS, "benefit", "I, or colleagues who took part, have learned from it", "B5"),
    _extent("B6", BENEFITS, "benefit", "Good practice has been shared between councils", "B6"),
    _extent("R1", BARRIERS, "barrier", "Lack of funding got in the way", "R1"),
    _extent("R2", BARRIERS, "barrier", "Lack of time got in the way", "R2"),
    _extent("R3", BARRIERS, "barrier", "Lack of capacity got in the way", "R3"),
    _extent("R4", BARRIERS, "barrier", "Unwillingness to take part openly got in the way", "R4"),
    _change("R1", "Funding, compared with last time"),
    _change("R2", "Time, compared with last time"),
    _change("R3", "Capacity, compared with last time"),
    _change("R4", "Willingness to take part, compared with last time"),
    _extent(
        "lm_part", ROLE, "open", "I understood the part I was asked to play", "", (PostKind.LEAD_MEMBER,)
    ),
    _extent("lm_question", ROLE, "open", "I was able to question the findings", "", (PostKind.LEAD_MEMBER,)),
    _extent(
        "lm_reached", ROLE, "open", "The results reached other elected members", "", (PostKind.LEAD_MEMBER,)
    ),
    _extent(
        "ce_support", ROLE, "open", "The council gave corporate support", "", (PostKind.CHIEF_EXECUTIVE,)
    ),
    _extent(
        "ce_priorities",
        ROLE,
        "open",
        "The findings shaped corporate priorities",
        "",
        (PostKind.CHIEF_EXECUTIVE,),
    ),
    _extent(
        "ce_sustain",
        ROLE,
        "open",
        "Peer challenge can go on without national money",
        "",
        (PostKind.CHIEF_EXECUTIVE,),
    ),
    _extent("dcs_scope", ROLE, "open", "The scope was about what mattered most", "", (PostKind.DIRECTOR,)),
    _extent(
        "dcs_letter", ROLE, "open", "The letter said what the presentation said", "", (PostKind.DIRECTOR,)
    ),
    _extent(
        "dcs_resourced", ROLE, "open", "The action plan has the resources it needs", "", (PostKind.DIRECTOR,)
    ),
    _extent(
        "ad_preparation",
        ROLE,
        "open",
        "The preparation was in proportion",
        "",
        (PostKind.ASSISTANT_DIRECTOR,),
    ),
    _extent("ad_frontline", ROLE, "open", "Front-line staff were heard", "", (PostKind.ASSISTANT_DIRECTOR,)),
    _extent(
        "ad_once", ROLE, "open", "Documents were asked for only once", "", (PostKind.ASSISTANT_DIRECTOR,)
    ),
    _extent("pm_dates", ROLE, "open", "Confirmed dates held", "", (PostKind.PROGRAMME_MANAGER,)),
    _extent("pm_peers", ROLE, "open", "Peers were found in time", "", (PostKind.PROGRAMME_MANAGER,)),
    _extent(
        "pm_cross_regional",
        ROLE,
        "open",
        "Peers from other regions were used",
        "",
        (PostKind.PROGRAMME_MANAGER,),
    ),
)
