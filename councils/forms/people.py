"""Forms of people and their posts."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fixed, Layout, Size
from django import forms
from django.utils import timezone

from councils.actor import Actor
from councils.forms.days import DayField
from councils.models import Council, Person, Region
from councils.roles import PostKind


class PersonForm(forms.Form):
    """Name, address and telephone number of a person."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter a name"})
    email = forms.EmailField(
        label="Email address (optional)",
        required=False,
        max_length=254,
        help_text="Without one nothing can be sent. Two people may share an address.",
        error_messages={"invalid": "Enter an email address like name@example.org"},
    )
    phone = forms.CharField(label="Telephone number (optional)", required=False, max_length=40)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*person_layout())


class PostForm(forms.Form):
    """A post: what, of which council or region, since when."""

    kind = forms.ChoiceField(
        label="Post",
        choices=PostKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the post"},
    )
    council = forms.ModelChoiceField(
        Council.objects.none(),
        label="Council",
        required=False,
        empty_label="Choose a council",
        help_text="For every post but programme manager.",
    )
    region = forms.ModelChoiceField(
        Region.objects.none(),
        label="Region",
        required=False,
        empty_label="Choose a region",
        help_text="For a programme manager only.",
    )
    starts_on = DayField(label="First day (optional)", required=False, help_text="For example, 1 9 2026")

    def __init__(self, data: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offer_places(self, actor)
        self.helper = FormHelper()
        self.helper.layout = Layout(*post_layout())

    def post(self) -> dict[str, Any]:
        """The post as services take it: the place that does not belong to its kind is left out."""
        given = dict(self.cleaned_data)
        left_out = "council" if given["kind"] == PostKind.PROGRAMME_MANAGER else "region"
        return {name: given[name] for name in ("kind", "council", "region", "starts_on")} | {left_out: None}


class PersonAddForm(PersonForm, PostForm):
    """A new person with the post for which they are wanted."""

    field_order = ["name", "email", "phone", "kind", "council", "region", "starts_on"]

    def __init__(self, data: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        PostForm.__init__(self, data, actor=actor, **kwargs)
        self.helper.layout = Layout(*person_layout(), *post_layout())


class PostEndForm(forms.Form):
    """The last day of a post."""

    ends_on = DayField(
        label="Last day in this post",
        help_text="For example, 31 3 2027",
        missing="Enter the last day",
    )


class PersonMergeForm(forms.Form):
    """Which other record is the same person."""

    reference = forms.CharField(
        label="Reference of the other record",
        max_length=20,
        help_text="For example, P00012. Its posts, links, offers and placements come over to this one.",
        error_messages={"required": "Enter the reference of the other record"},
    )

    def __init__(self, data: Any = None, *, actor: Actor, keep: Person) -> None:
        super().__init__(data)
        self.actor, self.keep = actor, keep

    def clean_reference(self) -> Person:
        """The other person, among those the actor keeps."""
        reference = self.cleaned_data["reference"].strip().upper()
        others = Person.objects.managed_by(self.actor).current().exclude(pk=self.keep.pk)
        found = others.filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError(f"There is no other person with the reference {reference}.")
        return found


def offer_places(form: forms.Form, actor: Actor) -> None:
    """Offer the councils and regions whose people the actor keeps."""
    councils = Council.objects.on(timezone.localdate()).managed_by(actor)
    regions = Region.objects.all()
    if not actor.is_administrator:
        regions = regions.filter(pk__in=actor.managed_region_ids)
    form.fields["council"].queryset = councils  # type: ignore[attr-defined]
    form.fields["region"].queryset = regions  # type: ignore[attr-defined]


def person_layout() -> list[Any]:
    """The fields of a person in their order."""
    return [
        Field.text("name", label_size=Size.SMALL, autocomplete="off"),
        Field.text("email", label_size=Size.SMALL, autocomplete="off", spellcheck="false"),
        Field.text("phone", label_size=Size.SMALL, field_width=Fixed.TWENTY, autocomplete="off"),
    ]


def post_layout() -> list[Any]:
    """The fields of a post in their order."""
    return [
        Field.radios("kind", legend_size=Size.SMALL, small=True),
        Field.select("council", label_size=Size.SMALL),
        Field.select("region", label_size=Size.SMALL),
        Field("starts_on", context={"legend_size": Size.for_legend(Size.SMALL)}),
    ]
