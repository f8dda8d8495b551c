"""The frozen snapshot of a report: one JSON document for one audience, holding only what that audience may see.

Report page and PDF read nothing else; the checksum on the last page is that of this document."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.runs.services import RunRefused
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.disclosure import THRESHOLDS, disclose
from evaluation.findings.documents import disclosed_to_json, from_json
from evaluation.models import FindingsRun, Quote, Survey
from evaluation.models.responses import Consent
from evaluation.selectors import reports as reads

SCHEMA = 1
Snapshot = dict[str, Any]


def build_snapshot(round: ChallengeRound, audience: str, run: FindingsRun) -> Snapshot:
    """Everything the report of `round` says to `audience`, from finished findings.

    Raises RunRefused where there is no survey, or where a quote is not what its writer wrote or allowed."""
    audience = str(audience)
    survey = Survey.objects.filter(round=round).select_related("version").first()
    if survey is None or run.result is None:
        raise RunRefused("This round has no findings to report yet.")
    findings = disclose(from_json(run.result), audience)
    as_of = timezone.localdate(run.finished_at) if run.finished_at else timezone.localdate()
    return {
        "schema": SCHEMA,
        "audience": audience,
        "threshold": THRESHOLDS[audience],
        "national_body": settings.NATIONAL_BODY,
        "sample": round.is_sample,
        "as_of": as_of.isoformat(),
        "round": {
            "name": round.name,
            "year": round.year,
            "regions": sorted(region.name for region in round.regions.all()),
            "first_week": round.first_week.isoformat(),
            "last_week": round.last_week.isoformat(),
        },
        "survey": {"opens_on": survey.opens_on.isoformat(), "closes_on": survey.closes_on.isoformat()},
        "findings": disclosed_to_json(findings),
        "delivery": _for_audience(reads.delivery_of(round), audience),
        "data_packs": reads.data_packs_of(round),
        "change": reads.change_of(round, as_of),
        "quotes": [_quote(quote, findings) for quote in reads.quotes_of(round)],
        "instrument": reads.instrument_of(survey),
        "codebook": reads.cards_of(run.codebook),
        "versions": {
            "questionnaire": survey.version.number,
            "codebook": run.codebook.number,
            "engine": run.engine,
            "answers": run.input_version,
        },
    }


def checksum(snapshot: Snapshot) -> str:
    """The SHA-256 of the document in its one canonical form."""
    canonical = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _for_audience(delivery: dict[str, Any], audience: str) -> dict[str, Any]:
    """A published report lists no council whose visit fell away and gives no reasons."""
    if audience == "staff":
        return delivery
    return {**delivery, "reasons": [], "challenges": []}


def _quote(quote: Quote, findings: DisclosedFindings) -> dict[str, str]:
    answer = quote.answer
    if quote.end > len(answer.text) or not quote.text.strip():
        raise RunRefused("A quote is no longer part of its answer. Choose it again before making the report.")
    if answer.response.consent not in reads.QUOTABLE:
        raise RunRefused("A quote is used whose writer does not want to be quoted. Remove it first.")
    return {"theme": quote.theme.code, "text": quote.text, "by": _attribution(quote, findings)}


def _attribution(quote: Quote, findings: DisclosedFindings) -> str:
    """As its writer allows, and never a group that the report itself hides."""
    response = quote.answer.response
    if response.consent == Consent.REGION_ONLY:
        return f"Respondent, {response.region.name}"
    if response.consent == Consent.ROLE_ONLY and response.role_group in findings.groups:
        return response.get_role_group_display()
    return "Respondent"
