"""Editing the codebook: one draft at a time, every edit undone by a click, nothing counted by it until published.

Themes keep their codes for ever. A theme that is merged, split or retired leaves a move behind, so that what people
decided under an older version still counts as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import ChangedMeanwhile, DomainError, NotAllowed
from councils.models import User
from evaluation.access import can_keep_codebook
from evaluation.models import CodebookVersion, DraftStep, Theme, ThemeCard, ThemeMove, ThemeProposal
from evaluation.models.codebook import Heading
from evaluation.selectors.coding.codebook import newest_codebook
from evaluation.selectors.coding.drafts import FIELDS, edition_of_card, edition_of_draft
from evaluation.services.coding.runs import fault_in_seeds
from evaluation.services.findings.runs import refresh_stale_rounds

LETTERS = {Heading.BENEFIT: "B", Heading.DEVELOPMENT: "D", Heading.BARRIER: "R"}
GONE = "There is no draft any more: it was published or thrown away."


def keeper_of(actor: Actor) -> User:
    """The account that keeps the codebook. Raises NotAllowed for everybody else."""
    if not can_keep_codebook(actor) or actor.user is None:
        raise NotAllowed("Only national staff change the codebook.")
    return actor.user


def draft_codebook() -> CodebookVersion | None:
    """The draft, if there is one."""
    return CodebookVersion.objects.filter(draft=True).first()


@transaction.atomic
def begin_draft(actor: Actor) -> CodebookVersion:
    """A draft with the cards of the published version; the one there is, if there is one. Raises NotAllowed."""
    keeper_of(actor)
    newest = CodebookVersion.objects.select_for_update().get(pk=newest_codebook().pk)
    draft = draft_codebook()
    if draft is not None:
        return draft
    draft = CodebookVersion.objects.create(number=newest.number + 1, draft=True)
    for card in newest.cards.all():
        card.pk, card.codebook = None, draft
        card.save(force_insert=True)
    record(actor, "began a codebook draft", draft)
    return draft


@contextmanager
def _edit(actor: Actor, said: str) -> Iterator[CodebookVersion]:
    """One edit of the draft, kept so that it can be undone. Raises NotAllowed; DomainError where there is no draft."""
    keeper = keeper_of(actor)
    with transaction.atomic():
        draft = CodebookVersion.objects.select_for_update().filter(draft=True).first()
        if draft is None:
            raise DomainError(
                f"{GONE} What you typed is still here: begin a draft in another window, then save again."
            )
        before = _snapshot(draft)
        yield draft
        DraftStep.objects.create(codebook=draft, said=said[:200], by=keeper, before=before)
        record(actor, "changed the codebook draft", draft, after={"said": said})


def _snapshot(draft: CodebookVersion) -> dict[str, Any]:
    moves = draft.moves.values_list("theme", "into", "kind")
    return {
        "cards": list(draft.cards.values("theme", *FIELDS)),
        "moves": [list(move) for move in moves],
    }


def _restore(draft: CodebookVersion, kept: dict[str, Any]) -> None:
    draft.cards.all().delete()
    draft.moves.all().delete()
    ThemeCard.objects.bulk_create(
        ThemeCard(codebook=draft, theme_id=card["theme"], **{name: card[name] for name in FIELDS})
        for card in kept["cards"]
    )
    ThemeMove.objects.bulk_create(
        ThemeMove(codebook=draft, theme_id=theme, into_id=into, kind=kind)
        for theme, into, kind in kept["moves"]
    )
    _forget_unused_themes()


def _forget_unused_themes() -> None:
    """Themes that only this draft had, and has no more; their proposals are open again. A published theme stays."""
    kept = [
        card["theme"]
        for before in DraftStep.objects.values_list("before", flat=True)
        for card in before["cards"]
    ]
    bare = Theme.objects.filter(cards__isnull=True, moves__isnull=True, questions__isnull=True)
    unused = list(bare.exclude(pk__in=kept).values_list("pk", flat=True))
    ThemeProposal.objects.filter(theme__in=unused).update(
        state=ThemeProposal.State.OPEN, theme=None, reply="", settled_by=None, settled_at=None
    )
    Theme.objects.filter(pk__in=unused).delete()


def card_of(draft: CodebookVersion, code: str) -> ThemeCard:
    """The draft's card of a theme. Raises DomainError where it has none (any more)."""
    card = draft.cards.select_related("theme").filter(theme__code=code).first()
    if card is None:
        raise DomainError(f"The draft has no theme {code} any more.")
    return card


def change_card(*, code: str, fields: dict[str, Any], actor: Actor, seen: str = "") -> ThemeCard:
    """Write what a theme's card says; `fields` are any of title, definition, include, exclude, examples, borderline,
    nearest, seeds. `seen` is the card's edition as its writer saw it, if they did.

    Raises NotAllowed; ChangedMeanwhile; DomainError where the engine cannot read a seed phrase or the title is
    taken."""
    with _edit(actor, f"Changed the card of {code}") as draft:
        card = card_of(draft, code)
        if seen and seen != edition_of_card(card):
            raise ChangedMeanwhile(
                f"Somebody has changed this card since you opened it. Now it is “{card.title}: {card.definition}” "
                "What you typed is still here. Save again to put it in its place.",
                edition_of_card(card),
            )
        _refuse_card(draft, card, fields)
        for name in FIELDS:
            setattr(card, name, fields.get(name, getattr(card, name)))
        card.save()
    return card


def _refuse_card(draft: CodebookVersion, card: ThemeCard, fields: dict[str, Any]) -> None:
    fault = fault_in_seeds(fields.get("seeds", ()))
    if fault:
        raise DomainError(fault, {"seeds": fault})
    taken = draft.cards.exclude(pk=card.pk).filter(title__iexact=fields.get("title", card.title))
    if taken.exists():
        raise DomainError("Another theme has this title.", {"title": "Another theme has this title."})


def add_theme(*, heading: str, title: str, definition: str, actor: Actor) -> ThemeCard:
    """Add a theme with a code of its own. Raises NotAllowed; DomainError where the title is taken."""
    with _edit(actor, f"Added “{title}”") as draft:
        return _added(draft, heading, title, definition)


def _added(draft: CodebookVersion, heading: str, title: str, definition: str = "") -> ThemeCard:
    if draft.cards.filter(title__iexact=title).exists():
        raise DomainError(f"Another theme is called “{title}”.", {"title": "Another theme has this title."})
    letter = LETTERS[Heading(heading)]
    numbers = [
        int(code[1:]) for code in Theme.objects.filter(code__startswith=letter).values_list("code", flat=True)
    ]
    theme = Theme.objects.create(code=f"{letter}{max(numbers, default=0) + 1}", heading=heading)
    return ThemeCard.objects.create(codebook=draft, theme=theme, title=title, definition=definition)


def retire_theme(*, code: str, actor: Actor) -> None:
    """Take a theme out. What people decided loses it; where nothing is left, the answer waits for a person.

    Raises NotAllowed; DomainError where the theme was split off in this draft."""
    with _edit(actor, f"Retired {code}") as draft:
        _end(draft, card_of(draft, code), ThemeMove.Kind.RETIRED, [None])


def merge_theme(*, code: str, into: str, actor: Actor) -> None:
    """Make a theme part of another of the same heading; what carries it carries the other.

    Raises NotAllowed; DomainError where the headings differ, it is the same, or it was split off in this draft."""
    with _edit(actor, f"Merged {code} into {into}") as draft:
        card, target = card_of(draft, code), card_of(draft, into)
        if card.theme_id == target.theme_id:
            raise DomainError("Choose another theme to merge into.", {"into": "Choose another theme."})
        if card.theme.heading != target.theme.heading:
            text = "Only themes of the same heading can be merged."
            raise DomainError(text, {"into": text})
        _end(draft, card, ThemeMove.Kind.MERGED, [target.theme])


def split_theme(*, code: str, titles: Sequence[str], actor: Actor) -> list[ThemeCard]:
    """Put new themes in place of one. Answers that people gave it wait for a person, who says which is meant.

    Raises NotAllowed; DomainError for fewer than two titles, or a title that is taken."""
    if len({title.casefold() for title in titles}) < 2:
        raise DomainError(
            "Give two titles or more.", {"titles": "Give two different titles or more, one to a row."}
        )
    with _edit(actor, f"Split {code} into {len(titles)}") as draft:
        card = card_of(draft, code)
        heading = card.theme.heading
        _end(draft, card, ThemeMove.Kind.SPLIT, [])
        parts = [_added(draft, heading, title) for title in titles]
        _lead(draft, card.theme, ThemeMove.Kind.SPLIT, [part.theme for part in parts])
    return parts


def _end(draft: CodebookVersion, card: ThemeCard, kind: str, into: Sequence[Theme | None]) -> None:
    if draft.moves.filter(into=card.theme, kind=ThemeMove.Kind.SPLIT).exists():
        raise DomainError("This theme was split off in this draft. Undo the split instead.")
    card.delete()
    for other in draft.cards.all():
        if card.theme.code in other.nearest:
            other.nearest = [near for near in other.nearest if near != card.theme.code]
            other.save(update_fields=["nearest"])
    if into:
        _lead(draft, card.theme, kind, into)


def _lead(draft: CodebookVersion, theme: Theme, kind: str, into: Sequence[Theme | None]) -> None:
    """Write where a theme goes, and send on what was merged into it in this draft."""
    gone = [move.theme for move in draft.moves.filter(into=theme).select_related("theme")]
    draft.moves.filter(into=theme).delete()
    published = ThemeCard.objects.filter(theme=theme, codebook__draft=False).exists()
    ThemeMove.objects.bulk_create(
        ThemeMove(codebook=draft, theme=each, into=target, kind=kind)
        for each in [*gone, *([theme] if published else [])]
        for target in into
    )


@transaction.atomic
def undo_step(actor: Actor) -> str:
    """Take the draft's last edit back; what it was. Raises NotAllowed; DomainError where there is none."""
    keeper_of(actor)
    draft = CodebookVersion.objects.select_for_update().filter(draft=True).first()
    step = draft.steps.first() if draft else None
    if draft is None or step is None:
        raise DomainError("There is no edit to take back.")
    said, before = step.said, step.before
    step.delete()
    _restore(draft, before)
    record(actor, "took back a codebook edit", draft, before={"said": said})
    return said


@transaction.atomic
def discard_draft(actor: Actor) -> None:
    """Throw the draft away. Raises NotAllowed; DomainError where there is none."""
    keeper_of(actor)
    draft = CodebookVersion.objects.select_for_update().filter(draft=True).first()
    if draft is None:
        raise DomainError("There is no draft.")
    record(actor, "discarded a codebook draft", draft)
    draft.delete()
    _forget_unused_themes()


@transaction.atomic
def publish_draft(*, note: str, actor: Actor, seen: str = "") -> CodebookVersion:
    """Freeze the draft as the version that counts; every round is coded and counted anew under it.

    `seen` is the draft's edition that the preview showed, if there was one. Raises NotAllowed; ChangedMeanwhile;
    DomainError where there is no draft, nothing is changed, or a theme has no definition."""
    keeper = keeper_of(actor)
    draft = CodebookVersion.objects.select_for_update().filter(draft=True).first()
    if draft is None:
        raise DomainError("There is no draft.")
    if seen and seen != edition_of_draft(draft):
        text = "Somebody has changed the draft since you looked. Read what it would change now, then publish."
        raise ChangedMeanwhile(text, edition_of_draft(draft))
    if not draft.steps.exists():
        raise DomainError("Nothing is changed in this draft.")
    bare = ", ".join(draft.cards.filter(definition="").values_list("theme__code", flat=True))
    if bare:
        raise DomainError(f"Write a definition first: {bare}.")
    draft.draft, draft.published_on, draft.published_by, draft.note = (
        False,
        timezone.localdate(),
        keeper,
        note,
    )
    draft.save()
    draft.steps.all().delete()
    _forget_unused_themes()
    record(actor, "published a codebook", draft, after={"number": draft.number, "note": note})
    refresh_stale_rounds()
    return draft
