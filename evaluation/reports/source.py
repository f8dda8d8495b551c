"""What a report's words are made from: the frozen snapshot, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from councils.runs.services import RunRefused
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.documents import disclosed_from_json
from evaluation.reports.sentences import TEMPLATES, Figures, figures_of, made

Snapshot = dict[str, Any]
RECORDS = ("delivery", "data_packs", "change")
EMPTY: Snapshot = {"delivery": {}, "data_packs": {}, "change": {}}


@dataclass(frozen=True)
class Source:
    """A snapshot with its findings and figures. The page of findings has no more than those."""

    findings: DisclosedFindings
    figures: Figures
    snapshot: Snapshot = field(default_factory=dict)
    checksum: str = ""

    def say(self, key: str) -> str:
        """The sentence of a template; empty where a figure of it is hidden.

        Raises RunRefused where the snapshot holds a sentence that its own figures do not bear out."""
        now = made(key, self.figures)
        kept = self.snapshot.get("sentences", {}).get(key, now)
        if kept != now:
            raise RunRefused(f"The report says “{kept}”, which its own figures do not bear out.")
        return now

    def said(self, *keys: str) -> tuple[str, ...]:
        """Those of the sentences that there are, joined into one paragraph; nothing where there are none."""
        text = " ".join(line for key in keys if (line := self.say(key)))
        return (text,) if text else ()

    def paragraphs(self, place: str) -> tuple[str, ...]:
        """What staff wrote at a place, paragraph by paragraph."""
        text = self.snapshot.get("commentary", {}).get(place, {}).get("text", "")
        return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())

    def rows(self, place: str) -> tuple[str, ...]:
        """What staff wrote at a place of rows."""
        text = self.snapshot.get("commentary", {}).get(place, {}).get("text", "")
        return tuple(line for line in text.split("\n") if line.strip())

    @property
    def quotes(self) -> list[dict[str, str]]:
        """The approved quotes."""
        return self.snapshot.get("quotes", [])

    @property
    def is_national(self) -> bool:
        """Whether it is the nation's."""
        return "side_by_side" in self.snapshot


def source_of(snapshot: Snapshot, checksum: str = "") -> Source:
    """A snapshot, read."""
    findings = disclosed_from_json(snapshot["findings"])
    return Source(findings, figures_of(findings, snapshot), snapshot, checksum)


def source_of_findings(findings: DisclosedFindings) -> Source:
    """Findings alone, for the page that shows them."""
    return Source(findings, figures_of(findings, EMPTY))


def sentences_of(findings: DisclosedFindings, records: Snapshot) -> dict[str, str]:
    """Every sentence that the figures allow, by the key of its template: frozen with the snapshot."""
    figures = figures_of(findings, records)
    codes = [theme.theme.code for theme in findings.themes]
    of_themes = [f"{name}:{code}" for name in ("raised", "asked", "denied", "changed") for code in codes]
    keys = [*(name for name in TEMPLATES if name not in ("raised", "asked", "denied", "changed")), *of_themes]
    return {key: text for key in keys if (text := made(key, figures))}
