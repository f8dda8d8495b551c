"""Findings as JSON: an exact round trip, a stable order, and refusal of what another version wrote."""

from __future__ import annotations

import json

import pytest

from evaluation.findings.disclosure import disclose
from evaluation.findings.documents import disclosed_from_json, disclosed_to_json, from_json, to_json
from evaluation.findings.tally import tally
from evaluation.tests.findings.invented import invented


@pytest.mark.parametrize("seed", range(30))
def test_findings_come_back_exactly(seed):
    findings = tally(invented(seed))
    document = to_json(findings)
    assert json.loads(json.dumps(document)) == document
    assert from_json(json.loads(json.dumps(document))) == findings
    assert json.dumps(to_json(from_json(document))) == json.dumps(document)


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("audience", ["desk", "staff", "published"])
def test_disclosed_findings_come_back_exactly(seed, audience):
    shown = disclose(tally(invented(seed)), audience)
    document = json.loads(json.dumps(disclosed_to_json(shown)))
    assert disclosed_from_json(document) == shown


def test_keys_stand_in_a_fixed_order_and_a_database_may_shuffle_them():
    document = to_json(tally(invented(3)))
    assert list(document) == [
        "schema", "themes", "scales", "barriers", "rates", "reconciliation", "respondents", "councils", "regions",
    ]  # fmt: skip
    assert from_json(json.loads(json.dumps(document, sort_keys=True))) == from_json(document)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"schema": 99}, "written by another version"),
        ({"schema": None}, "written by another version"),
        ({"regions": "two"}, "'two' stands where int is expected"),
        ({"regions": True}, "True stands where int is expected"),
        ({"rates": {}}, "stands where a list is expected"),
        ({"surprise": 1}, "This is not RoundFindings"),
    ],
)
def test_another_shape_is_refused(change, sentence):
    with pytest.raises(ValueError, match=sentence):
        from_json({**to_json(tally(invented(3))), **change})


def test_a_document_cut_short_is_refused():
    document = to_json(tally(invented(3)))
    del document["rates"]
    with pytest.raises(ValueError, match="This is not RoundFindings"):
        from_json(document)
    with pytest.raises(ValueError, match="written by another version"):
        from_json([])
