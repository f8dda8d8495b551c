"""Approving quotes for a report: exact words of an answer whose writer allows it."""

from __future__ import annotations

from django.db import transaction

from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from evaluation.access import can_see_words
from evaluation.models import Answer, Quote, Theme
from evaluation.models.responses import Consent


@transaction.atomic
def approve_quote(*, answer: Answer, theme: Theme, words: str, actor: Actor) -> Quote:
    """Approve `words` of the answer as a quote under the theme.

    Raises NotAllowed outside the coding desk; DomainError where the writer does not want to be quoted or wants to be
    asked first (there is no record that they agreed), or the words are not exactly in the answer."""
    if not can_see_words(actor) or actor.user is None:
        raise NotAllowed("Only the coding desk approves quotes.")
    if answer.response.consent == Consent.NONE:
        raise DomainError("The writer does not want to be quoted.")
    if answer.response.consent == Consent.CONTACT_ME:
        raise DomainError("The writer wants to be asked first, and has not agreed yet by their own link.")
    if answer.superseded_by_id is not None:
        raise DomainError("The writer has changed this answer since. Quote the new one.")
    start, end = _place(words.strip(), answer.text)
    quote, _ = Quote.objects.get_or_create(
        answer=answer,
        theme=theme,
        start=start,
        end=end,
        defaults={"approved_by": actor.user},
    )
    record(actor, "approved a quote", quote, after={"theme": theme.code})
    return quote


def _place(words: str, text: str) -> tuple[int, int]:
    """Where the words stand in the text. A browser sends line ends of its own, so either kind fits."""
    for typed in (words, words.replace("\r\n", "\n")):
        start = text.find(typed)
        if typed and start >= 0:
            return start, start + len(typed)
    raise DomainError(
        "These words are not in the answer.", {"words": "Copy the words exactly from the answer."}
    )


@transaction.atomic
def remove_quote(*, quote: Quote, actor: Actor) -> None:
    """Take a quote back. Raises NotAllowed outside the coding desk."""
    if not can_see_words(actor):
        raise NotAllowed("Only the coding desk removes quotes.")
    record(actor, "removed a quote", quote, before={"theme": quote.theme.code})
    quote.delete()
