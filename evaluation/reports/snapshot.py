"""The frozen snapshot of a report: one JSON document for one audience, holding only what that audience may see.

Report page and PDF read nothing else; the checksum on the last page is that of this document."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.roles import RoleGroup
from councils.runs.services import RunRefused
from evaluation.findings.disclosed import DisclosedFindings
from evaluation.findings.disclosure import THRESHOLDS, disclose
from evaluation.findings.documents import disclosed_to_json, from_json
from evaluation.findings.tables import ResponseRate
from evaluation.findings.words import group_name
from evaluation.models import FindingsRun, Quote, Survey
from evaluation.models.responses import Consent
from evaluation.selectors import reports as reads

SCHEMA = 2
Snapshot = dict[str, Any]


def build_snapshot(
    round: ChallengeRound, audience: str, run: FindingsRun, today: date | None = None
) -> Snapshot:
    """Everything the report of `round` says to `audience`, from finished findings and the records of `today`.

    Raises RunRefused where there is no survey, or where a quote is not what its writer wrote or allowed."""
    audience, made_on = str(audience), today or timezone.localdate()
    survey = Survey.objects.filter(round=round).select_related("version").first()
    if survey is None or run.result is None:
        raise RunRefused("This round has no findings to report yet.")
    findings = disclose(from_json(run.result), audience)
    regions = reads.responses_by_region(round)
    counted_on = timezone.localdate(run.finished_at) if run.finished_at else made_on
    return {
        "schema": SCHEMA,
        "audience": audience,
        "threshold": THRESHOLDS[audience],
        "national_body": settings.NATIONAL_BODY,
        "as_of": counted_on.isoformat(),
        "made_on": made_on.isoformat(),
        "findings": disclosed_to_json(findings),
        "quotes": [_quote(quote, findings, regions) for quote in reads.quotes_of(round)],
        **records_of(round, audience, made_on),
        "survey": {"opens_on": survey.opens_on.isoformat(), "closes_on": survey.closes_on.isoformat()},
        "instrument": reads.instrument_of(survey),
        "codebook": reads.cards_of(run.codebook),
        "versions": {
            "questionnaire": survey.version.number,
            "codebook": run.codebook.number,
            "engine": run.engine,
            "answers": run.input_version,
        },
    }


def records_of(round: ChallengeRound, audience: str, today: date) -> Snapshot:
    """What the snapshot says of the round beside its findings, as the records stand `today`."""
    return {
        "sample": round.is_sample,
        "round": {
            "name": round.name,
            "year": round.year,
            "regions": sorted(region.name for region in round.regions.all()),
            "first_week": round.first_week.isoformat(),
            "last_week": round.last_week.isoformat(),
        },
        "delivery": _for_audience(reads.delivery_of(round), audience),
        "data_packs": reads.data_packs_of(round),
        "change": reads.change_of(round, today),
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


def _quote(quote: Quote, findings: DisclosedFindings, regions: dict[int, int]) -> dict[str, str]:
    answer = quote.answer
    if quote.end > len(answer.text) or not quote.text.strip():
        raise RunRefused("A quote is no longer part of its answer. Choose it again before making the report.")
    if quote.approved_by_id is None:
        raise RunRefused("A quote is used that nobody has approved. Approve or remove it first.")
    if answer.response.consent == Consent.CONTACT_ME:
        raise RunRefused("A quote is used whose writer wants to be asked first. Remove it until they agree.")
    if answer.response.consent not in reads.QUOTABLE:
        raise RunRefused("A quote is used whose writer does not want to be quoted. Remove it first.")
    return {"theme": quote.theme.code, "text": quote.text, "by": _attribution(quote, findings, regions)}


def _attribution(quote: Quote, findings: DisclosedFindings, regions: dict[int, int]) -> str:
    """As its writer allows, and never a group or region that is too small to be shown."""
    response = quote.answer.response
    if response.consent == Consent.REGION_ONLY and regions[response.region_id] >= findings.threshold:
        return f"Respondent, {response.region.name}"
    if response.consent == Consent.ROLE_ONLY:
        return _role(response.role_group, findings)
    return "Respondent"


def _role(group: str, findings: DisclosedFindings) -> str:
    shown = (
        RoleGroup.CHILDRENS_SERVICES if findings.programme_joined and group == RoleGroup.PROGRAMME else group
    )
    rate = dict(findings.rates).get(shown)
    if not isinstance(rate, ResponseRate) or rate.answered < findings.threshold:
        return "Respondent"
    return group_name(shown, findings.programme_joined)
