"""Generated input: the interface for programs answers as it is described, and every form of a survey says yes or why.

A usual run tries some hundreds; `CASES=600 python -m pytest peerchallenge/tests/test_any_input.py` more than 10,000."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jsonschema_rs
import pytest
from django import forms
from django.http.request import MultiValueDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, openapi

from evaluation.forms.feedback import AnonymousStartForm, CodeForm, PageForm, SendForm, StartForm, initial_of
from evaluation.forms.questionnaires import PublishForm, QuestionForm
from evaluation.forms.surveys import LastDayForm, ReminderDaysForm, SurveyForm
from evaluation.instrument.openapi import DESCRIPTION
from evaluation.instrument.scales import SCALES
from evaluation.models import Question
from evaluation.questionnaire.pages import Page
from evaluation.questionnaire.typed import Typed
from evaluation.services.findings.tokens import make_token
from evaluation.tests import factories as what
from evaluation.tests.hostile import EVERYTHING
from evaluation.views.feedback.duties import EraseForm
from evaluation.views.findings.tokens import TokenForm
from peerchallenge.testing.world import build_world

CASES = int(os.environ.get("CASES", "25"))
MANY = settings(
    max_examples=CASES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
)
OPERATIONS = {found.ok().label: found.ok() for found in openapi.from_dict(DESCRIPTION).get_all_operations()}


@pytest.mark.django_db
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("label", OPERATIONS)
def test_the_interface_answers_as_it_is_described(label: str, mode: GenerationMode) -> None:
    world = build_world()
    what.survey(world.round)
    day = timezone.localdate() + timedelta(days=1)
    _, secret = make_token(
        name="Test", scopes=["rounds", "findings"], expires_on=day, actor=world.actors["own"]
    )
    client, operation = Client(), OPERATIONS[label]
    described = operation.definition.raw["responses"]

    @MANY
    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans())
    def holds(case: Any, known: bool) -> None:
        path = label.partition(" ")[2].replace("{id}", str(world.round.pk)) if known else case.formatted_path
        reply = client.generic(case.method, path, headers={"authorization": f"Bearer {secret}"})
        assert reply.status_code in {*map(int, described), 405}
        if reply.status_code == 200:
            schema = described["200"]["content"]["application/json"]["schema"]
            assert jsonschema_rs.is_valid(schema, reply.json())

    holds()


KINDS = ("open", "scale", "number", "date", "yes_no")
PAGE = Page(
    1, "All kinds",
    tuple(
        Question(key=kind, kind=kind, text=kind, limit=100, options=[["yes", "Yes"], ["no", "No"]] if "_" in kind
                 else [["great", "To a great extent"]] if kind == "scale" else [])
        for kind in KINDS
    ),
)  # fmt: skip
TODAY = timezone.localdate
FORMS: dict[str, Callable[[Any], forms.Form]] = {
    "start": lambda data: StartForm(data, typed=None, parts=["host"]),
    "anonymous start": AnonymousStartForm,
    "code": CodeForm,
    "page": lambda data: PageForm(data, page=PAGE, typed=Typed()),
    "send": lambda data: SendForm(data),
    "survey": lambda data: SurveyForm(data, initial={}, submit_label="Save"),
    "reminders": lambda data: ReminderDaysForm(data, days=[]),
    "last day": lambda data: LastDayForm(data, closes_on=None),
    "question": lambda data: QuestionForm(data, question=None),
    "publication": PublishForm,
    "key": lambda data: TokenForm(data, expires_on=TODAY()),
    "erasure": EraseForm,
}
LIKELY = [
    "",
    "yes",
    "no",
    "1",
    "12",
    "31",
    "2",
    "2027",
    "-1",
    "host",
    "great",
    "confidential",
    "none",
    "on",
    *SCALES,
]
TEXT = st.sampled_from(LIKELY) | st.sampled_from(EVERYTHING) | st.text(max_size=200)


def names_of(form: forms.Form) -> list[str]:
    """What a form is sent as: the parts of a day by their own names."""
    days = [name for name, field in form.fields.items() if isinstance(field, forms.MultiValueField)]
    return [
        *(name for name in form.fields if name not in days),
        *(f"{d}_{n}" for d in days for n in range(3)),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_yes_or_why(name: str) -> None:
    names = names_of(FORMS[name](None))

    @MANY
    @given(st.dictionaries(st.sampled_from(names), st.lists(TEXT, min_size=1, max_size=2)))
    def holds(sent: dict[str, list[str]]) -> None:
        form = FORMS[name](MultiValueDict(sent))
        if form.is_valid():
            assert set(form.cleaned_data) == set(form.fields)
            if isinstance(form, PageForm):
                kept = Typed().with_answers(form.answers())
                assert Typed.from_json(kept.as_json()) == kept
                assert set(initial_of(PAGE.questions, kept)) == set(kept.given)
        sentences = [sentence for said in form.errors.values() for sentence in said]
        assert all(len(sentence.split()) > 1 for sentence in sentences)

    holds()
