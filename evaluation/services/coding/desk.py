"""Work at the coding desk: taking the next answer, deciding, taking a decision back. People's decisions are only added.

An answer is on one coder's screen at a time (a lease that runs out); a decision is refused where somebody else has
decided since the page was opened, so that nobody overrules a colleague unseen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.models import User
from evaluation.access import can_see_words
from evaluation.models import Answer, CodeAssignment, CodebookVersion, Coding, Lease, Theme
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import coded_blind_by
from evaluation.selectors.coding.effective import Said
from evaluation.selectors.coding.engines import engine_of
from evaluation.selectors.coding.queue import Queue, free, human_codings, queued
from evaluation.services.coding.standing import refresh_standing

HELD = timedelta(minutes=10)
TRIES = 10


def coder_of(actor: Actor) -> User:
    """The account that codes. Raises NotAllowed outside the coding desk."""
    if not can_see_words(actor) or actor.user is None:
        raise NotAllowed("Only the coding desk codes answers.")
    return actor.user


def take_next(
    round: ChallengeRound, queue: Queue, actor: Actor, *, without: Collection[UUID] = ()
) -> Answer | None:
    """The next answer of the queue, now on this coder's screen and on nobody else's; None where there is none left.

    What the coder has on the screen comes first, if it is in the queue. `without` leaves out what was skipped."""
    coder = coder_of(actor)
    waiting = queued(round, queue, coder).exclude(pk__in=without)
    held = (
        Lease.objects.filter(coder=coder, until__gt=timezone.now()).values_list("answer", flat=True).first()
    )
    if held and waiting.filter(pk=held).exists() and take(held, actor):
        return _shown(held)
    for _ in range(TRIES):
        candidate = free(waiting, coder, timezone.now()).values_list("pk", flat=True).first()
        if candidate is None:
            return None
        if take(candidate, actor):
            return _shown(candidate)
    return None


def _shown(key: UUID) -> Answer:
    related = ("question", "response__council", "response__region", "standing__coding")
    return Answer.objects.select_related(*related).get(pk=key)


def take(answer: UUID, actor: Actor) -> bool:
    """Put the answer on this coder's screen, in place of what was there. False where somebody else has it."""
    coder, now = coder_of(actor), timezone.now()
    values = {"coder": coder, "until": now + HELD}
    if Lease.objects.filter(answer=answer, coder=coder).update(until=values["until"]):
        return True
    try:
        with transaction.atomic():
            Lease.objects.filter(coder=coder).delete()
            if Lease.objects.filter(answer=answer, until__lte=now).update(**values):
                return True
            Lease.objects.create(answer_id=answer, **values)
    except IntegrityError:
        return False
    return True


def put_back(actor: Actor) -> None:
    """Take away what the coder has on the screen, for others to take."""
    Lease.objects.filter(coder=coder_of(actor)).delete()


@transaction.atomic
def decide(*, answer: Answer, outcome: str, codes: Sequence[Said], seen: int | None, actor: Actor) -> Coding:
    """Write down a coder's decision on an answer; it counts from now on. Returns its coding.

    `codes` are the themes of a coded answer; `seen` is the human coding that the coder saw on the page, if any.
    Raises NotAllowed outside the desk; DomainError where the decision is none, where the writer has changed the
    answer, or where somebody else has it on the screen or has decided since."""
    coder = coder_of(actor)
    codebook = newest_codebook()
    _refuse_if_not_ours(answer, coder, seen)
    coding = write_coding(answer, codebook, Coding.Purpose.DESK, coder, outcome, codes)
    Lease.objects.filter(answer=answer).delete()
    refresh_standing([answer.pk], codebook, engine_of(answer.response.survey.round_id, codebook))
    record(actor, "coded an answer", coding, after=told(outcome, codes))
    return coding


def _refuse_if_not_ours(answer: Answer, coder: User, seen: int | None) -> None:
    current = Answer.objects.select_for_update().only("superseded_by").get(pk=answer.pk)
    if current.superseded_by_id is not None:
        raise DomainError("The writer has changed this answer since. Code the new one.")
    if coded_blind_by(coder).filter(answer=answer).exists():
        raise DomainError("You code this answer blind, so somebody else decides on it at the desk.")
    lease = Lease.objects.filter(answer=answer, until__gt=timezone.now()).exclude(coder=coder).first()
    if lease is not None:
        raise DomainError(
            f"{lease.coder} has this answer on the screen now. Take another, or come back later."
        )
    latest = human_codings(answer.pk).select_related("coder").first()
    if latest is not None and latest.pk != seen:
        who = "You" if latest.coder_id == coder.pk else latest.coder
        raise ChangedMeanwhile(
            f"{who} decided on this answer after you opened it: {words_of(latest)}. "
            "Save again to decide otherwise.",
            str(latest.pk),
        )


def words_of(coding: Coding) -> str:
    """A coding in a few words, e.g. "B3, R1 denied"."""
    codes = coding.assignments.select_related("theme").order_by("theme__code", "denied")
    said = ", ".join(str(code) for code in codes)
    return said or str(coding.get_outcome_display()).lower()


def write_coding(
    answer: Answer, codebook: CodebookVersion, purpose: str, coder: User, outcome: str, codes: Sequence[Said]
) -> Coding:
    """The rows of one person's coding. Raises DomainError where the outcome and the themes do not fit each other."""
    themes = _themes(codebook, outcome, codes)
    coding = Coding.objects.create(
        answer=answer, codebook=codebook, purpose=purpose, coder=coder, outcome=outcome
    )
    CodeAssignment.objects.bulk_create(
        CodeAssignment(
            coding=coding, theme=themes[said.theme], denied=said.denied, start=said.start, end=said.end
        )
        for said in codes
    )
    return coding


def _themes(codebook: CodebookVersion, outcome: str, codes: Sequence[Said]) -> dict[str, Theme]:
    if (outcome == Coding.Outcome.CODED) != bool(codes):
        raise DomainError("Choose at least one theme, or say that none of these fits.")
    known = {card.theme.code: card.theme for card in codebook.cards.select_related("theme")} if codes else {}
    if any(said.theme not in known for said in codes):
        raise DomainError("The codebook has changed since. Choose from its themes as they are now.")
    return known


def told(outcome: str, codes: Sequence[Said]) -> dict[str, object]:
    """A decision as the audit log keeps it: never the words of an answer."""
    return {
        "outcome": str(outcome),
        "themes": [f"{said.theme}{' denied' if said.denied else ''}" for said in codes],
    }


@transaction.atomic
def undo_last(round: ChallengeRound, actor: Actor) -> Coding:
    """Take back the coder's last decision in this round that still counts; what was before counts again.

    What was given to answers alike in one action is taken back in one. The codings stay as a record that they were
    taken back. Raises DomainError where there is none, where somebody has decided on that answer since, or where a
    gold set holds it."""
    coder = coder_of(actor)
    mine = Coding.objects.filter(
        coder=coder, purpose=Coding.Purpose.DESK, withdrawn_at__isnull=True, answer__response__survey__round=round
    )  # fmt: skip
    coding = mine.select_related("answer").order_by("-pk").first()
    if coding is None:
        raise DomainError("There is no decision of yours to take back.")
    Answer.objects.select_for_update().get(pk=coding.answer_id)
    _refuse_if_settled(coding)
    _take_back(_together(coding, mine), round, actor)
    if coding.alike_to_id is None:
        take(coding.answer_id, actor)
    return coding


def _together(coding: Coding, mine: QuerySet[Coding]) -> list[Coding]:
    # Read again behind the lock, so that of two clicks one takes back one decision.
    same = {"pk": coding.pk} if coding.alike_to_id is None else {"alike_to": coding.alike_to_id}
    return list(mine.filter(**same, gold_of__isnull=True).order_by("pk"))


def _take_back(codings: Sequence[Coding], round: ChallengeRound, actor: Actor) -> None:
    Coding.objects.filter(pk__in=[each.pk for each in codings]).update(withdrawn_at=timezone.now())
    codebook = newest_codebook()
    refresh_standing([each.answer_id for each in codings], codebook, engine_of(round.pk, codebook))
    for each in codings:
        record(actor, "took a coding back", each, before={"outcome": each.outcome})


def _refuse_if_settled(coding: Coding) -> None:
    latest = human_codings(coding.answer_id).first()
    if latest is not None and latest.pk != coding.pk:
        raise DomainError("Somebody has decided on that answer since, so your decision no longer counts.")
    if coding.gold_of.exists():
        raise DomainError("A frozen gold set holds that decision, so it cannot be taken back.")
