"""A round's list of topics, and how much in need of help a manager thinks each host is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import Count

from challenges.access import require_manager
from challenges.models import ChallengeRound, Participation, Topic
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError
from councils.imports.cells import tidy

MOST_TOPICS = 30
LONGEST = 60
NEEDS = range(1, 6)


@transaction.atomic
def set_topics(*, round: ChallengeRound, names: Mapping[int, str], new: Iterable[str], actor: Actor) -> None:
    """Rename topics (`names` by key; an empty one goes) and add `new` ones at the end.

    Raises DomainError, by field (`topic_<key>`, `new`), where one is in use and would go, stands twice or is too
    long; NotAllowed for others."""
    require_manager(actor, round)
    there = {topic.pk: topic for topic in round.topics.all()}
    wanted = {pk: tidy(names.get(pk, topic.name)) for pk, topic in there.items()}
    added = [name for name in map(tidy, new) if name]
    _check(there, wanted, added)
    before = [topic.name for topic in there.values()]
    for pk in [pk for pk, name in wanted.items() if not name]:
        there[pk].delete()
    try:
        with transaction.atomic():
            _write(round, there, wanted, added)
    except IntegrityError as error:
        text = "Two topics have changed names with each other. Do it in two steps."
        raise DomainError(text) from error
    after = list(round.topics.values_list("name", flat=True))
    if before != after:
        record(
            actor,
            "changed the topics",
            round,
            before={"topics": before},
            after={"topics": after},
            region=round.regions.first(),
        )


@transaction.atomic
def set_needs(*, round: ChallengeRound, needs: Mapping[Participation, int | None], actor: Actor) -> int:
    """Write down how much in need of help councils are, 1 (least) to 5 (most), None where it is not known; how many
    have changed. Councils never see it (product.md).

    Raises DomainError, by field (`need_<key>`), for another number or a council of another round, else NotAllowed."""
    require_manager(actor, round)
    faults = {
        f"need_{each.pk}": f"The need of {each.council} is a number from 1 to 5."
        for each, need in needs.items()
        if need is not None and need not in NEEDS
    }
    if faults:
        raise DomainError(next(iter(faults.values())), faults)
    changed = [(each, need) for each, need in needs.items() if each.need != need]
    for each, need in changed:
        was, now = changes({"need": each.need}, {"need": need})
        each.need = need
        each.save(update_fields=["need"])
        record(actor, "set the need", each, before=was, after=now, region=each.council.region)
    return len(changed)


def _check(there: Mapping[int, Topic], wanted: Mapping[int, str], added: list[str]) -> None:
    faults: dict[str, str] = {}
    in_use = _in_use(there)
    for pk, name in wanted.items():
        if not name and pk in in_use:
            faults[f"topic_{pk}"] = (
                f"{there[pk]} is chosen by {in_use[pk]} and cannot be removed. Rename it instead."
            )
    seen: set[str] = set()
    for field, name in [
        *((f"topic_{pk}", name) for pk, name in wanted.items()),
        *(("new", n) for n in added),
    ]:
        if len(name) > LONGEST:
            faults.setdefault(field, f"“{name[:20]}…” has more than {LONGEST} characters.")
        if name and name.lower() in seen:
            faults.setdefault(field, f"{name} is in the list twice.")
        seen.add(name.lower())
    if len([name for name in wanted.values() if name]) + len(added) > MOST_TOPICS:
        faults.setdefault("new", f"A round has at most {MOST_TOPICS} topics: people read them all.")
    if faults:
        raise DomainError(next(iter(faults.values())), faults)


def _in_use(there: Mapping[int, Topic]) -> dict[int, str]:
    """By topic, how many councils ask for it and peers offer it, in words; none that nobody has chosen."""
    asked = Topic.objects.filter(pk__in=there).annotate(n=Count("asked_by")).values_list("pk", "n")
    offered = dict(Topic.objects.filter(pk__in=there).annotate(n=Count("offered_by")).values_list("pk", "n"))
    return {
        pk: f"{_counted(n, 'council')} and {_counted(offered[pk], 'peer')}"
        for pk, n in asked
        if n or offered[pk]
    }


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _write(
    round: ChallengeRound, there: Mapping[int, Topic], wanted: Mapping[int, str], added: list[str]
) -> None:
    for pk, name in wanted.items():
        if name and name != there[pk].name:
            there[pk].name = name
            there[pk].save(update_fields=["name"])
    last = max((topic.position for topic in there.values()), default=0)
    Topic.objects.bulk_create(
        Topic(round=round, position=last + n, name=name) for n, name in enumerate(added, start=1)
    )
