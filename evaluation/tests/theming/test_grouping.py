"""Near-duplicates, pasted passages, and subjects that no theme covers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evaluation.theming.duplicates import Group, duplicate_groups
from evaluation.theming.emerging import proposals
from evaluation.theming.rules import says_nothing

CAMPAIGN = (
    "We call on the region to fund a permanent pool of independent reviewers for every council in the land"
)
POOL = [
    "the ice rink is too cold",
    "ice rink opening hours",
    "the rink needs new ice",
    "cold ice at the rink",
]
TREE = ["plant more oak trees", "more oak trees please", "oak trees by the road", "more trees, oak trees"]


def test_near_duplicates_and_pasted_passages():
    texts = [
        CAMPAIGN,
        "money",
        CAMPAIGN.replace("every council", "each council"),
        f"I am a lead member in a small place, with a view of my own. {CAMPAIGN} That is all I have to say.",
        "money",
        "Something else altogether about our front door.",
    ]
    assert duplicate_groups(texts) == (Group("same", (0, 2)), Group("pasted", (0, 2, 3)))


@given(st.lists(st.text(alphabet="ab ", max_size=60), max_size=30))
def test_groups_are_disjoint_within_a_kind_and_hold_every_exact_copy(texts):
    groups = duplicate_groups(texts)
    for kind in ("same", "pasted"):
        members = [place for group in groups if group.kind == kind for place in group.members]
        assert len(members) == len(set(members))
    same = {place: group for group in groups if group.kind == "same" for place in group.members}
    for one, text in enumerate(texts):
        for other in range(one):
            if texts[other] == text and len(text.split()) >= 5:
                assert same[one] == same[other]


def test_subjects_are_proposed_with_examples_and_the_same_again():
    texts = [*POOL, "n/a", *TREE, "nothing"]
    found = proposals(texts, None)
    assert [each.members for each in found] == [(0, 1, 2, 3), (5, 6, 7, 8)]
    assert found[0].words[:2] == ("ice", "rink")
    assert set(found[0].examples) == {0, 1, 2, 3}
    assert proposals(texts, None) == found


def test_too_little_makes_no_subject():
    assert proposals([], None) == ()
    assert proposals(POOL[:3], None) == ()


def test_stock_answers_form_no_subject():
    stock = ["Nothing to add", "nothing", "No comment", "No comments, thanks", "None that I can think of", "n/a",
             "Can't think of anything", "Nothing springs to mind", "no further comments", "Not sure yet.", "nope",
             "Nothing, I’m afraid", "I have no comments", "That’s all", "don't know really"]  # fmt: skip
    assert [text for text in stock if not says_nothing(text)] == []
    assert proposals(stock * 2, None) == ()


def test_what_only_begins_like_a_stock_answer_is_none():
    said = ["Nothing has changed", "No money", "No comment was made on our plan", "No time", "None of them came",
            "Not really willing", "no baseline", "Nothing to show for it", "No further funding"]  # fmt: skip
    assert [text for text in said if says_nothing(text)] == []
