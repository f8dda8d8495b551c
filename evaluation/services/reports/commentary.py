"""Writing beside the figures of a report."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from evaluation.access import can_make_reports
from evaluation.models import Commentary
from evaluation.reports.places import LONGEST, MOST_ROWS, Place
from evaluation.reports.sentences import Figures, drafts
from evaluation.selectors.reports.commentary import Subject, versions_of


def write_commentary(
    *, subject: Subject, place: Place, text: str, based_on: int, figures: Figures, actor: Actor
) -> Commentary:
    """Keep a new version of the words at a place. Sentences in it that the figures made are tied to them.

    `based_on` is the version that the writer saw (0: none). Raises NotAllowed for who does not make reports;
    DomainError where somebody else has written since, or the text is too long."""
    if not can_make_reports(actor) or actor.user is None:
        raise NotAllowed("Only the national board's staff and evaluators write in reports.")
    written = _tidied(text, place)
    newest = versions_of(subject, place.key).first()
    if newest and newest.number != based_on:
        raise DomainError(
            f"{newest.author} has written here since you opened the page. Their words stand below yours: "
            "join the two and save again."
        )
    if (newest.text if newest else "") == written:
        raise DomainError("Nothing has changed.", {"text": "Nothing has changed."})
    claims = _claims(written, place.key, figures, newest)
    try:
        with transaction.atomic():
            made = Commentary.objects.create(
                **subject.key,
                place=place.key,
                number=based_on + 1,
                text=written,
                claims=claims,
                author=actor.user,
            )
            record(actor, "wrote in a report", made, after={"place": place.key, "version": made.number})
    except IntegrityError as error:
        raise DomainError("Somebody else was saving the same place. Look at their words first.") from error
    return made


def _tidied(text: str, place: Place) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")]
    tidy = "\n".join(line.strip() for line in lines if line.strip()) if place.rows else "\n".join(lines)
    if len(tidy) > LONGEST:
        raise DomainError("This is too long.", {"text": f"Keep it to {LONGEST:,} characters."})
    if place.rows and len(tidy.split("\n")) > MOST_ROWS:
        raise DomainError("Too many rows.", {"text": f"Write {MOST_ROWS} rows at most."})
    return tidy


def _claims(text: str, place: str, figures: Figures, before: Commentary | None) -> list[dict[str, str]]:
    """The sentences in the text that figures made: those of now, and those of the version before that still stand."""
    offered = [{"key": each.key, "text": each.text} for each in drafts(place, figures)]
    kept = [claim for claim in (before.claims if before else []) if claim not in offered]
    return [claim for claim in (*offered, *kept) if claim["text"] in text]
