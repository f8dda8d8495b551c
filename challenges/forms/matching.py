"""Forms of what matching needs: topics, the need of councils, declared conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fieldset, Layout, Size
from django import forms

from challenges.models import ChallengeRound, DeclaredConflict, Participation, Topic
from challenges.selectors.rounds.conflicts import councils_of, people_of
from challenges.services.rounds.conflicts import Conflict
from challenges.services.rounds.topics import LONGEST, NEEDS
from councils.forms.days import DayField
from councils.models import Council, Person

NEED_WORDS = {1: "1, least", 5: "5, most"}


class TopicsForm(forms.Form):
    """A box for each topic of the round, and one for more. An emptied box takes the topic away."""

    new = forms.CharField(
        label="Add topics",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
        help_text="One a line.",
    )

    def __init__(self, data: Any = None, *, topics: Sequence[Topic]) -> None:
        super().__init__(data)
        self.topics = topics
        for n, topic in enumerate(topics, start=1):
            self.fields[f"topic_{topic.pk}"] = forms.CharField(
                label=f"Topic {n}", required=False, max_length=LONGEST, initial=topic.name
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(
                *[Field.text(f"topic_{topic.pk}") for topic in topics],
                legend="Topics of this round",
                legend_size=Size.MEDIUM,
            ),
            Field.textarea("new", label_size=Size.SMALL, rows=4),
        )

    def names(self) -> dict[int, str]:
        """The topics' names by key, "" where one is to go."""
        return {topic.pk: self.cleaned_data[f"topic_{topic.pk}"] for topic in self.topics}


class NeedsForm(forms.Form):
    """The need of each host, from 1 to 5."""

    def __init__(self, data: Any = None, *, hosts: Sequence[Participation]) -> None:
        super().__init__(data)
        self.hosts = hosts
        choices = [("", "Not set"), *((str(n), NEED_WORDS.get(n, str(n))) for n in NEEDS)]
        for host in hosts:
            self.fields[f"need_{host.pk}"] = forms.TypedChoiceField(
                label=str(host.council),
                required=False,
                choices=choices,
                coerce=int,
                empty_value=None,
                initial=host.need,
            )
        self.helper = FormHelper()
        self.helper.layout = Layout(
            *[Field.select(f"need_{host.pk}", label_size=Size.SMALL) for host in hosts]
        )

    def needs(self) -> dict[Participation, int | None]:
        """The needs as they were chosen."""
        return {host: self.cleaned_data[f"need_{host.pk}"] for host in self.hosts}


class ConflictForm(forms.Form):
    """Who is kept away from which council, when and why."""

    whose = forms.ChoiceField(label="Person or council")
    against = forms.ModelChoiceField(Council.objects.none(), label="Kept away from", empty_label="Choose")
    first_day = DayField(
        label="From (optional)", required=False, help_text="Left empty, it holds since ever."
    )
    last_day = DayField(label="To (optional)", required=False, help_text="Left empty, it does not end.")
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Only programme managers and national staff read it.",
        widget=forms.Textarea,
    )

    def __init__(
        self, data: Any = None, *, round: ChallengeRound, kept: DeclaredConflict | None = None
    ) -> None:
        super().__init__(data, initial=_initial(kept) if kept else None)
        councils, people = list(councils_of(round)), list(people_of(round))
        self.known = {f"person-{each.pk}": each for each in people} | {
            f"council-{each.pk}": each for each in councils
        }
        groups: tuple[tuple[str, Sequence[Any], str], ...] = (
            ("Councils", councils, "council"),
            ("People", people, "person"),
        )
        self.fields["whose"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"),
            *((name, [(f"{kind}-{each.pk}", str(each)) for each in those]) for name, those, kind in groups),
        ]
        self.fields["against"].queryset = councils_of(round)  # type: ignore[attr-defined]
        for name in ("whose", "against"):
            self.fields[name].error_messages["required"] = "Choose one"
        self.fields["reason"].error_messages["required"] = "Write why. Only managers read it."
        self.helper = FormHelper()
        legend = {"legend_size": Size.for_legend(Size.SMALL)}
        self.helper.layout = Layout(
            Field.select("whose", label_size=Size.SMALL),
            Field.select("against", label_size=Size.SMALL),
            Field("first_day", context=legend),
            Field("last_day", context=legend),
            Field.textarea("reason", label_size=Size.SMALL, rows=3),
        )

    def conflict(self) -> Conflict:
        """The conflict as it was typed."""
        given = self.cleaned_data
        who = self.known[given["whose"]]
        return Conflict(
            against=given["against"],
            reason=given["reason"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            person=who if isinstance(who, Person) else None,
            council=who if isinstance(who, Council) else None,
        )


def _initial(kept: DeclaredConflict) -> dict[str, Any]:
    whose = f"person-{kept.person_id}" if kept.person_id else f"council-{kept.council_id}"
    return {"whose": whose} | {
        name: getattr(kept, name) for name in ("against", "first_day", "last_day", "reason")
    }
