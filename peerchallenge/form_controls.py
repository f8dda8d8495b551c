"""How a form is drawn: its error summary, its fields and each control, as parts of the template library `ui`.

Used by our templates of the `gds` pack (templates/gds), which escape what crispy-forms-gds prints as it is.
"""

from __future__ import annotations

from crispy_forms.utils import render_crispy_form
from crispy_forms_gds.helper import FormHelper
from django import template
from django.forms import (
    BaseForm,
    BaseFormSet,
    BoundField,
    CheckboxInput,
    FileInput,
    NumberInput,
    PasswordInput,
    Select,
    Textarea,
    Widget,
)
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | BaseFormSet | None = None) -> dict[str, object]:
    """The list of a form's (or formset's) errors, each linked to its field; nothing where there are none."""
    forms = [form] if isinstance(form, BaseForm) else list(form or [])
    general = list(form.non_form_errors()) if isinstance(form, BaseFormSet) else []
    return {"general": general, "items": [item for each in forms for item in _form_errors(each)]}


def _form_errors(form: BaseForm) -> list[tuple[str, str]]:
    if not form.is_bound or not form.errors:
        return []
    visible = form.visible_fields()
    target = _target(visible[0]) if visible else ""
    general = [(target, str(error)) for error in form.non_field_errors()]
    hidden = [(target, str(error)) for field in form.hidden_fields() for error in field.errors]
    return (
        general
        + hidden
        + [(_target(each), _said(each, str(error))) for each in visible for error in each.errors]
    )


def _said(field: BoundField, error: str) -> str:
    """An error as the summary says it: Django's own sentences name no field, so its label goes before. Those of its
    validators begin with "Ensure"."""
    kinds = type(field.field).__mro__
    standard = {str(text) for kind in kinds for text in getattr(kind, "default_error_messages", {}).values()}
    return f"{field.label}: {error}" if error in standard or error.startswith("Ensure ") else error


def _target(field: BoundField) -> str:
    """The id of what a field's error leads to: the first control of a group (of a day, the first one that is wrong),
    else the control itself."""
    if getattr(field.field.widget, "widgets", None):
        return f"{field.auto_id}_{next((place for place, wrong in enumerate(_faulty(field)) if wrong), 0)}"
    grouped = getattr(field.field.widget, "input_type", "") in ("radio", "checkbox")
    if grouped and hasattr(field.field, "choices"):
        return f"{field.auto_id}_1"
    return str(field.auto_id)


@register.simple_tag(takes_context=True)
def form_fields(context: template.Context, form: BaseForm) -> SafeString:
    """A form's fields by its own crispy helper and layout, or all in order: no form tag, token or button.

    Labels, hints, legends and choices are escaped by our templates of the `gds` pack.
    """
    helper = getattr(form, "helper", None) or FormHelper()
    if not isinstance(helper, FormHelper):
        raise TypeError("The form's helper is not crispy_forms_gds.helper.FormHelper.")
    helper.form_tag, helper.disable_csrf = False, True
    form.use_required_attribute = False
    return SafeString(render_crispy_form(form, helper, context.flatten()))


@register.filter
def chosen(field: BoundField, value: object) -> bool:
    """Whether a choice of this value is ticked: compared as text, since forms send text back."""
    held = field.value()
    values = held if isinstance(held, list | tuple | set) else [held]
    return str(value) in {"" if each is None else str(each) for each in values}


@register.filter
def describedby(field: BoundField) -> str:
    """The ids of a field's hint and of the errors beside it, in the order they are shown."""
    hint = [f"{field.auto_id}_hint"] if field.help_text else []
    errors = [f"{field.auto_id}_{place}_error" for place in range(1, len(field.errors) + 1)]
    return " ".join(hint + errors)


@register.filter
def is_password(field: BoundField) -> bool:
    """Whether the field takes a password, which gets a button that shows it."""
    return isinstance(field.field.widget, PasswordInput)


@register.simple_tag
def control(field: BoundField, counted: object = None) -> SafeString:
    """A field's input, select or text area with the design system's classes and its hint and errors named.

    `counted` says that a count of characters or words is shown under it. Placeholders are left out: they are faint
    and gone as soon as somebody types.
    """
    field.field.widget.attrs.pop("placeholder", None)
    if isinstance(field.field.widget, Textarea):
        # A browser cuts what is pasted beyond it, without a word; the server says what is too long.
        field.field.widget.attrs.pop("maxlength", None)
    _take_numbers_as_text(field.field.widget)
    parts = getattr(field.field.widget, "widgets", None)
    if parts:
        return _several_controls(field, parts)
    block = _block(field.field.widget)
    classes = [field.field.widget.attrs.get("class", ""), block]
    classes += ["govuk-js-character-count"] if counted else []
    classes += ["govuk-password-input__input govuk-js-password-input-input"] if is_password(field) else []
    classes += [f"{block}--error"] if field.errors and "checkboxes" not in block else []
    return field.as_widget(attrs=_attributes(field, classes, bool(counted)))


def _take_numbers_as_text(widget: Widget) -> None:
    """A number input forgets what was typed if it is no number; a text input with a number keyboard does not."""
    if isinstance(widget, NumberInput):
        whole = "." not in str(widget.attrs.get("step", "1"))
        widget.input_type = "text"
        widget.attrs = {
            name: value for name, value in widget.attrs.items() if name not in ("min", "max", "step")
        }
        widget.attrs["inputmode"] = "numeric" if whole else "decimal"


def _attributes(field: BoundField, classes: list[str], counted: bool) -> dict[str, str | bool]:
    info = f"{field.auto_id}-info" if counted else ""
    names = {
        "class": " ".join(dict.fromkeys(" ".join(classes).split())),
        "aria-describedby": f"{describedby(field)} {info}".strip(),
        "aria-invalid": "true" if field.errors else "",
    }
    if is_password(field):
        names |= {"spellcheck": "false", "autocapitalize": "none"}
    return {name: value for name, value in names.items() if value}


def _several_controls(field: BoundField, parts: list[Widget]) -> SafeString:
    """The fieldset describes the group; the parts at fault are marked, or all where the whole is."""
    faulty = _faulty(field)
    everything = bool(field.errors) and not any(faulty)
    for place, part in enumerate(parts):
        wrong = everything or (bool(field.errors) and place < len(faulty) and faulty[place])
        classes = [part.attrs.get("class", ""), _block(part), f"{_block(part)}--error" if wrong else ""]
        part.attrs["class"] = " ".join(dict.fromkeys(" ".join(classes).split()))
    return field.as_widget()


def _faulty(field: BoundField) -> list[bool]:
    """Of each control of a field that has several, whether it is at fault by itself."""
    return [bool(getattr(each.widget, "errors", None)) for each in getattr(field.field, "fields", [])]


def _block(widget: Widget) -> str:
    blocks = (
        (Textarea, "govuk-textarea"),
        (Select, "govuk-select"),
        (FileInput, "govuk-file-upload"),
        (CheckboxInput, "govuk-checkboxes__input"),
    )
    return next((name for kind, name in blocks if isinstance(widget, kind)), "govuk-input")
