"""Who answers in somebody's place, as the person asked chooses it."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms
from django.db.models import QuerySet

from councils.models import Person


class OwnDeputyForm(forms.Form):
    """A colleague of the same council."""

    deputy = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who answers in your place?",
        help_text="Colleagues of your council whom the programme knows and who are not asked themselves.",
        empty_label="Choose a colleague",
        error_messages={
            "required": "Choose who answers in your place.",
            "invalid_choice": "Choose a colleague from the list.",
        },
    )

    def __init__(self, data: Any = None, *, people: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["deputy"].queryset = people  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("deputy")
