"""Random samples: drawing them, coding them blind, adjudicating where people differ, freezing what is then true."""

from __future__ import annotations

import random
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from challenges.models import ChallengeRound
from councils.actor import Actor, actor_for
from councils.audit.services import record
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.models import Membership, User
from councils.roles import MembershipRole
from evaluation.access import can_see_words
from evaluation.models import Answer, Coding, CodingSample, SampleItem
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.desk import blind_work
from evaluation.selectors.coding.effective import Said
from evaluation.selectors.coding.engines import engine_of
from evaluation.selectors.coding.samples import ItemState, item_states
from evaluation.services.coding.desk import coder_of, told, write_coding
from evaluation.services.coding.runs import open_answers
from evaluation.services.coding.standing import refresh_standing

MOST_SEED = 2**31 - 1


def possible_coders() -> QuerySet[User]:
    """The accounts that may code today."""
    roles = (MembershipRole.NATIONAL_STAFF, MembershipRole.EVALUATOR)
    held = Membership.objects.on(timezone.localdate()).filter(role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("name")


@transaction.atomic
def draw_sample(
    *, round: ChallengeRound, kind: str, size: int, seed: int, coders: Sequence[User], actor: Actor
) -> CodingSample:
    """Draw `size` of the round's current open answers by chance; the same seed draws the same from the same answers.

    A blind sample leaves out what one of its `coders` has coded already. Raises NotAllowed outside the desk;
    DomainError where there are not as many answers, or a blind sample has no coder who may code."""
    drawn_by = coder_of(actor)
    _refuse_coders(kind, coders)
    answers = open_answers(round)
    if kind == CodingSample.Kind.BLIND:
        answers = answers.exclude(pk__in=Coding.objects.filter(coder__in=coders).values("answer"))
    keys = sorted(answers.values_list("pk", flat=True))
    if not 1 <= size <= len(keys):
        raise DomainError(
            f"There are {len(keys)} answers to draw from.",
            {"size": f"Draw between 1 and {len(keys)} answers."},
        )
    sample = CodingSample.objects.create(
        round=round, codebook=newest_codebook(), kind=kind, seed=seed, size=size, population=len(keys),
        drawn_by=drawn_by,
    )  # fmt: skip
    sample.coders.set(coders)
    drawn = random.Random(seed).sample(keys, size)  # noqa: S311 - a draw that anybody can repeat
    SampleItem.objects.bulk_create(
        SampleItem(sample=sample, answer_id=key, place=place) for place, key in enumerate(drawn, start=1)
    )
    told = {"kind": str(kind), "size": size, "of": len(keys), "seed": seed, "coders": [c.pk for c in coders]}
    record(actor, "drew a sample of answers", sample, after=told)
    return sample


def _refuse_coders(kind: str, coders: Sequence[User]) -> None:
    blind = kind == CodingSample.Kind.BLIND
    if blind != bool(coders):
        text = "Choose who codes it blind." if blind else "An audit is coded at the desk, by anybody there."
        raise DomainError(text, {"coders": text})
    if not all(can_see_words(actor_for(coder)) for coder in coders):
        raise DomainError(
            "Only people of the coding desk can code.", {"coders": "Choose people of the desk."}
        )


@transaction.atomic
def code_blind(
    *, sample: CodingSample, answer: Answer, outcome: str, codes: Sequence[Said], actor: Actor
) -> Coding:
    """Write down what a second coder, who was shown nothing, makes of an answer. It never counts in findings.

    Raises NotAllowed where the actor is not a coder of the sample; DomainError where it is frozen, the answer is not
    in it or has been changed by its writer, or the coder has coded it already."""
    coder = _blind_coder(sample, actor)
    item = sample.items.filter(answer=answer, answer__superseded_by__isnull=True).first()
    if CodingSample.objects.select_for_update().get(pk=sample.pk).frozen_at or item is None:
        raise DomainError("This answer is no longer to be coded here.")
    try:
        with transaction.atomic():
            coding = write_coding(answer, sample.codebook, Coding.Purpose.BLIND, coder, outcome, codes)
    except IntegrityError as error:
        raise DomainError("You have coded this answer already.") from error
    record(actor, "coded an answer blind", coding, after=told(outcome, codes))
    return coding


def _blind_coder(sample: CodingSample, actor: Actor) -> User:
    coder = coder_of(actor)
    if not sample.coders.filter(pk=coder.pk).exists():
        raise NotAllowed("Only the coders of this sample code it.")
    return coder


def require_open_eyes(sample: CodingSample, actor: Actor) -> None:
    """Raises NotAllowed where the actor has still to code answers of this sample blind."""
    if blind_work(coder_of(actor)).filter(sample=sample).exists():
        raise NotAllowed("Finish coding blind first: this shows what others said.")


@transaction.atomic
def adjudicate(
    *, item: SampleItem, outcome: str, codes: Sequence[Said], actor: Actor, seen: int | None = None
) -> Coding:  # fmt: skip
    """Settle an answer that people coded differently; the decision counts in findings from now on.

    `seen` is the adjudication that was on the page, if any. Raises NotAllowed outside the desk and for who has still
    to code blind; DomainError where the sample is frozen, not everybody has coded the answer, or another has settled
    it since."""
    adjudicator = coder_of(actor)
    require_open_eyes(item.sample, actor)
    sample = CodingSample.objects.select_for_update().get(pk=item.sample_id)
    if sample.frozen_at:
        raise DomainError("This gold set is frozen.")
    state = next(each for each in item_states(sample) if each.item.pk == item.pk)
    if not state.complete:
        raise DomainError("Not everybody has coded this answer yet.")
    if state.adjudicated is not None and state.adjudicated.coding.pk != seen:
        raise ChangedMeanwhile(
            f"{state.adjudicated.coder} settled this answer after you opened it: {state.adjudicated.words}. "
            "What you chose is still here. Settle again to decide otherwise.",
            str(state.adjudicated.coding.pk),
        )
    codebook = newest_codebook()
    coding = write_coding(item.answer, codebook, Coding.Purpose.ADJUDICATION, adjudicator, outcome, codes)
    refresh_standing([item.answer_id], codebook, engine_of(item.sample.round_id, codebook))
    record(actor, "adjudicated an answer", coding, after=told(outcome, codes))
    return coding


@transaction.atomic
def freeze(*, sample: CodingSample, actor: Actor) -> None:
    """Make the sample a gold set for good: each answer with the coding that is settled.

    Raises NotAllowed outside the desk; DomainError where it is frozen, is an audit, or something is not settled."""
    coder = coder_of(actor)
    locked = CodingSample.objects.select_for_update().get(pk=sample.pk)
    if locked.frozen_at or locked.kind != CodingSample.Kind.BLIND:
        raise DomainError("Only a blind sample that is not frozen yet can be frozen.")
    states = item_states(locked)
    _refuse_unsettled(states)
    for state in states:
        assert state.settled is not None  # noqa: S101 - refused above
        SampleItem.objects.filter(pk=state.item.pk).update(gold=state.settled.coding)
    locked.frozen_at, locked.frozen_by = timezone.now(), coder
    locked.save(update_fields=["frozen_at", "frozen_by"])
    record(actor, "froze a gold set", locked, after={"answers": len(states)})


def _refuse_unsettled(states: list[ItemState]) -> None:
    unsettled = sum(state.settled is None for state in states)
    if unsettled or not states:
        raise DomainError(f"{unsettled} answers are not settled yet.")
