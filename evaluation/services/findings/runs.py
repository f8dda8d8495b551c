"""Turning a round's answers into findings: requested on submission, on demand and by the sweep; done in the worker."""

from __future__ import annotations

import hashlib
import json

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.runs.models import RunState
from councils.runs.services import finish, keep_alive, publish
from evaluation.access import can_see_words
from evaluation.findings.documents import to_json
from evaluation.findings.tally import tally
from evaluation.models import (
    Answer,
    Coding,
    FindingsRun,
    Invitation,
    ResponseRevision,
    Survey,
)
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.effective import PEOPLE
from evaluation.selectors.coding.engines import engine_of, usual_engine
from evaluation.selectors.coding.outside import outside_engine, outside_of
from evaluation.selectors.findings.runs import done_runs, inputs_of, shown_run
from evaluation.services.coding.runs import code_answers_of

KEPT = 5


def input_version(round: ChallengeRound) -> str:
    """A digest of everything that findings depend on: it changes whenever they could. Four small queries.

    Revisions are only ever added; people's codings and invitations are added or taken back."""
    revisions = ResponseRevision.objects.filter(response__survey__round=round).aggregate(n=Count("pk"))
    answers = Answer.objects.filter(response__survey__round=round, superseded_by__isnull=True).aggregate(
        n=Count("pk")
    )
    asked = Invitation.objects.filter(survey__round=round).aggregate(
        n=Count("pk"), withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False))
    )
    coded = Coding.objects.filter(answer__response__survey__round=round, purpose__in=PEOPLE).aggregate(
        n=Count("pk"), last=Max("pk"), withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False))
    )
    parts = [str(round.pk), revisions, answers, asked, coded, _engine_named(round), newest_codebook().number]
    previous = shown_run(round.previous_id, "staff") if round.previous_id else None
    parts.append(previous.input_version if previous else "")
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _engine_named(round: ChallengeRound) -> str:
    # What a round learns follows from its decisions, which are counted beside it.
    outside = outside_of(round.pk)
    return outside_engine(outside) if outside else usual_engine()


def request_findings(round: ChallengeRound, actor: Actor | None = None) -> FindingsRun:
    """The run for the round's answers as they are now, queued unless it is there already; a failed one starts again."""
    with transaction.atomic():
        run, new = _run_of(round)
        if run.state == RunState.FAILED:
            FindingsRun.objects.filter(pk=run.pk).update(state=RunState.QUEUED, attempt=0, error="")
            run.refresh_from_db()
            new = True
        if new:
            publish("evaluation.make_findings", str(run.pk))
        if actor is not None:
            record(actor, "asked for findings", run, after={"input": run.input_version[:12]})
    return run


def may_stop(actor: Actor, round: ChallengeRound) -> bool:
    """Whether the actor may stop the counting of a round: who may ask for it, and the coding desk."""
    return can_see_words(actor) or ChallengeRound.objects.managed_by(actor).filter(pk=round.pk).exists()


@transaction.atomic
def stop_findings(run: FindingsRun, actor: Actor) -> None:
    """Stop a run that is waiting or at work; what has been coded stays, and it can be started again.

    One conditional UPDATE: the worker sees at its next sign of life that the run is no longer its own. Raises
    NotAllowed; DomainError where the run is over."""
    if not may_stop(actor, run.round):
        raise NotAllowed("Only the round's managers and the coding desk stop the counting.")
    stopped = FindingsRun.objects.filter(pk=run.pk, state__in=(RunState.QUEUED, RunState.RUNNING)).update(
        state=RunState.FAILED, error=f"{actor.user} stopped it. What was read so far is kept; count again to go on.",
        step="", finished_at=timezone.now(), lease_until=None,
    )  # fmt: skip
    if not stopped:
        raise DomainError("The counting is over already.")
    record(actor, "stopped the counting", run)


def _run_of(round: ChallengeRound) -> tuple[FindingsRun, bool]:
    version = input_version(round)
    values = {"codebook": newest_codebook(), "engine": usual_engine()}
    try:
        with transaction.atomic():
            return FindingsRun.objects.get_or_create(round=round, input_version=version, defaults=values)
    except IntegrityError:
        return FindingsRun.objects.get(round=round, input_version=version), False


def refresh_stale_rounds() -> int:
    """Request findings of every round whose answers have moved on; how many."""
    answering = ResponseRevision.objects.values("response__survey__round")
    rounds = ChallengeRound.objects.filter(pk__in=answering).select_related("previous")
    stale = [round for round in rounds if _is_stale(round)]
    for round in stale:
        request_findings(round)
    return len(stale)


def _is_stale(round: ChallengeRound) -> bool:
    return not FindingsRun.objects.filter(round=round, input_version=input_version(round)).exists()


def do_findings(run: FindingsRun) -> None:
    """Code what is uncoded, tally, and store the result if this attempt still counts."""

    def tell(done: int, whole: int) -> bool:
        step = f"Reading answers: {done} of {whole}" if whole else "Learning from decisions"
        return keep_alive(run, progress=90 * done // max(whole, 1), step=step)

    if not code_answers_of(run.round, run.codebook, tell):
        return
    if not keep_alive(run, progress=92, step="Counting"):
        return
    # A run queued before an upgrade is coded, and so must be counted, by the engine that runs now.
    engine = engine_of(run.round_id, run.codebook)
    result = to_json(tally(inputs_of(run.round, run.codebook, engine)))
    with transaction.atomic():
        if finish(run, result=result, engine=engine):
            _forget_old(run)


def _forget_old(run: FindingsRun) -> None:
    """Keep the run that staff see, the newest ones since and those that a report prints.

    None other before it, as `shown_run` starts at the oldest."""
    shown = shown_run(run.round_id, "staff")
    done = list(done_runs(run.round_id).values_list("pk", flat=True))
    place = done.index(shown.pk) if shown else len(done)
    kept = {*done[: min(KEPT, place)], *done[place : place + 1]}
    unprinted = FindingsRun.objects.filter(reports__isnull=True, national_reports__isnull=True)
    unprinted.filter(pk__in=set(done) - kept).delete()


def survey_of(round: ChallengeRound) -> Survey | None:
    """The round's survey, if it has been opened."""
    return Survey.objects.filter(round=round).select_related("version").first()
