"""The sample's answers: those that the questionnaire asks, of people who took part; quotes exact and allowed."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from evaluation.instrument.codebook_v1 import CARDS
from evaluation.instrument.questionnaire_v1 import ITEMS
from evaluation.models.responses import Consent
from evaluation.tests.sample.content import FINISHED, HELD, INVITED, PEOPLE, QUOTES, RESPONSES, TODAY, team

PARTS = {"host", "visitor", "led", "observed"}
QUOTABLE = {Consent.ROLE_ONLY, Consent.REGION_ONLY}


def test_120_of_153_invited_answered_once_each() -> None:
    invited = {row["person"]: row["parts"] for row in INVITED}
    answered = [response["person"] for response in RESPONSES]
    posts = Counter(PEOPLE[person]["post"] for person in answered)
    assert (len(INVITED), len(invited), len(answered), len(set(answered))) == (153, 153, 120, 120)
    assert posts == {
        "director": 17, "assistant_director": 26, "chief_executive": 12, "lead_member": 13,
        "operational_manager": 28, "specialist": 22, "programme_manager": 2,
    }  # fmt: skip
    assert all(response["parts"] == invited[response["person"]] for response in RESPONSES)


def test_parts_follow_from_the_visits_that_were_held() -> None:
    hosts = {challenge["host"] for challenge in HELD}
    visitors = set(chain.from_iterable(map(team, HELD)))
    for row in INVITED:
        parts = set(row["parts"])
        assert parts <= PARTS
        assert ("host" in parts) == (PEOPLE[row["person"]]["council"] in hosts)
        assert ("visitor" in parts) == (row["person"] in visitors)
        assert ("led" in parts) == any(c["team"][0]["person"] == row["person"] for c in HELD)
        assert ("observed" in parts) == (parts == {"observed"})


def test_answers_are_those_that_the_questionnaire_asks_of_the_person() -> None:
    items = {item.key: item for item in ITEMS}
    for response in RESPONSES:
        post, answers = PEOPLE[response["person"]]["post"], response["answers"]
        assert response["consent"] in Consent.values
        for key, value in answers.items():
            item = items[key]
            assert not item.posts or post in item.posts
            assert response["involved_last_time"] or not item.involved_before_only
            assert value in dict(item.options) if item.options else value == value.strip() != ""


def test_answers_came_while_the_survey_was_open() -> None:
    dates = [response["submitted_on"] for response in RESPONSES]
    assert FINISHED["survey"]["opens_on"] <= min(dates)
    assert max(dates) < TODAY.isoformat() <= FINISHED["survey"]["closes_on"]


def test_open_answers_are_written_one_by_one() -> None:
    texts = [
        r["answers"][key] for r in RESPONSES for key in ("changed", "improve", "hard") if key in r["answers"]
    ]
    long = [text for text in texts if len(text.split()) > 6]
    assert (len(texts), len(long)) == (349, 239)
    assert len(set(long)) == len(long)
    assert min(map(len, texts)) == 1
    assert max(map(len, texts)) < 400


def test_quotes_are_exact_and_allowed() -> None:
    responses = {response["person"]: response for response in RESPONSES}
    themes = Counter(quote["theme"] for quote in QUOTES)
    assert len(QUOTES) == 14
    assert set(themes) <= {card.code for card in CARDS}
    for quote in QUOTES:
        response = responses[quote["person"]]
        assert response["answers"][quote["question"]].count(quote["text"]) == 1
        assert response["consent"] in QUOTABLE
