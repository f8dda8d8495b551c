"""The form in which a manager blocks days."""

from __future__ import annotations

from typing import Any

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Size
from django import forms

from challenges.forms.days import PeriodsField
from challenges.models import BlockedPeriod, BlockKind, ChallengeRound
from challenges.services.rounds.blocks import Block, Where

HINT = (
    "One day or period a line, with its name after a comma. "
    "For example: 15 to 19 February 2027, half-term. Several lines make several blocks."
)


class BlocksForm(forms.Form):
    """Days of one kind for one place, several at once; for a block that is there already just one line."""

    kind = forms.ChoiceField(label="What is on these days?", choices=[("", "Choose"), *BlockKind.choices])
    where = forms.ChoiceField(label="For whom?")
    days = PeriodsField(label="Days", help_text=HINT, required=True)
    peers_too = forms.BooleanField(
        label="The people of that region or council cannot go elsewhere either",
        required=False,
        help_text="For example during an inspection. A block for the whole round holds for everybody anyway.",
    )

    def __init__(
        self, data: Any = None, *, round: ChallengeRound, block: BlockedPeriod | None = None
    ) -> None:
        super().__init__(data, initial=_initial(block) if block else None)
        self.places = _places(round)
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", "The whole round"),
            ("Regions", [(key, str(where.region)) for key, where in self.places.items() if where.region]),
            (
                "Councils",
                [
                    (key, str(where.participation.council))
                    for key, where in self.places.items()
                    if where.participation
                ],
            ),
        ]
        self.fields["where"].required = False
        self.fields["kind"].error_messages["required"] = "Choose what is on these days"
        self.fields["days"].error_messages["required"] = "Write at least one day or period"
        self.block, self.helper = block, FormHelper()
        self.helper.layout = Layout(
            Field.select("kind", label_size=Size.SMALL),
            Field.select("where", label_size=Size.SMALL),
            Field.textarea("days", label_size=Size.SMALL, rows=2 if block else 5),
            "peers_too",
        )

    def clean_days(self) -> Any:
        """A block that is there already stays one."""
        periods = self.cleaned_data["days"]
        if self.block and len(periods) != 1:
            raise forms.ValidationError("This is one block: write one line. Add others below it.")
        return periods

    def blocks(self) -> list[Block]:
        """The blocks as they were typed."""
        given = self.cleaned_data
        where = self.places.get(given["where"], Where())
        return [Block(given["kind"], period, where, given["peers_too"]) for period in given["days"]]


def _places(round: ChallengeRound) -> dict[str, Where]:
    regions = {f"region-{region.pk}": Where(region=region) for region in round.regions.all()}
    taking_part = round.participations.select_related("council__region", "round")
    return regions | {f"council-{each.pk}": Where(participation=each) for each in taking_part}


def _initial(block: BlockedPeriod) -> dict[str, Any]:
    where = f"region-{block.region_id}" if block.region_id else ""
    if block.participation_id:
        where = f"council-{block.participation_id}"
    return {"kind": block.kind, "where": where, "days": [block], "peers_too": block.peers_too}
