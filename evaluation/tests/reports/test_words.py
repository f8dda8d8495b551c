"""Sentences made from figures, remarks on written words, differences between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.reports.differences import differences, only_changes
from evaluation.reports.places import places_of
from evaluation.reports.remarks import remarks_on
from evaluation.reports.sentences import Figures, Sentence, broken, drafts, made

FIGURES: Figures = {
    "B1.title": "Service improvement",
    "B1.question": "Services have improved",
    "B1.people": 9,
    "B1.base": 31,
    "B1.denied": 2,
    "B1.much": 24,
    "B1.asked": 31,
    "delivery.held": 12,
    "delivery.planned": 15,
    "delivery.moved": 1,
    "delivery.peers": 0,
    "asked": 40,
    "answered": 31,
}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("raised:B1", "Service improvement: raised unprompted by 9 of 31."),
        (
            "asked:B1",
            "Most (24 of 31) of those who answered agreed to a great or moderate extent when asked directly: "
            "“Services have improved”.",
        ),
        ("denied:B1", "2 of 31 said that it was not so."),
        ("held", "12 of 15 challenges planned were held."),
        ("outside", "No places on teams are recorded for the challenges held."),
        ("response", "31 of the 40 people asked answered."),
        ("changed:B1", ""),
        ("packs", ""),
    ],
)
def test_sentences(key: str, text: str) -> None:
    assert made(key, FIGURES) == text


def test_a_place_is_offered_the_sentences_of_its_figures() -> None:
    assert [each.key for each in drafts("b1", FIGURES)] == ["raised:B1", "asked:B1", "denied:B1"]
    assert drafts("conclusions", FIGURES)[0] == Sentence("held", "12 of 15 challenges planned were held.")
    assert drafts("rec-councils", FIGURES) == ()


def test_a_claim_breaks_when_its_figures_change_or_are_hidden() -> None:
    claim = {"key": "held", "text": made("held", FIGURES)}
    assert broken([claim], FIGURES) == []
    assert broken([claim], FIGURES | {"delivery.held": 11}) == [
        (claim["text"], "11 of 15 challenges planned were held.")
    ]
    assert broken([claim], {}) == [(claim["text"], "")]


def test_remarks() -> None:
    claim = {"key": "held", "text": "12 of 15 challenges planned were held."}
    text = f"{claim['text']} Many were glad. A few (2 of 31) were not. It was 5 of the 6 hosts."
    assert remarks_on(text, FIGURES, [claim]) == [
        "“Many” stands without its number in: Many were glad.",
        "5 of the 6 is not among the figures of this report, in: It was 5 of the 6 hosts.",
    ]


def test_every_theme_has_words_and_a_vignette() -> None:
    keys = [place.key for place in places_of([("B1", "Trust"), ("R1", "Funding")])]
    assert len(keys) == len(set(keys))
    assert {"b1", "b1-vignette", "r1", "r1-vignette", "introduction", "rec-national"} <= set(keys)


lines = st.lists(st.sampled_from("abcd"), max_size=12)


@given(lines, lines)
def test_differences_give_both_texts_back(old: list[str], new: list[str]) -> None:
    passages = differences(old, new)
    assert [line for p in passages if p.kind != "new" for line in p.lines] == old
    assert [line for p in passages if p.kind != "gone" for line in p.lines] == new
    assert only_changes(differences(old, old)) == ()
