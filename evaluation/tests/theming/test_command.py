"""`manage.py code_answers`."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

HEAD = "id,text,question,role\n"


@pytest.fixture
def run(tmp_path):
    def _run(content: bytes | str) -> str:
        source = tmp_path / "in.csv"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        call_command("code_answers", str(source), str(tmp_path / "out.csv"), verbosity=0)
        return (tmp_path / "out.csv").read_text(encoding="utf-8")

    return _run


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_codes_a_file_with_or_without_mark(run, mark):
    answers = (
        'A1,"The pack came late, cost was no problem",barrier,AD',
        "A2,n/a,benefit,LM",
        'A3,"no money, no time",barrier,CE',
    )
    assert run(mark + HEAD + "\n".join(answers) + "\n") == "id,themes,denied\nA1,D2,R1\nA2,,\nA3,R1|R2,\n"


def test_columns_in_another_order_with_more_beside(run):
    text = "role,labels,question,text,id\r\nAD,R1,Barrier,money,7\r\n"
    assert run(text) == "id,themes,denied\n7,R1,\n"


def test_an_answer_of_several_lines(run):
    assert run(HEAD + '1,"money\nstaff",barrier,AD\n') == "id,themes,denied\n1,R1|R3,\n"


def test_an_empty_file_of_answers(run):
    assert run(HEAD) == "id,themes,denied\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,text,role\n1,a,AD\n", "Row 1 lacks the column question"),
        ("", "Row 1 lacks the column id, text, question, role"),
        ("id,id,text,question,role\n", "Row 1 names the column id twice"),
        (HEAD + "1,money,barrier,AD\n2,money,obstacle,AD\n", "Row 3: the question 'obstacle'"),
        (HEAD + "1,money, so much,barrier,AD\n", "Row 2 has 5 cells, not 4"),
        (HEAD + ",money,barrier,AD\n", "Row 2 has no id"),
        (HEAD + '1,"money"x,barrier,AD\n', "Row 2 is not well-formed CSV"),
        ((HEAD + "1,money,barrier,AD\n").encode() + b"2,caf\xe9,barrier,AD\n", "Line 3 of .* is not UTF-8"),
    ],
)
def test_faulty_input_names_the_row_and_writes_nothing(run, tmp_path, content, message):
    (tmp_path / "out.csv").write_text("as it was")
    with pytest.raises(CommandError, match=message):
        run(content)
    assert (tmp_path / "out.csv").read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_a_missing_file_and_a_missing_folder(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere.csv cannot be read: No such file"):
        call_command("code_answers", str(tmp_path / "nowhere.csv"), str(tmp_path / "out.csv"))
    (tmp_path / "in.csv").write_text(HEAD)
    with pytest.raises(CommandError, match=r"out.csv cannot be written: No such file"):
        call_command("code_answers", str(tmp_path / "in.csv"), str(tmp_path / "no" / "out.csv"))
