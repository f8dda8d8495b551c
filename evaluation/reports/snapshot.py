"""The frozen snapshot of a report: one JSON document for one audience, holding only what that audience may see.

Report page, PDF and tables read nothing else; the checksum on the last page is that of this document."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
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
from evaluation.models import Commentary, FindingsRun, Quote, Survey
from evaluation.models.responses import Consent
from evaluation.reports.sentences import Figures, broken, figures_of
from evaluation.reports.source import sentences_of
from evaluation.selectors.coding.acceptance import rests_on
from evaluation.selectors.reports import contents as reads
from evaluation.selectors.reports import delivery as done
from evaluation.selectors.reports.commentary import Subject, standing

SCHEMA = 3
Snapshot = dict[str, Any]


def build_snapshot(
    round: ChallengeRound,
    audience: str,
    run: FindingsRun,
    today: date | None = None,
    left_out: Iterable[str] = (),
) -> Snapshot:
    """Everything the report of `round` says to `audience`, from finished findings and the records of `today`.

    `left_out` names chapters that were not asked for. Raises RunRefused where there is no survey, where a quote is not
    what its writer wrote or allowed, or where commentary says what the figures no longer do."""
    audience, made_on = str(audience), today or timezone.localdate()
    survey = Survey.objects.filter(round=round).select_related("version").first()
    if survey is None or run.result is None:
        raise RunRefused("This round has no findings to report yet.")
    findings = disclose(from_json(run.result), audience)
    records = records_of(round, audience, made_on)
    written = standing(Subject(round))
    refuse_broken(written, figures_of(disclose(from_json(run.result), "published"), records))
    return {
        **frame_of(audience, made_on, left_out),
        "as_of": counted_on(run, made_on).isoformat(),
        "findings": disclosed_to_json(findings),
        "sentences": sentences_of(findings, records),
        "quotes": quotes_for(reads.quotes_of(round), findings, reads.responses_by_region(round)),
        "commentary": commentary_of(written, audience),
        **records,
        "survey": {"opens_on": survey.opens_on.isoformat(), "closes_on": survey.closes_on.isoformat()},
        "instrument": reads.instrument_of(survey),
        "codebook": reads.cards_of(run.codebook),
        "agreement": reads.agreement_of(round, run.codebook),
        "rests_on": rests_on([round]),
        "versions": {
            "questionnaire": survey.version.number,
            "codebook": run.codebook.number,
            "engine": run.engine,
            "answers": run.input_version,
        },
    }


def frame_of(audience: str, made_on: date, left_out: Iterable[str]) -> Snapshot:
    """What every snapshot says of itself."""
    return {
        "schema": SCHEMA,
        "audience": audience,
        "threshold": THRESHOLDS[audience],
        "national_body": settings.NATIONAL_BODY,
        "made_on": made_on.isoformat(),
        "left_out": sorted(left_out),
    }


def counted_on(run: FindingsRun, otherwise: date) -> date:
    """The day on which the answers were counted."""
    return timezone.localdate(run.finished_at) if run.finished_at else otherwise


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
        "delivery": for_audience(done.delivery_of(round), audience),
        "data_packs": done.data_packs_of(round),
        "change": done.change_of(round, today),
    }


def refuse_broken(written: dict[str, Commentary], figures: Figures) -> None:
    """Raises RunRefused where a sentence that figures made is not what they say now."""
    for version in written.values():
        for said, says in broken(version.claims, figures)[:1]:
            now = f"the figures now say: {says}" if says else "these figures may no longer be shown"
            raise RunRefused(f"Commentary “{version.place}” says: {said} But {now} Change it first."[:300])


def commentary_of(written: dict[str, Commentary], audience: str) -> dict[str, dict[str, Any]]:
    """The words at each place and their version; for staff, who wrote them and when."""
    return {place: _words(version, audience) for place, version in sorted(written.items())}


def _words(version: Commentary, audience: str) -> dict[str, Any]:
    words = {"text": version.text, "number": version.number}
    if audience != "staff":
        return words
    return {**words, "by": str(version.author), "on": timezone.localdate(version.at).isoformat()}


def checksum(snapshot: Snapshot) -> str:
    """The SHA-256 of the document in its one canonical form."""
    canonical = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def for_audience(delivery: dict[str, Any], audience: str) -> dict[str, Any]:
    """A published report lists no council whose visit fell away, no ledger of councils, and gives no reasons."""
    if audience == "staff":
        return delivery
    return {**delivery, "reasons": [], "challenges": [], "ledger": []}


def quotes_for(
    quotes: Iterable[Quote], findings: DisclosedFindings, regions: dict[int, int]
) -> list[dict[str, str]]:
    """The quotes as they may be printed. Raises RunRefused for one that its answer or its writer does not bear out."""
    return [_quote(quote, findings, regions) for quote in quotes]


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
