"""Forms of accounts and roles."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from councils.actor import Actor
from councils.forms.days import DayField
from councils.forms.people import offer_places
from councils.models import Council, Region
from councils.roles import MembershipRole
from councils.services.accounts import Held


class RoleForm(forms.Form):
    """A role and what it is held on."""

    role = forms.ChoiceField(
        label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose the role"}
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="Region",
        required=False,
        empty_label="Choose a region",
        help_text="For a programme manager only.",
    )
    council = forms.ModelChoiceField(
        Council.objects.none(),
        label="Council",
        required=False,
        empty_label="Choose a council",
        help_text="For a council contact only.",
    )

    def __init__(self, data: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer_places(self, actor)
        self.fields["role"].choices = roles_for(actor)  # type: ignore[attr-defined]
        if not actor.is_administrator:
            del self.fields["region"]
            self.fields["council"].help_text = ""
            self.fields["role"].initial = MembershipRole.COUNCIL_CONTACT
        self.helper = FormHelper()
        self.helper.layout = Layout(*self.layout())

    def layout(self) -> list[Any]:
        """The fields in their order."""
        parts = [Field.radios("role", legend_size=Size.SMALL)]
        if "region" in self.fields:
            parts.append(Field.select("region", label_size=Size.SMALL))
        return [*parts, Field.select("council", label_size=Size.SMALL)]

    def held(self) -> Held:
        """The role as services take it: a scope that does not belong to the role is left out."""
        given = self.cleaned_data
        role = given["role"]
        region = given.get("region") if role == MembershipRole.PROGRAMME_MANAGER else None
        return Held(role, region, given["council"] if role == MembershipRole.COUNCIL_CONTACT else None)


class InviteForm(RoleForm):
    """Whom to invite, and to what."""

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="The account signs in with it, and the invitation is sent to it.",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address like name@example.org",
        },
    )
    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter a name"})

    def layout(self) -> list[Any]:
        """Address and name, then the role."""
        own = [
            Field.text("email", label_size=Size.SMALL, autocomplete="off", spellcheck="false"),
            Field.text("name", label_size=Size.SMALL, autocomplete="off"),
        ]
        return own + super().layout()


class MembershipEndForm(forms.Form):
    """When a role ends."""

    last_day = DayField(
        label="Last day on which the role holds (optional)",
        required=False,
        help_text="Leave it empty to end the role at once. For example, 31 3 2027",
    )


def roles_for(actor: Actor) -> list[tuple[str, str]]:
    """The roles that the actor may give."""
    if actor.is_administrator:
        return list(MembershipRole.choices)
    return [(MembershipRole.COUNCIL_CONTACT.value, MembershipRole.COUNCIL_CONTACT.label)]
