"""Forms by which a council signs up and offers peers."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Fixed, Layout, Size
from django import forms

from challenges.forms.availability import DaysForm, days_initial
from challenges.forms.days import PeriodsField
from challenges.models import ChallengeRound, Participation, PeerOffer, Topic
from challenges.selectors.rounds.pages import weeks_of
from challenges.services.sign_up.answers import NamedPerson, OfferDetails, SignUpAnswer
from challenges.states import TeamRole
from councils.forms.days import DayField
from councils.models import Person
from councils.roles import PostKind

PARTS = (
    ("both", "Host a challenge and lend people"),
    ("hosting", "Host a challenge only"),
    ("lending", "Lend people only"),
    ("neither", "Not this round"),
)
HOSTS, LENDS = ("both", "hosting"), ("both", "lending")
POSTS = [choice for choice in PostKind.choices if choice[0] != PostKind.PROGRAMME_MANAGER]


class SignUpForm(DaysForm):
    """Light first: the part, one organiser, one theme. What is known later comes after it and is never asked for."""

    part = forms.ChoiceField(label="What will your council do?", choices=PARTS, widget=forms.RadioSelect)
    organiser_name = forms.CharField(label="Name", required=False, max_length=120)
    organiser_email = forms.EmailField(label="Email address", required=False)
    organiser_post = forms.ChoiceField(label="What they are", required=False, choices=POSTS)
    theme = forms.CharField(
        label="Broad theme",
        required=False,
        max_length=200,
        help_text="A few words, if you host. The questions are agreed later, at scoping.",
    )
    sponsor_name = forms.CharField(label="Name", required=False, max_length=120)
    sponsor_email = forms.EmailField(label="Email address", required=False)
    sponsor_post = forms.ChoiceField(label="What they are", required=False, choices=POSTS)
    preferred_weeks = forms.TypedMultipleChoiceField(
        label="Weeks in which you would like to host",
        required=False,
        coerce=date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label="Topics in which you would like help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They help to find peers who know about them.",
    )
    blocked = PeriodsField(label="Days on which you cannot host")
    note = forms.CharField(
        label="Anything the programme manager should know",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, participation: Participation) -> None:
        super().__init__(data, initial=_initial(participation))
        weeks = self.fields["preferred_weeks"]
        weeks.choices = [(str(day), _week(day)) for day in weeks_of(participation.round)]  # type: ignore[attr-defined]
        self.fields["topics"].queryset = participation.round.topics.all()  # type: ignore[attr-defined]
        self.fields["when"].label = "When could you host?"
        self.fields["part"].error_messages["required"] = "Choose what your council will do"
        self.helper = FormHelper()
        self.helper.layout = _sign_up_layout()

    def clean(self) -> dict[str, Any]:
        """An organiser who is named needs an address, so that they can be written to."""
        given = super().clean() or self.cleaned_data
        if (
            given.get("organiser_name")
            and not given.get("organiser_email")
            and "organiser_email" not in self.errors
        ):
            self.add_error("organiser_email", "Enter the organiser’s email address")
        for who in ("organiser", "sponsor"):
            if (
                given.get(f"{who}_email")
                and not given.get(f"{who}_name")
                and f"{who}_name" not in self.errors
            ):
                self.add_error(f"{who}_name", f"Enter the {who}’s name")
        return given

    def answer(self) -> SignUpAnswer:
        """What the council says."""
        given, days = self.cleaned_data, self.days()
        return SignUpAnswer(
            hosting=given["part"] in HOSTS,
            lending=given["part"] in LENDS,
            organiser=self._person("organiser"),
            theme=given["theme"],
            sponsor=self._person("sponsor"),
            preferred_weeks=given["preferred_weeks"],
            blocked=days.blocked,
            note=given["note"],
            days_known=days.given,
            windows=days.windows,
            topics=list(given["topics"]),
        )

    def _person(self, who: str) -> NamedPerson | None:
        name, email, post = (self.cleaned_data[f"{who}_{part}"] for part in ("name", "email", "post"))
        return NamedPerson(name, email, post or PostKind.ASSISTANT_DIRECTOR) if name else None


class OfferForm(DaysForm):
    """A peer whom a council lends. Who it is cannot be changed afterwards: another peer is another offer.

    Days that are known already are changed on their own page, where it is kept who changed them."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="Email address", help_text="The peer’s link is sent there.")
    post = forms.ChoiceField(label="What they are", choices=[("", "Choose"), *POSTS])
    role = forms.ChoiceField(label="Part they could play", choices=TeamRole.choices, widget=forms.RadioSelect)
    expertise = forms.CharField(
        label="What they know best (optional)",
        required=False,
        max_length=200,
        help_text="For example: neglect, data",
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label="Topics in which they could help",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trained_on = DayField(
        label="Last trained as a peer on (optional)",
        required=False,
        help_text="Left empty for a new peer, the day known from an earlier round is taken.",
    )
    max_days = forms.IntegerField(
        label="Most days they can give in this round (optional)", required=False, min_value=1, max_value=60
    )
    blocked = PeriodsField(label="Days on which they cannot (optional)")
    outside_region = forms.BooleanField(
        label="May be used outside our region",
        required=False,
        help_text="Managers of other regions then see role, expertise and blocked days, not the name.",
    )

    def __init__(self, data: Any = None, *, round: ChallengeRound, offer: PeerOffer | None = None) -> None:
        super().__init__(data, initial=_offer_initial(offer) if offer else None)
        if offer:
            for name in ("name", "email", "post", "when", "windows", "blocked"):
                del self.fields[name]
        else:
            self.fields["when"].label = "When could they go? (optional)"
        self.fields["topics"].queryset = round.topics.all()  # type: ignore[attr-defined]
        self.fields["role"].error_messages["required"] = "Choose the part they could play"
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *[Field.text(name, label_size=Size.SMALL) for name in ("name", "email") if name in self.fields],
            *[Field.select(name, label_size=Size.SMALL) for name in ("post",) if name in self.fields],
            Field.radios("role", legend_size=Size.SMALL, small=True),
            Field.text("expertise", label_size=Size.SMALL),
            Field.checkboxes("topics", legend_size=Size.SMALL, small=True),
            Field("trained_on", context={"legend_size": Size.for_legend(Size.SMALL)}),
            Field.text("max_days", label_size=Size.SMALL, field_width=Fixed.THREE),
            *([] if offer else self.days_layout()),
            "outside_region",
        )

    def person(self) -> NamedPerson:
        """Who is offered."""
        return NamedPerson(*(self.cleaned_data[name] for name in ("name", "email", "post")))

    def details(self) -> OfferDetails:
        """What is said of them."""
        given = self.cleaned_data
        return OfferDetails(
            given["role"],
            given["expertise"],
            given["max_days"],
            given["outside_region"],
            days=self.days() if "when" in self.fields else None,
            trained_on=given["trained_on"],
            topics=list(given["topics"]),
        )


def _initial(participation: Participation) -> dict[str, Any]:
    part = {
        (True, True): "both",
        (True, False): "hosting",
        (False, True): "lending",
        (False, False): "neither",
    }
    return {
        "part": part.get((bool(participation.hosting), bool(participation.lending)))
        if participation.answered
        else None,
        **_person_initial("organiser", participation.organiser, participation.council_id),
        **_person_initial("sponsor", participation.sponsor, participation.council_id),
        "theme": participation.theme,
        "preferred_weeks": [str(week.monday) for week in participation.preferred_weeks.all()],
        "topics": list(participation.topics.all()),
        **days_initial(participation),
        "note": participation.note,
    }


def _person_initial(who: str, person: Person | None, council: int) -> dict[str, Any]:
    default = PostKind.DIRECTOR if who == "sponsor" else PostKind.ASSISTANT_DIRECTOR
    if person is None:
        return {f"{who}_post": default}
    post = person.posts.filter(council=council, ends_on=None).values_list("kind", flat=True).first()
    return {f"{who}_name": person.name, f"{who}_email": person.email, f"{who}_post": post or default}


def _offer_initial(offer: PeerOffer) -> dict[str, Any]:
    return {
        "role": offer.role,
        "expertise": offer.expertise,
        "max_days": offer.max_days,
        "outside_region": offer.outside_region,
        "trained_on": offer.trained_on,
        "topics": list(offer.topics.all()),
    }


def _week(monday: date) -> str:
    return f"{monday.day} {monday:%B %Y}"


def _sign_up_layout() -> Layout:
    def person(who: str) -> list[Any]:
        return [Field.text(f"{who}_name"), Field.text(f"{who}_email"), Field.select(f"{who}_post")]

    return Layout(
        Field.radios("part", legend_size=Size.MEDIUM),
        Fieldset(*person("organiser"), legend="One person who organises it for you", legend_size=Size.MEDIUM),
        Field.text("theme", label_size=Size.MEDIUM),
        Fieldset(
            Fieldset(*person("sponsor"), legend="Sponsor", legend_size=Size.SMALL),
            Field.checkboxes("preferred_weeks", legend_size=Size.SMALL, small=True),
            Field.checkboxes("topics", legend_size=Size.SMALL, small=True),
            *DaysForm.days_layout(),
            Field.textarea("note", label_size=Size.SMALL, rows=4),
            legend="If you know it already",
            legend_size=Size.MEDIUM,
        ),
    )
