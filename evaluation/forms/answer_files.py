"""What each column of another tool's export holds."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms

from evaluation.models import KeptFile
from evaluation.services.feedback.answer_files import NOTHING, WHO


class MeaningsForm(forms.Form):
    """One choice for each column."""

    submit_label = "Look at the rows"

    def __init__(self, data: Any = None, *, kept: KeptFile) -> None:
        super().__init__(data)
        self.helper = FormHelper()
        questions = [(q.key, q.text) for q in kept.survey.version.questions.all()]
        for n, heading in enumerate(kept.columns):
            self.fields[f"column_{n}"] = forms.ChoiceField(
                label=heading[:300],
                choices=[(NOTHING, "Nothing that we take in"), *WHO, *questions],
                required=False,
                initial=kept.mapping.get(str(n), NOTHING),
            )
        self.places = [f"column_{n}" for n in range(len(kept.columns))]
        self.helper.layout = Layout(*self.places)

    def holds(self) -> list[str]:
        """What each column holds, in their order."""
        return [self.cleaned_data[name] for name in self.places]
