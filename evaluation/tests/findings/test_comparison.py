"""The range of a change, against published worked figures, and what is said of it."""

from __future__ import annotations

import pytest

from evaluation.findings.comparison import difference, verdict, wilson


def test_the_score_interval_of_a_published_example():
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662, 0 of 20 gives 0.0000 to 0.1611.
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(end, 4) for end in wilson(0, 20)] == [0.0, 0.1611]


def test_the_interval_of_a_difference_of_a_published_example():
    # Newcombe 1998, table II, method 10: 56/70 less 48/80 gives 0.0524 to 0.3339; 0/10 less 0/10 -0.2775 to 0.2775.
    assert [round(end, 4) for end in difference(56, 70, 48, 80)] == [0.0524, 0.3339]
    assert [round(end, 4) for end in difference(0, 10, 0, 10)] == [-0.2775, 0.2775]


@pytest.mark.parametrize("people", [-1, 11])
def test_what_is_no_share_is_refused(people):
    with pytest.raises(ValueError, match="is not a share"):
        wilson(people, 10)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((4, 60), (20, 55), "less"),
        ((20, 55), (4, 60), "more"),
        ((20, 60), (20, 60), "same"),
        ((20, 60), (22, 60), "same"),
        ((20, 60), (26, 60), "too_few_to_say"),
        ((0, 9), (9, 10), "too_few_to_say"),
        ((9, 10), (0, 9), "too_few_to_say"),
        ((9, 10), (0, 10), "more"),
        ((5, 10), (None, None), "too_few_to_say"),
    ],
)
def test_a_change_is_said_only_where_the_numbers_carry_it(now, before, said):
    assert verdict(*now, *before) == said
