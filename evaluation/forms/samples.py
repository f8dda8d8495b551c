"""Forms of samples: drawing one."""

from __future__ import annotations

import secrets
from typing import Any

from crispy_forms_gds.layout import Field, Fixed
from django import forms

from challenges.forms.challenge import PlainForm
from evaluation.models import CodingSample
from evaluation.services.coding.samples import MOST_SEED, possible_coders


class DrawForm(PlainForm):
    """What to draw, how many, and who codes it blind."""

    submit_label = "Draw the sample"
    kind = forms.ChoiceField(
        label="What for?",
        choices=CodingSample.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the sample is for."},
    )
    size = forms.CharField(
        label="How many answers?",
        help_text="A number, such as 60, or a share, such as 10%.",
        max_length=8,
        error_messages={"required": "Say how many answers to draw."},
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=MOST_SEED,
        help_text="Any number. The same seed draws the same answers, so that others can check the draw.",
        error_messages={"required": "Give a seed, any whole number."},
    )
    coders = forms.ModelMultipleChoiceField(
        label="Who codes it blind?",
        queryset=possible_coders(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They see neither the engine’s coding nor anybody else’s. One coder is paired with the coding at the "
        "desk, several with each other as well. Leave empty for an audit.",
    )

    def __init__(self, data: Any = None, *, population: int) -> None:
        super().__init__(data, initial={"seed": secrets.randbelow(10**6)})
        self.population = population
        self.fields["coders"].queryset = possible_coders()  # type: ignore[attr-defined]

    def _laid_out(self, name: str) -> Any:
        return Field.text(name, field_width=Fixed.TEN) if name == "seed" else super()._laid_out(name)

    def clean_size(self) -> int:
        """How many answers that is. A share is rounded to the nearest answer, one at the least."""
        given = self.cleaned_data["size"].replace(" ", "")
        number = given.removesuffix("%")
        if not number.isascii() or not number.isdigit():
            raise forms.ValidationError("Give a number, such as 60, or a share, such as 10%.")
        if not given.endswith("%"):
            return int(number)
        if not 1 <= int(number) <= 100:
            raise forms.ValidationError("Give a share between 1% and 100%.")
        return max(1, round(self.population * int(number) / 100))
