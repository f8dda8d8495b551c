"""The form of one coding: which themes an answer affirms and denies, and the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from evaluation.models import Coding, ThemeCard
from evaluation.selectors.coding.desk import Evidence
from evaluation.selectors.coding.effective import Said

# Without the letters that do something else on the page: a, d, n, p, s, u, x.
KEYS = "1234567890qwertyiofghjklzcvbm"
_LINE = re.compile(
    r"\s*(?P<theme>[A-Za-z]\d{1,3})(?P<denied>\s+denied)?\s*:\s*(?P<words>.*\S)\s*", re.IGNORECASE
)
GONE = {
    "invalid_choice": "%(value)s is no longer a theme of the codebook. Choose from its themes as they are now."
}
Spans = dict[tuple[str, bool], tuple[int, int]]


@dataclass(frozen=True)
class ThemeRow:
    """One theme on the screen: its card, its key, and whether it is ticked."""

    card: ThemeCard
    key: str
    affirmed: bool
    denied: bool
    suggested: str


class DecisionForm(forms.Form):
    """A coder's decision. `outcome` comes from the button: coded, none, unusable.

    `suggested` are codes found already: they are ticked on a fresh page, and their words stand for the same theme
    unless others are given. Evidence is given as rows of "B3: words" or "R1 denied: words"; a theme without any
    points at the whole answer. `hints` lend their words too, and are not ticked."""

    outcome = forms.ChoiceField(
        choices=[(value, label) for value, label in Coding.Outcome.choices],
        error_messages={"required": "Choose a theme and save, or say that none of these fits."},
    )
    affirmed = forms.MultipleChoiceField(required=False, error_messages=GONE)
    denied = forms.MultipleChoiceField(required=False, error_messages=GONE)
    evidence = forms.CharField(
        label="Words that say so",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If the marked words are not the right ones. One to a row: the theme, then the words exactly as "
        "they are in the answer, such as “B3: we ring each other” or “R1 denied: cost was no problem”.",
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        text: str,
        cards: Sequence[ThemeCard],
        suggested: Sequence[Evidence] = (),
        hints: Sequence[Evidence] = (),
        seen: int | None = None,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.text, self.cards, self.suggested, self.hints = text, cards, suggested, hints
        choices = [(card.theme.code, card.theme.code) for card in cards]
        for name in ("affirmed", "denied"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
            field.choices = choices

    def clean_evidence(self) -> Spans:
        """Where the given words stand, by theme and polarity. Refuses words that are not in the answer."""
        rows = [line for line in self.cleaned_data["evidence"].splitlines() if line.strip()]
        return dict(self._span(row) for row in rows)

    def _span(self, row: str) -> tuple[tuple[str, bool], tuple[int, int]]:
        read = _LINE.fullmatch(row)
        if read is None:
            raise forms.ValidationError(
                f"Write “{row.strip()[:60]}” as a theme, a colon, and words of the answer."
            )
        flexible = r"\s+".join(re.escape(word) for word in read["words"].split())
        found = re.search(flexible, self.text)
        if found is None:
            raise forms.ValidationError(f"These words are not in the answer: “{read['words'][:60]}”.")
        return (read["theme"].upper(), bool(read["denied"])), found.span()

    @property
    def codes(self) -> list[Said]:
        """What was chosen; nothing where the coder says that there is no theme or that the answer is unusable."""
        if self.cleaned_data["outcome"] != Coding.Outcome.CODED:
            return []
        return [
            Said(code, denied, *self._evidence(code, denied))
            for denied, name in ((False, "affirmed"), (True, "denied"))
            for code in self.cleaned_data[name]
        ]

    def _evidence(self, code: str, denied: bool) -> tuple[int, int]:
        given: Spans = self.cleaned_data["evidence"]
        found = (*self.hints, *self.suggested)
        suggested = {(each.theme.code, each.denied): (each.start, each.end) for each in found}
        for spans in (given, suggested):
            for polarity in (denied, not denied):
                if (code, polarity) in spans:
                    return spans[code, polarity]
        return 0, len(self.text)

    @property
    def rows(self) -> list[ThemeRow]:
        """The themes as the page shows them."""
        affirmed, denied = self._ticked("affirmed", False), self._ticked("denied", True)
        said: dict[str, list[str]] = {}
        for each in self.suggested:
            said.setdefault(each.theme.code, []).append("denied" if each.denied else "affirmed")
        return [
            ThemeRow(card, KEYS[place : place + 1], card.theme.code in affirmed, card.theme.code in denied,
                     " and ".join(said.get(card.theme.code, [])))
            for place, card in enumerate(self.cards)
        ]  # fmt: skip

    def _ticked(self, name: str, denied: bool) -> set[str]:
        if self.is_bound:
            return set(self[name].value() or ())
        return {each.theme.code for each in self.suggested if each.denied == denied}


def by_heading(rows: Iterable[ThemeRow]) -> list[tuple[str, list[ThemeRow]]]:
    """The rows under the codebook's headings, in order."""
    grouped: dict[str, list[ThemeRow]] = {}
    for row in rows:
        grouped.setdefault(row.card.theme.get_heading_display(), []).append(row)
    return list(grouped.items())
