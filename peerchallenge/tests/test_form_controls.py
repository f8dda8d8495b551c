"""Forms as they are drawn: nothing from the database becomes markup, nothing typed is lost, errors are named."""

import re

import pytest
from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms
from django.template import Context, Template
from django.utils.html import escape

PLANTED = "<script>alert(1)</script>"
ESCAPED = escape(PLANTED)


def drawn(form, source="{% load ui %}{% error_summary form %}{% form_fields form %}"):
    return Template(source).render(Context({"form": form}))


def planted(name):
    return f"{name}{PLANTED}"


class PlantedForm(forms.Form):
    text = forms.CharField(label=planted("label"), help_text=planted("hint"), initial=planted("initial"))
    words = forms.CharField(label=planted("area"), initial=planted("typed"), widget=forms.Textarea)
    one = forms.ChoiceField(
        label=planted("legend"),
        help_text=planted("legendhint"),
        widget=forms.RadioSelect,
        choices=[
            Choice(planted("value"), planted("choice"), hint=planted("choicehint"), divider=planted("or"))
        ],
    )
    many = forms.MultipleChoiceField(
        label=planted("manylegend"),
        help_text=planted("manyhint"),
        widget=forms.CheckboxSelectMultiple,
        choices=[Choice(planted("manyvalue"), planted("manychoice"), hint=planted("manychoicehint"))],
    )
    listed = forms.ChoiceField(label=planted("select"), choices=[(planted("optionvalue"), planted("option"))])
    agree = forms.BooleanField(label=planted("agree"), help_text=planted("agreehint"))
    day = DateInputField(label=planted("day"), help_text=planted("dayhint"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("text", Field.textarea("words", max_characters=99), legend=planted("fieldset")),
            Field.radios("one", legend_size=Size.MEDIUM, legend_tag="h2"),
            Field.checkboxes("many"),
            "listed",
            "agree",
            "day",
        )

    def clean_text(self):
        raise forms.ValidationError(planted("error"))

    def clean(self):
        raise forms.ValidationError(planted("general"))


UNBOUND_PLACES = [
    *(
        "label",
        "hint",
        "initial",
        "area",
        "typed",
        "legend",
        "legendhint",
        "value",
        "choice",
        "choicehint",
        "or",
    ),
    *(
        "manylegend",
        "manyhint",
        "manyvalue",
        "manychoice",
        "manychoicehint",
        "select",
        "optionvalue",
        "option",
    ),
    *("agree", "agreehint", "day", "dayhint", "fieldset"),
]


@pytest.mark.parametrize("place", UNBOUND_PLACES)
def test_planted_markup_is_shown_as_text(place):
    html = drawn(PlantedForm())
    assert "<script" not in html
    assert place + ESCAPED in html


@pytest.mark.parametrize("place", ["error", "general", "typed", "2026"])
def test_planted_markup_in_what_was_sent_is_shown_as_text(place):
    data = {"text": planted("typed"), "day_0": planted("2026"), "day_1": "1", "day_2": "2026"}
    html = drawn(PlantedForm(data))
    assert "<script" not in html
    assert place + ESCAPED in html


def test_the_crispy_tag_itself_escapes_too():
    html = drawn(PlantedForm(), "{% load crispy_forms_tags %}{% crispy form %}")
    assert "<script" not in html
    assert html.count(ESCAPED) >= len(UNBOUND_PLACES)


class VisitForm(forms.Form):
    organiser = forms.CharField(label="Organiser", help_text="One person")
    days = forms.IntegerField(label="Days on site", min_value=1, max_value=5)
    wants = forms.ChoiceField(
        label="What it wants", widget=forms.RadioSelect, choices=[(1, "Host"), (2, "Lend")]
    )
    weeks = forms.MultipleChoiceField(
        label="Weeks",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(10, "Ten"), (11, "Eleven")],
    )
    first = DateInputField(label="First day", require_all_fields=False)


def test_what_was_typed_stays_even_where_it_is_no_number():
    html = drawn(VisitForm({"organiser": "Ann Example", "days": "three", "first_0": "31", "first_1": "x"}))
    values = re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', html)
    assert ("organiser", "Ann Example") in values
    assert ("days", "three") in re.findall(r'name="(days)"[^>]*value="([^"]*)"', html) + re.findall(
        r'value="([^"]*)"[^>]*name="(days)"', html
    )
    assert ("first_0", "31") in values
    assert ("first_1", "x") in values
    assert 'inputmode="numeric"' in html
    assert 'type="number"' not in html


def test_the_summary_leads_to_each_field_and_names_it():
    html = drawn(VisitForm({"days": "three"}), "{% load ui %}{% error_summary form %}")
    assert re.findall(r'<a href="#(\w+)">([^<]*)</a>', html) == [
        ("id_organiser", "Organiser: This field is required."),
        ("id_days", "Days on site: Enter a whole number."),
        ("id_wants_1", "What it wants: This field is required."),
        ("id_first_0", "Enter the day, month and year"),
    ]


def test_a_sentence_of_a_validator_is_named_in_the_summary():
    html = drawn(VisitForm({"days": "9"}), "{% load ui %}{% error_summary form %}")
    assert ">Days on site: Ensure this value is less than or equal to 5.<" in html


def test_what_a_form_refuses_as_a_whole_is_said_once():
    form = VisitForm({})
    form.add_error(None, "The plan is published.")
    assert drawn(form).count("The plan is published.") == 1


def test_no_browser_is_told_to_cut_off_a_long_text():
    class LongForm(forms.Form):
        words = forms.CharField(label="Words", max_length=9, widget=forms.Textarea)

    html = drawn(LongForm({"words": "x" * 12}))
    assert "maxlength=" not in html
    assert ">Words: Ensure this value has at most 9 characters (it has 12).<" in html


def test_every_target_of_the_summary_is_on_the_page():
    html = drawn(VisitForm({"days": "three"}))
    targets = re.findall(r'href="#(\w+)"', html)
    assert len(targets) == 4
    assert [target for target in targets if f'id="{target}"' not in html] == []


def test_hint_and_errors_are_named_by_the_control():
    html = drawn(VisitForm({"days": "3"}))
    assert 'aria-describedby="id_organiser_hint id_organiser_1_error"' in html
    assert 'id="id_organiser_hint"' in html
    assert 'id="id_organiser_1_error"' in html


def test_choices_are_compared_as_text():
    html = drawn(VisitForm(initial={"wants": 2, "weeks": [11]}))
    ticked = re.findall(r'id="(\w+)" value="\d+" checked', html)
    assert ticked == ["id_wants_2", "id_weeks_2"]


def test_no_form_tag_no_token_no_required_attribute():
    html = drawn(VisitForm())
    assert "<form" not in html
    assert "csrfmiddlewaretoken" not in html
    assert " required" not in html


def test_an_error_summary_of_a_formset_counts_every_form():
    formset = forms.formset_factory(VisitForm)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "2",
            "form-0-days": "x",
            "form-1-days": "2",
        }
    )
    html = drawn(formset, "{% load ui %}{% error_summary form %}")
    assert html.count('href="#id_form-0-') == 4
    assert html.count('href="#id_form-1-') == 3


def test_a_form_without_errors_has_no_summary():
    assert drawn(VisitForm(), "{% load ui %}{% error_summary form %}").strip() == ""
    assert drawn(None, "{% load ui %}{% error_summary form %}").strip() == ""


def test_a_counted_text_area_points_at_its_count():
    class Counted(forms.Form):
        words = forms.CharField(label="Words", widget=forms.Textarea)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.helper = FormHelper()
            self.helper.layout = Layout(Field.textarea("words", max_characters=200))

    html = drawn(Counted())
    assert 'data-module="govuk-character-count" data-maxlength="200"' in html
    assert 'aria-describedby="id_words-info"' in html
    assert 'id="id_words-info"' in html
    assert "govuk-js-character-count" in html
