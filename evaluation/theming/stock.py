"""Stock answers: those that say nothing in so many words."""

from __future__ import annotations

import re

LONGEST = 200
_NOTHING = (
    r"no|nope|none|nil|nothing|not (?:really|sure|yet)|dim(?: byd)?|don'?t know|do not know|dk|no idea|pass"
)
_MORE = (
    r"at all|really|yet|else|more|further|much|in particular|specific|particular|of note|here|"
    r"to (?:add|say|report|mention|note|declare|suggest|raise)|(?:comes?|springs?) to mind|"
    r"(?:that )?i can think of|(?:that )?comes? to mind|from (?:me|us)|for (?:me|us|now)|so far|"
    r"at (?:present|the moment|this (?:stage|time|point))|i'?m afraid|sorry|thanks?|thank you"
)
_NO_WHAT = (
    r"(?:i have |we have |there (?:are|is) )?(?:no|not any)(?: (?:further|other|more|real|particular|specific))? "
    r"(?:comments?|suggestions?|ideas?|views?|opinion|answer|remarks?|feedback|thoughts?)"
)
_OTHERS = (
    r"(?:i |we )?(?:can'?t|cannot|can not|couldn'?t) (?:really )?(?:think of|say|comment|add)"
    r"(?: (?:anything|any|one|more))?|"
    r"(?:i )?have nothing|ok(?:ay)?|yes|all (?:good|fine|ok(?:ay)?|well)|fine|"
    r"that'?s (?:all|it|everything)|(?:as|see) (?:above|before|previous(?:ly)?)|"
    r"as (?:per )?(?:my )?(?:last|previous|earlier) answer|too (?:early|soon) to (?:say|tell)|n/?a|not applicable"
)
_STOCK = re.compile(rf"[\W_]*(?:{_NO_WHAT}|{_OTHERS}|{_NOTHING})(?:[\W_]+(?:{_MORE}))*[\W_]*", re.IGNORECASE)


def is_stock(text: str) -> bool:
    """Whether an answer is a mere "none", "no comment", "nothing to add", "don't know": short, and nothing beside it.

    Such an answer has no theme by nature, and says nothing of whether the codebook lacks one."""
    return len(text) < LONGEST and _STOCK.fullmatch(text.replace("’", "'")) is not None
