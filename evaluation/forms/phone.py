"""Answers that a member of staff takes down by phone: the person's whole form on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size

from evaluation.forms.feedback import SendForm, StartForm, answers_of, field_of, laid_out
from evaluation.models import Question
from evaluation.questionnaire.typed import Typed


class PhoneForm(StartForm):
    """Parts, involvement, every question and consent."""

    consent = SendForm.base_fields["consent"]
    submit_label = "Send these answers"

    def __init__(self, data: Any = None, *, questions: Sequence[Question], parts: list[str]) -> None:
        super().__init__(data, typed=None, parts=parts)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = field_of(question)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Field.checkboxes("parts", legend_size=Size.SMALL),
            Field.radios("involved_before", legend_size=Size.SMALL),
            *[laid_out(question, alone=False) for question in questions],
            Field.radios("consent", legend_size=Size.SMALL),
        )

    def typed(self) -> Typed:
        """What was taken down."""
        given = self.cleaned_data
        answers = {key: answer for key, answer in answers_of(self.questions, given).items() if answer}
        return Typed(tuple(given["parts"]), given["involved_before"] == "yes", answers)
