"""Training, written models, and what may stand without a person."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.theming.acceptance import LADDER, Acceptance, Audited, Rung, accept
from evaluation.theming.codes import Code
from evaluation.theming.embedding import LONGEST_PIECE, MOST_PIECES, pieces
from evaluation.theming.intervals import from_below
from evaluation.theming.logistic import fit, sigmoid
from evaluation.theming.model import LEARNED, Model, ModelFault, code_by_model
from evaluation.theming.rules import read_by_rules
from evaluation.theming.tfidf import terms
from evaluation.theming.training import ENOUGH, USUAL_BLEND, Decision, train


class Letters:
    """An embedder for tests: how often each word falls into each of 32 places."""

    name = "letters"

    def __call__(self, texts):
        rows = np.zeros((len(texts), 32))
        for row, text in enumerate(texts):
            for term in terms(text):
                rows[row, sum(map(ord, term)) % 32] += 1
        return rows


def _decisions(n: int = 60, independent: bool = False) -> list[Decision]:
    said = [
        ("zebra crossing painted", "benefit", "B1"),
        ("walrus choir meets", "benefit", "B3"),
        ("quartz lamp broken", "barrier", "R1"),
        ("plain paper", "open", ""),
    ]
    return [
        Decision(f"{text} {place}", question, frozenset(filter(None, [theme])), independent=independent)
        for place in range(n // 4)
        for text, question, theme in said
    ]


def test_the_same_decisions_give_the_same_bytes_and_they_read_back():
    one, other = (train(_decisions(), CODEBOOK_V1, Letters()).to_json() for _ in range(2))
    assert one == other
    assert Model.from_json(one).to_json() == one


def test_it_learns_what_no_rule_knows():
    model = train(_decisions(), CODEBOOK_V1, Letters())
    text = "a walrus choir meets"
    assert read_by_rules(text, "benefit", CODEBOOK_V1).codes == ()
    codes = code_by_model(
        text, "benefit", read_by_rules(text, "benefit", CODEBOOK_V1), CODEBOOK_V1, model, Letters()
    )
    assert [(each.theme, each.denied, each.source) for each in codes] == [("B3", False, LEARNED)]


def test_only_enough_independent_decisions_move_the_weight_of_the_rules():
    few = train(_decisions(ENOUGH - 20, independent=True), CODEBOOK_V1, Letters())
    many = train(_decisions(ENOUGH + 20, independent=True), CODEBOOK_V1, Letters())
    assert few.blend.tolist() == list(USUAL_BLEND)
    assert many.blend.tolist() != list(USUAL_BLEND)
    assert train(_decisions(), CODEBOOK_V1, Letters(), before=many).blend.tolist() == many.blend.tolist()


def test_nothing_to_learn_from_and_a_model_that_is_none():
    with pytest.raises(ValueError, match="nothing to learn"):
        train([], CODEBOOK_V1, Letters())
    for written in ("", "{}", '{"format":99}'):
        with pytest.raises(ModelFault):
            Model.from_json(written)


def test_logistic_regression_recovers_a_known_odds_ratio():
    # Of 100 with the mark 80 are positive, of 100 without 20: intercept ln(1/4), weight ln 16.
    rows = np.repeat([[1.0], [0.0]], 100, axis=0)
    target = np.array([1.0] * 80 + [0.0] * 20 + [1.0] * 20 + [0.0] * 80)
    weight, intercept = fit(rows, target, penalty=1e-9)
    assert weight == pytest.approx(np.log(16), abs=1e-4)
    assert intercept == pytest.approx(np.log(0.25), abs=1e-4)
    assert sigmoid(np.array([0.0, 900.0, -900.0])) == pytest.approx([0.5, 1, 0], abs=1e-9)


@given(st.text(alphabet="ab .\n", max_size=6_000))
def test_pieces_lie_in_the_text_in_order_and_are_few(text):
    found = pieces(text)
    assert 1 <= len(found) <= MOST_PIECES
    assert all(0 <= start <= end <= len(text) and end - start <= LONGEST_PIECE for start, end in found)
    assert list(found) == sorted(found)


def _audit(score: float, right: int, wrong: int = 0, source: str = "better") -> list[Audited]:
    codes = (Code("B1", False, 0, 1, source, score),)
    return [Audited(codes, True)] * right + [Audited(codes, False)] * wrong


def test_acceptance_needs_a_lower_bound_of_95_percent():
    assert accept(_audit(0.97, 58)) == Acceptance()  # 58 of 58: lower bound 0.9497
    assert accept(_audit(0.97, 59)).rung == LADDER[-1]
    assert accept(_audit(0.97, 91, 1)) == Acceptance()
    assert accept(_audit(0.97, 92, 1)).measured == from_below(92, 93)
    assert accept([]) == Acceptance()


def test_the_exact_bound_is_that_of_the_tables():
    assert from_below(59, 59).low == pytest.approx(0.05 ** (1 / 59), abs=1e-9)
    assert from_below(8, 10).low == pytest.approx(0.493099, abs=1e-6)
    assert (from_below(0, 5).low, from_below(0, 0).low) == (0.0, 0.0)


def test_the_search_ends_at_the_first_rung_that_fails():
    audit = _audit(0.96, 200, 2) + _audit(0.82, 20, 20) + _audit(0.75, 900) + _audit(0.99, 30, 0, LEARNED)
    found = accept(audit)
    assert found.rung == Rung(0.85, 0.94)
    assert found.measured == from_below(230, 232)


def test_a_rung_with_too_few_to_tell_is_passed_over():
    assert accept(_audit(0.96, 40) + _audit(0.85, 30)).rung == LADDER[-1]
    assert accept(_audit(0.96, 40) + _audit(0.85, 30, 1)) == Acceptance()


def test_no_theme_and_denied_ones_wait_and_every_code_of_an_answer_must_hold():
    sure, unsure = Code("B1", False, 0, 1, "better", 0.9), Code("B3", False, 0, 1, "ties", 0.5)
    learned, denied = Code("B4", False, 0, 1, LEARNED, 0.99), Code("R1", True, 0, 1, "cost", 0.99)
    assert Acceptance(Rung(0.8)).takes([sure])
    for codes in ([], [sure, unsure], [sure, learned], [denied], [sure, denied]):
        assert not Acceptance(Rung(0.8)).takes(codes)
    assert Acceptance(Rung(0.8, 0.9)).takes([sure, learned])
    assert not Acceptance().takes([sure])


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["better", LEARNED])), min_size=1, max_size=3))
def test_each_rung_holds_what_those_before_it_hold(found):
    codes = [Code("B1", False, 0, 1, source, score) for score, source in found]
    held = [rung.takes(codes) for rung in LADDER]
    assert held == sorted(held)


def test_no_file_of_the_package_touches_the_disk():
    folder = Path(code_by_model.__code__.co_filename).parent
    assert [path.name for path in folder.glob("*.py") if "open(" in path.read_text()] == []


def test_few_rows_are_fitted_in_their_span_to_the_same_weights():
    draw = np.random.default_rng(1)
    rows, target = draw.normal(size=(8, 20)), np.array([0.0, 1, 0, 1, 1, 0, 1, 0])
    quick = fit(rows, target, penalty=0.5)
    # Copies of the rows at an eighth of the weight are the same problem, and more rows than columns.
    many = fit(np.repeat(rows, 8, axis=0), np.repeat(target, 8), penalty=4.0)
    assert quick == pytest.approx(many, abs=1e-5)
