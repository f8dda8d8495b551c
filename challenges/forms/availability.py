"""Forms in which somebody says on which days they can."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms

from challenges.forms.days import PeriodsField
from challenges.models import Participation, PeerOffer
from challenges.services.sign_up.days import Days, edition_of

ANY, ONLY, UNKNOWN = "any", "only", "unknown"
WHEN = (
    (ANY, "Any day of the round’s weeks, apart from days named below"),
    (ONLY, "Only on the days written here"),
    (UNKNOWN, "Not known yet"),
)
WINDOWS_HINT = "Only if you chose so above. One day or period a line. For example: 1 to 12 February 2027"


class DaysForm(forms.Form):
    """When somebody can and cannot; other forms that ask it build on this one."""

    when = forms.ChoiceField(label="When can they?", choices=WHEN, required=False, widget=forms.RadioSelect)
    windows = PeriodsField(label="Days that are possible", help_text=WINDOWS_HINT)
    blocked = PeriodsField(label="Days on which they cannot")

    def clean(self) -> dict[str, Any]:
        """What is chosen and what is written must say the same."""
        given = super().clean() or self.cleaned_data
        when, windows = given.get("when", ""), given.get("windows")
        if when == ONLY and not windows and "windows" not in self.errors:
            self.add_error("windows", "Write the days that are possible, or choose another answer above")
        if when in (ANY, UNKNOWN) and windows:
            self.add_error(
                "when", "Days are written below. Choose “Only on the days written here”, or empty them"
            )
        return given

    def days(self) -> Days:
        """The days as they were given."""
        given = self.cleaned_data
        known = given["when"] == ANY or bool(given["windows"])
        return Days(known, given["windows"], given["blocked"])

    @staticmethod
    def days_layout() -> list[Any]:
        """The three fields, one under another."""
        return [
            Field.radios("when", legend_size=Size.SMALL, small=True),
            Field.textarea("windows", label_size=Size.SMALL, rows=3),
            Field.textarea("blocked", label_size=Size.SMALL, rows=3),
        ]


class OfferDaysForm(DaysForm):
    """An offered peer's days. `deputy`: the peer's own link asks who is writing, since it may be a deputy."""

    max_days = forms.IntegerField(
        label="Most days in this round (optional)",
        required=False,
        min_value=1,
        max_value=60,
        help_text="A visit takes all of its days.",
    )
    deputy = forms.CharField(
        label="Your own name, if you are entering this for them",
        required=False,
        max_length=80,
        help_text="For example, as their deputy or assistant. It is kept with the answer.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, offer: PeerOffer, deputy: bool) -> None:
        initial = days_initial(offer) | {"max_days": offer.max_days, "seen": edition_of(offer)}
        super().__init__(data, initial=initial)
        self.fields["when"].required = True
        self.fields["when"].label = f"When can {offer.person} go?"
        self.fields["when"].error_messages["required"] = "Choose when they can go"
        if not deputy:
            del self.fields["deputy"]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *self.days_layout(),
            Field.text("max_days", label_size=Size.SMALL, field_width=Fixed.THREE),
            *([Field.text("deputy", label_size=Size.SMALL)] if deputy else []),
            "seen",
        )


def days_initial(owner: Participation | PeerOffer) -> dict[str, Any]:
    """What is known of somebody's days, as the form shows it."""
    windows = list(owner.windows.all())
    when = (ONLY if windows else ANY) if owner.gave_days else None
    blocked = [each for each in owner.blocked_periods.all() if not each.kind]
    return {"when": when, "windows": windows, "blocked": blocked}
