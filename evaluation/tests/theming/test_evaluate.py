"""`manage.py evaluate_coder`."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from evaluation.theming.embedding import installed

GOLD = """id,text,question,role,labels,denied
1,"The pack came late, cost was no problem",barrier,AD,D2,R1
2,no money,barrier,CE,R1,
3,We borrowed their supervision tool.,benefit,DCS,B6,
4,Thank you,open,LM,,
"""


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_text(GOLD)
    return path


def _told(capsys, *arguments) -> str:
    call_command("evaluate_coder", *map(str, arguments))
    return capsys.readouterr().out


def test_rules_alone(gold, capsys):
    told = _told(capsys, gold, "--rules")
    assert "rules alone: 4 answers" in told
    assert "micro   1.000 [0.439, 1.000] n=3" in told
    assert "denied  1.000" in told


@pytest.mark.skipif(installed() is None, reason="the learner's package does not run here")
def test_cross_validation_beside_baselines(gold, capsys):
    told = _told(capsys, gold, "--cross-validate", 2, "--baselines")
    for name in (
        "rules alone",
        "learning coder, 2 folds",
        "TF-IDF",
        "cosine to descriptions",
        "BERTopic: left out",
    ):
        assert name in told


@pytest.mark.skipif(installed() is None, reason="the learner's package does not run here")
def test_a_model_is_trained_and_written_the_same_twice(gold, capsys, tmp_path):
    written = [tmp_path / "one.py", tmp_path / "two.py"]
    for path in written:
        assert "trained now" in _told(capsys, gold, "--train", gold, "--save", path)
    assert written[0].read_text() == written[1].read_text()
    scope: dict[str, str] = {}
    exec(written[0].read_text(), scope)
    assert scope["LEARNED_V1"].startswith('{"answers":4,')


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,text,question\n1,a,open\n", "Row 2 of .* lacks the column labels"),
        ("text,question,labels\na,why,\n", "Row 2 of .*'why' is none of"),
        ("text,question,labels\na,open,B9\n", "Row 2 of .*no theme is called B9"),
    ],
)
def test_faulty_gold_names_the_row(gold, content, message):
    gold.write_text(content)
    with pytest.raises(CommandError, match=message):
        call_command("evaluate_coder", str(gold))


def test_a_missing_file_and_too_many_parts(gold, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("evaluate_coder", str(tmp_path / "nowhere.csv"))
    with pytest.raises(CommandError, match="K must be from 2 to 4"):
        call_command("evaluate_coder", str(gold), "--cross-validate", "9")
