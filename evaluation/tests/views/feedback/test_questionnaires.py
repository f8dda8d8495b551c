"""Making a new version of the questionnaire in the browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from councils.errors import DomainError, NotAllowed
from councils.forms.sentences import named
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Answer, Question, QuestionnaireVersion, Survey
from evaluation.questionnaire.checks import remarks_on
from evaluation.questionnaire.differences import differences
from evaluation.selectors.findings.runs import _scales
from evaluation.services.feedback import questionnaires as keeping
from evaluation.services.feedback.answer_files import answer_in
from evaluation.services.feedback.intake import take_in_all
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def national() -> Any:
    return who.national_staff()


@pytest.fixture
def draft(national) -> QuestionnaireVersion:
    return keeping.start_draft(actor=national)


DETAILS = {"text": "Meetings were useful", "hint": "", "page": "About your part", "kind": "scale", "scale": "agreement",
           "limit": 10_000, "about": "open", "theme": None, "posts": ["specialist"], "involved_before_only": False,
           "comparable": True}  # fmt: skip


def test_a_draft_begins_as_the_newest_version_and_there_is_one(draft, national):
    assert (draft.number, draft.is_draft) == (2, True)
    first = QuestionnaireVersion.objects.get(number=1)
    assert differences(first.questions.all(), draft.questions.all()) == []
    assert keeping.start_draft(actor=national) == draft


def test_rounds_ask_the_newest_published_version(draft, national):
    assert QuestionnaireVersion.objects.published().first().number == 1
    keeping.publish(draft=draft, note="Nothing.", actor=national)
    assert QuestionnaireVersion.objects.published().first().number == 2


def test_what_is_published_never_changes(draft, national):
    question = draft.questions.all()[0]
    keeping.publish(draft=draft, note="Nothing.", actor=national)
    for act in (
        lambda: keeping.save_question(draft=draft, question=question, details=DETAILS, actor=national),
        lambda: keeping.remove_question(question=question, actor=national),
        lambda: keeping.move_question(question=question, up=False, actor=national),
        lambda: keeping.publish(draft=draft, note="Again.", actor=national),
        lambda: keeping.drop_draft(draft=draft, actor=national),
    ):
        with pytest.raises(DomainError, match="never changes"):
            act()


def test_only_national_staff_keep_it(draft):
    with pytest.raises(NotAllowed):
        keeping.publish(draft=draft, note="x", actor=who.manager())


def test_a_question_that_no_longer_compares_gets_another_key(draft, national):
    question = draft.questions.get(key="B1")
    keeping.save_question(
        draft=draft,
        question=question,
        details=DETAILS | {"text": "Services are better", "posts": [], "scale": "", "comparable": False},
        actor=national,
    )
    keeping.publish(draft=draft, note="B1 asks another thing.", actor=national)
    survey = what.survey()
    Survey.objects.filter(pk=survey.pk).update(version=draft)
    keys = {scale.key for scale in _scales(survey.round)}
    assert "B1" not in keys
    assert {"B1_v2", "B3"} <= keys
    third = keeping.start_draft(actor=national)
    assert third.questions.get(key="B1_v2").comparable is True


def test_too_many_questions_and_mixed_directions_are_not_published(draft, national):
    scale = draft.questions.get(key="B3")
    scale.options = scale.options[3::-1] + scale.options[4:]
    scale.save()
    with pytest.raises(DomainError, match="run in different directions"):
        keeping.publish(draft=draft, note="x", actor=national)
    scale.options = draft.questions.get(key="B4").options
    scale.save()
    keeping.save_question(draft=draft, question=None, details=DETAILS | {"posts": []}, actor=national)
    said = "Director of children's services would be asked 17 questions: leave out 1 or more."
    with pytest.raises(DomainError, match=said):
        keeping.publish(draft=draft, note="x", actor=national)
    assert keeping.too_much(list(draft.questions.all())) == [said]


def test_questions_move_and_leave(draft, national):
    first, second = draft.questions.all()[:2]
    keeping.move_question(question=first, up=True, actor=national)
    keeping.move_question(question=first, up=False, actor=national)
    assert [q.key for q in draft.questions.all()[:2]] == [second.key, first.key]
    keeping.remove_question(question=Question.objects.get(pk=second.pk), actor=national)
    assert [q.key for q in draft.questions.all()[:2]] == [first.key, "hard"]


def test_the_whole_way_in_the_browser(world):
    browser = world.clients["national"]
    browser.post(reverse("evaluation:questionnaire_draft"))
    page = browser.get(reverse("evaluation:questionnaire", args=[2])).content.decode()
    assert "Add a question" in page
    assert "“Services or practice here have improved”: It may ask two things at once." in page
    form = {"text": "How many visits did you join?", "page": "Visits", "kind": "number", "limit": "10000",
            "about": "open", "posts": ["specialist"], "comparable": "on"}  # fmt: skip
    add = reverse("evaluation:question_add", args=[2])
    assert "Enter the question." in browser.post(add, form | {"text": ""}).content.decode()
    assert "Choose a scale." in browser.post(add, form | {"kind": "scale"}).content.decode()
    browser.post(add, form)
    browser.post(add, form | {"text": "When was the last one?", "kind": "date"})
    browser.post(add, form | {"text": "Would you do it again?", "kind": "yes_no"})
    page = browser.get(reverse("evaluation:questionnaire", args=[2])).content.decode()
    assert page.count("<strong>Added:</strong>") == 3
    roles = browser.get(reverse("evaluation:questionnaire_roles", args=[2])).content.decode()
    assert roles.count("How many visits did you join?") == 1
    publish = reverse("evaluation:questionnaire_publish", args=[2])
    assert "Say in a line what has changed." in browser.post(publish, {"note": ""}).content.decode()
    browser.post(publish, {"note": "Asks specialists about visits."})
    assert QuestionnaireVersion.objects.get(number=2).is_draft is False
    assert browser.get(publish).status_code == 404
    assert world.clients["own"].get(reverse("evaluation:questionnaire", args=[2])).status_code == 200


def test_a_moved_question_stays_in_sight_and_one_left_out_is_named(world, draft):
    browser, first = world.clients["national"], draft.questions.first()
    move = reverse("evaluation:question_move", args=[2, first.pk])
    page = reverse("evaluation:questionnaire", args=[2])
    assert browser.post(move, {"what": "down"})["Location"] == f"{page}#question-{first.pk}"
    assert f'id="question-{first.pk}"' in browser.get(page).content.decode()
    assert (
        f"“{first.text}” is left out." in browser.post(move, {"what": "remove"}, follow=True).content.decode()
    )


def test_what_a_new_question_asks_about_and_its_limit_are_said_not_guessed(world, draft):
    form = {"text": "When?", "page": "Visits", "kind": "date", "limit": "20", "about": ""}
    page = world.clients["national"].post(reverse("evaluation:question_add", args=[2]), form).content.decode()
    assert "Choose what it asks about." in page
    assert "Most characters of open text: enter a whole number from 100 to 10,000." in page


def test_a_survey_leads_to_the_questions_it_asks_with_hints_and_answers(world, draft, national):
    survey, browser = what.survey(world.round), world.clients["own"]
    keeping.publish(draft=draft, note="The same again.", actor=national)
    roles = reverse("evaluation:questionnaire_roles", args=[survey.version.number])
    page = browser.get(reverse("evaluation:survey", args=[world.round.pk])).content.decode()
    assert f'href="{roles}">read the questions' in page
    director = reverse("evaluation:questionnaire_role", args=[1, "director"])
    assert f'href="{director}"' in browser.get(roles).content.decode()
    read = browser.get(director).content.decode()
    assert "It is fine to say nothing has." in read
    assert "To a great extent" in read
    assert browser.get(reverse("evaluation:questionnaire_role", args=[1, "nobody"])).status_code == 404


def test_a_draft_is_seen_by_its_keepers_alone(world, draft):
    address = reverse("evaluation:questionnaire", args=[2])
    assert [world.clients[name].get(address).status_code for name in ("national", "own", "evaluator")] == [
        200,
        404,
        404,
    ]


@pytest.fixture
def invitation(draft, national):
    for kind, text in (("number", "How many"), ("date", "When"), ("yes_no", "Again"), ("open", "Short")):
        details = DETAILS | {"text": text, "kind": kind, "page": f"Page {text}", "limit": 100}
        keeping.save_question(draft=draft, question=None, details=details, actor=national)
    keeping.publish(draft=draft, note="Kinds.", actor=national)
    survey = what.survey()
    Survey.objects.filter(pk=survey.pk).update(version=draft)
    survey.refresh_from_db()
    return what.invitation(survey, who.person(post=PostKind.SPECIALIST, at=who.council("Kent")))


KINDS = {"how_many": "12", "when_0": "3", "when_1": "5", "when_2": "2026", "again": "yes", "short": "x" * 100}
BAD = {
    "how_many": "a few",
    "when_0": "31",
    "when_1": "2",
    "when_2": "2026",
    "again": "perhaps",
    "short": "x" * 101,
}


@pytest.mark.parametrize(
    ("key", "cell", "kept"),
    [
        ("when", "2026-05-03", "2026-05-03"),
        ("when", "03/05/2026", "2026-05-03"),
        ("when", "3 May 2026", "2026-05-03"),
        ("when", "soon", None),
        ("when", "31/02/2026", None),
        ("how_many", " 12 ", "12"),
        ("how_many", "12.0", "12"),
        ("how_many", "a few", None),
        ("how_many", "9" * 10, None),
        ("again", "Yes", "yes"),
        ("again", "perhaps", None),
    ],
)
def test_a_cell_of_another_tool_is_a_day_or_a_number_or_left_out(invitation, key, cell, kept):
    question = invitation.survey.version.questions.get(key=key)
    assert answer_in(question, cell) == kept


def test_every_kind_is_answered_kept_and_read_back(invitation):
    client, token = Client(), what.token(invitation)
    start = reverse("evaluation:feedback_start", args=[token])
    client.post(start, {"involved_before": "no"})
    address = start + "1/"
    while "/check/" not in address:
        refused = client.post(address, BAD)
        fields = client.get(address).context["form"].fields
        if set(fields) & {"how_many", "when", "again", "short"}:
            assert refused.status_code == 200
            page = refused.content.decode()
            assert "There is a problem" in page
            asked = [field.label for key, field in fields.items() if key in ("how_many", "when")]
            assert [label for label in asked if f"{named(label, 'enter')} a" not in page] == []
        client.post(f"{address}keep/", KINDS)
        address = client.post(address, KINDS)["Location"]
    page = client.get(address).content.decode()
    assert "3 May 2026" in page
    assert client.get(start + "7/").status_code in (200, 404)
    client.post(address, {"consent": "none", "key": str(uuid4())})
    take_in_all()
    held = {answer.question.key: answer.text or answer.value for answer in Answer.objects.all()}
    assert held == {"how_many": "12", "when": "2026-05-03", "again": "yes", "short": "x" * 100}


@dataclass
class Q:
    key: str = "q"
    page: str = "P"
    kind: str = "scale"
    text: str = "It helped"
    hint: str = ""
    options: list[list[str]] = field(default_factory=lambda: [["a", "A"], ["b", "B"]])
    outside: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Q(text="It was timely and useful"), "It may ask two things at once."),
        (Q(text="It was not without use"), "It has two negatives."),
        (Q(text="We leverage learnings"), "Say it in plain words: leverage, learnings."),
        (Q(text="Holistically leveraged"), "Say it in plain words: Holistically, leveraged."),
        (Q(text="word " * 26), "A sentence has more than 25 words."),
        (Q(text="Internationalisation"), "A long word: Internationalisation."),
        (Q(options=[]), "It offers no answers."),
        (Q(kind="open", text="What changed and how do you know?", options=[]), None),
        (Q(), None),
    ],
)
def test_plain_language_is_looked_at(question, sentence):
    assert [remark.sentence for remark in remarks_on([question])] == ([sentence] if sentence else [])


def test_version_1_has_no_fault():
    first = QuestionnaireVersion.objects.get(number=1)
    assert [remark for remark in remarks_on(first.questions.all()) if remark.fault] == []
