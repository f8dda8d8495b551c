"""Days that a manager blocks: school holidays, elections, inspection windows; for a round, a region or a council."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from challenges.access import require_manager
from challenges.models import BlockedPeriod, BlockKind, ChallengeRound, Participation
from challenges.planning.proposal import Period
from challenges.services.sign_up.days import fault_of
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError
from councils.models import Region


@dataclass(frozen=True)
class Where:
    """What a block is for: one region of the round, one council in it, or (neither) the whole round."""

    region: Region | None = None
    participation: Participation | None = None


@dataclass(frozen=True)
class Block:
    """Days of a kind; the period's reason is the block's name. `peers_too`: the people there cannot go either."""

    kind: str
    period: Period
    where: Where = Where()
    peers_too: bool = False


@transaction.atomic
def add_blocks(*, round: ChallengeRound, blocks: Sequence[Block], actor: Actor) -> list[BlockedPeriod]:
    """Block days, several at once; all of them or none. What is blocked already in the same words stays once.

    Raises DomainError where one cannot be, NotAllowed for others."""
    require_manager(actor, round)
    for block in blocks:
        _check(round, block)
    made = []
    for block in blocks:
        fields = _fields(round, block)
        if BlockedPeriod.objects.filter(**fields).exists():
            continue
        period = BlockedPeriod.objects.create(**fields)
        record(actor, "blocked days", period, after=_words(period), region=_region(round, period))
        made.append(period)
    return made


@transaction.atomic
def change_block(
    *, period: BlockedPeriod, round: ChallengeRound, block: Block, actor: Actor
) -> BlockedPeriod:
    """Change blocked days. Raises DomainError where they cannot be, NotAllowed for others."""
    require_manager(actor, round)
    _check(round, block)
    before = _words(period)
    for name, value in _fields(round, block).items():
        setattr(period, name, value)
    period.save()
    was, now = changes(before, _words(period))
    record(actor, "changed blocked days", period, before=was, after=now, region=_region(round, period))
    return period


@transaction.atomic
def remove_block(*, period: BlockedPeriod, round: ChallengeRound, actor: Actor) -> None:
    """Let blocked days go. Raises NotAllowed for others."""
    require_manager(actor, round)
    record(actor, "freed blocked days", period, before=_words(period), region=_region(round, period))
    period.delete()


def _check(round: ChallengeRound, block: Block) -> None:
    where = block.where
    if block.kind not in BlockKind.values:
        raise DomainError("Choose what is on these days.", {"kind": "Choose what is on these days."})
    if where.participation is not None and where.participation.round_id != round.pk:
        text = f"{where.participation.council} is not in this round."
        raise DomainError(text, {"where": text})
    if where.region is not None and not round.regions.filter(pk=where.region.pk).exists():
        text = f"{where.region} is not in this round."
        raise DomainError(text, {"where": text})
    if fault := fault_of(round, block.period, whole=False):
        raise DomainError(fault, {"days": fault})


def _fields(round: ChallengeRound, block: Block) -> dict[str, Any]:
    of_council = block.where.participation is not None
    return {
        "round": None if of_council else round,
        "region": block.where.region,
        "participation": block.where.participation,
        "kind": block.kind,
        "first_day": block.period.first_day,
        "last_day": block.period.last_day,
        "reason": block.period.reason,
        "peers_too": block.peers_too and (of_council or block.where.region is not None),
    }


def _words(period: BlockedPeriod) -> dict[str, Any]:
    where = period.participation.council if period.participation else period.region or "the whole round"
    return {
        "kind": period.kind,
        "name": period.reason,
        "days": str(period),
        "for": str(where),
        "peers too": period.peers_too,
    }


def _region(round: ChallengeRound, period: BlockedPeriod) -> Region | None:
    if period.participation is not None:
        return period.participation.council.region
    return period.region or round.regions.first()
