"""Turning an outside model on for a region."""

from __future__ import annotations

from django import forms

from challenges.forms.challenge import PlainForm


class OutsideModelForm(PlainForm):
    """Where answers are sent, and why they may be."""

    submit_label = "Turn it on"
    address = forms.CharField(
        label="Address of its OpenAI-compatible interface",
        help_text="For example https://models.example.org/v1",
        max_length=200,
        error_messages={"required": "Give the address."},
    )
    model = forms.CharField(
        label="Name of the model", max_length=80, error_messages={"required": "Name the model."}
    )
    reason = forms.CharField(
        label="Why may answers be sent there?",
        help_text="It is kept in the record of what was done.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why answers may be sent there."},
    )
