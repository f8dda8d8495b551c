"""The form that takes a file of rows."""

from __future__ import annotations

from django import forms


class FileForm(forms.Form):
    """A CSV or XLSX file."""

    file = forms.FileField(
        label="File",
        help_text="CSV or Excel (.xlsx), at most 5,000 rows and 10 MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": "Choose a file"},
    )
