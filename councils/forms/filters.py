"""What lists are filtered by: forms sent by GET, lenient about nonsense in the address."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from django import forms

from councils.forms.days import DayField
from councils.models import Region
from councils.outbox.models import OutboxMessage


class FilterForm(forms.Form):
    """A form whose valid values are kept and whose faulty ones are as if they were not there."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.helper = FormHelper()

    @property
    def chosen(self) -> dict[str, Any]:
        """The values that make sense, by field; nothing where the form was not sent."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class PeopleFilter(FilterForm):
    """People by part of a name, reference or address, and by region."""

    q = forms.CharField(label="Name, reference or email", required=False, max_length=120)
    region = forms.ModelChoiceField(
        Region.objects.all(), label="Region", required=False, empty_label="All regions"
    )


class AccountsFilter(FilterForm):
    """Accounts by part of a name or address, and whether they have been used."""

    q = forms.CharField(label="Name or email", required=False, max_length=120)
    never = forms.BooleanField(label="Only accounts that have never signed in", required=False)


class CouncilsFilter(FilterForm):
    """Councils by part of a name, by region, and the day on which they exist."""

    q = forms.CharField(label="Name or code", required=False, max_length=80)
    region = forms.ModelChoiceField(
        Region.objects.all(), label="Region", required=False, empty_label="All regions"
    )
    day = DayField(label="As they are on", required=False, help_text="Any day from 2012 to 2027")


class AuditFilter(FilterForm):
    """Audit rows by part of who, what or which record."""

    q = forms.CharField(label="Who, what or which record", required=False, max_length=120)
    record_type = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    record_id = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class OutboxFilter(FilterForm):
    """Messages by their state."""

    state = forms.ChoiceField(
        label="State", choices=[("", "All"), *OutboxMessage.State.choices], required=False
    )
    q = forms.CharField(label="Subject, name or email", required=False, max_length=120)
