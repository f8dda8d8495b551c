"""The frozen snapshot of a national report: every round of a year together, and side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from challenges.models import ChallengeRound
from councils.runs.services import RunRefused
from evaluation.findings.disclosed import Hidden
from evaluation.findings.documents import disclosed_to_json, from_json
from evaluation.findings.national import NationalFindings, disclose_nation
from evaluation.findings.tables import Distribution, GroupCount, ResponseRate, RoundFindings
from evaluation.models import FindingsRun, Survey
from evaluation.reports.sentences import MUCH, figures_of
from evaluation.reports.snapshot import (
    Snapshot,
    commentary_of,
    counted_on,
    frame_of,
    quotes_for,
    records_of,
    refuse_broken,
)
from evaluation.reports.source import sentences_of
from evaluation.selectors.coding.acceptance import rests_on
from evaluation.selectors.reports import contents as reads
from evaluation.selectors.reports.commentary import Subject, standing
from evaluation.selectors.reports.national import council_states, place_name

Runs = dict[ChallengeRound, FindingsRun]


def build_national_snapshot(
    start_year: int, audience: str, runs: Runs, today: date | None = None, left_out: Iterable[str] = ()
) -> Snapshot:
    """Everything the national report of a year says to `audience`: from the finished findings of its rounds.

    Raises RunRefused where no round has findings, their questions do not add up, a quote is not what its writer wrote
    or allowed, or commentary says what the figures no longer do."""
    audience, made_on = str(audience), today or timezone.localdate()
    if not runs:
        raise RunRefused("No round of this year has findings to report yet.")
    found = national_findings(runs, audience)
    records = national_records(list(runs), audience, made_on)
    written = standing(Subject(start_year=start_year))
    refuse_broken(written, figures_of(national_findings(runs, "published").everything, records))
    rounds = list(runs)
    newest = max(runs.values(), key=lambda run: (run.codebook.number, str(run.pk)))
    survey = _newest_survey(rounds)
    return {
        **frame_of(audience, made_on, left_out),
        "as_of": max(counted_on(run, made_on) for run in runs.values()).isoformat(),
        "findings": disclosed_to_json(found.everything),
        "sentences": sentences_of(found.everything, records),
        "side_by_side": _side_by_side(found),
        "quotes": [
            quote
            for round in rounds
            for quote in quotes_for(
                reads.quotes_of(round), found.everything, reads.responses_by_region(round)
            )
        ],
        "commentary": commentary_of(written, audience),
        **records,
        "survey": _survey_days(rounds),
        "instrument": reads.instrument_of(survey),
        "codebook": reads.cards_of(newest.codebook),
        "agreement": _agreement(runs),
        "rests_on": rests_on(rounds),
        "versions": {
            "questionnaire": survey.version.number,
            "codebook": newest.codebook.number,
            "engine": newest.engine,
            "answers": "; ".join(sorted(run.input_version for run in runs.values())),
        },
    }


def national_records(rounds: list[ChallengeRound], audience: str, today: date) -> Snapshot:
    """What the rounds' records say together, and by place."""
    each = {place_name(round): records_of(round, audience, today) for round in rounds}
    first = rounds[0]
    return {
        "sample": any(round.is_sample for round in rounds),
        "round": {
            "name": "England",
            "year": first.year,
            "regions": ["England"],
            "first_week": min(round.first_week for round in rounds).isoformat(),
            "last_week": max(round.last_week for round in rounds).isoformat(),
        },
        "delivery": _added([one["delivery"] for one in each.values()]),
        "data_packs": _added([one["data_packs"] for one in each.values()]),
        "change": _added([one["change"] for one in each.values()]),
        "places": [_place(name, one) for name, one in each.items()],
        "regions": sorted(
            [region.code, place_name(round)] for round in rounds for region in round.regions.all()
        ),
        "councils": council_states(rounds) if audience == "staff" else {},
    }


def national_findings(runs: Runs, audience: str) -> NationalFindings:
    """The rounds' findings together and by place. Raises RunRefused where their questions do not add up."""
    by_place: dict[str, RoundFindings] = {
        place_name(round): from_json(run.result or {}) for round, run in runs.items()
    }
    try:
        return disclose_nation(by_place, audience)
    except ValueError as error:
        raise RunRefused(str(error)) from error


def _place(name: str, records: Snapshot) -> dict[str, Any]:
    told, packs, moved = records["delivery"], records["data_packs"], records["change"]
    counts = {
        key: told[key] for key in ("planned", "held", "moved", "peers", "peers_from_outside", "days_given")
    }
    return {
        "name": name,
        **counts,
        "packs_on_time": packs["on_time"],
        "packs": packs["held"],
        "actions": moved["actions"],
        "measured": moved["measured"],
    }


def _added(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Numbers added up, and lists of [label, number, ...] label by label; a median of medians would be no median.

    Each round's own report lists its challenges and its councils' days: the nation's does not."""
    result: dict[str, Any] = {}
    for key, value in records[0].items():
        column = [record[key] for record in records]
        if key == "median_age_days":
            result[key] = None
        elif isinstance(value, int):
            result[key] = sum(column)
        elif isinstance(value, list):
            rows = [row for rows in column for row in rows]
            result[key] = [] if key in ("challenges", "ledger") else _added_rows(rows)
    return result


def _added_rows(rows: list[list[Any]]) -> list[list[Any]]:
    sums: dict[str, list[int]] = {}
    for label, *numbers in rows:
        before = sums.get(label, [0] * len(numbers))
        sums[label] = [a + b for a, b in zip(before, numbers, strict=True)]
    dated = rows and str(rows[0][0])[:4].isdigit()
    return [[label, *sums[label]] for label in (sorted(sums) if dated else sums)]


def _side_by_side(found: NationalFindings) -> dict[str, Any]:
    """Each split by place, in plain values; a hidden one holds its reason."""
    return {
        "places": list(found.places),
        "too_few": list(found.left_out),
        "rates": [_cell(cell) for _, cell in found.rates],
        "themes": {code: [_cell(cell) for _, cell in split] for code, split in found.themes},
        "scales": {key: [_cell(cell) for _, cell in split] for key, split in found.scales},
    }


def _cell(cell: GroupCount | Distribution | ResponseRate | Hidden) -> dict[str, Any]:
    if isinstance(cell, Hidden):
        return {"hidden": cell.reason}
    if isinstance(cell, GroupCount):
        return {"number": cell.people, "base": cell.base}
    if isinstance(cell, ResponseRate):
        return {"number": cell.answered, "base": cell.invited}
    return {"number": sum(n for value, n in cell.counts if value in MUCH), "base": cell.base}


def _newest_survey(rounds: list[ChallengeRound]) -> Survey:
    surveys = Survey.objects.filter(round__in=rounds).select_related("version")
    return surveys.order_by("-version__number", "pk")[0]


def _survey_days(rounds: list[ChallengeRound]) -> dict[str, str]:
    days = list(Survey.objects.filter(round__in=rounds).values_list("opens_on", "closes_on"))
    opens, closes = min(first for first, _ in days), max(last for _, last in days)
    return {"opens_on": opens.isoformat(), "closes_on": closes.isoformat()}


def _agreement(runs: Runs) -> dict[str, int]:
    return _added([reads.agreement_of(round, run.codebook) for round, run in runs.items()])
