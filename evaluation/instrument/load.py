"""Puts version 1 of the questionnaire and of the codebook into the database, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from evaluation.instrument.codebook_v1 import CARDS
from evaluation.instrument.questionnaire_v1 import ITEMS, Item
from evaluation.models import CodebookVersion, Question, QuestionnaireVersion, Theme, ThemeCard

PUBLISHED_ON = date(2025, 9, 1)


def load_instrument() -> None:
    """Make sure that both first versions are there. What is published is never changed here."""
    themes = _load_codebook()
    _load_questionnaire(themes)


def load_after_migrate(**_: Any) -> None:
    """The post_migrate receiver."""
    load_instrument()


def _load_codebook() -> dict[str, Theme]:
    Theme.objects.bulk_create(
        [Theme(code=card.code, heading=card.heading) for card in CARDS], ignore_conflicts=True
    )
    themes = {theme.code: theme for theme in Theme.objects.all()}
    codebook, created = CodebookVersion.objects.get_or_create(
        number=1, defaults={"published_on": PUBLISHED_ON}
    )
    if created:
        ThemeCard.objects.bulk_create(
            ThemeCard(
                codebook=codebook,
                theme=themes[card.code],
                title=card.title,
                definition=card.definition,
                include=card.include,
                exclude=card.exclude,
                examples=list(card.examples),
                borderline=list(card.borderline),
                nearest=list(card.nearest),
            )
            for card in CARDS
        )
    return themes


def _load_questionnaire(themes: dict[str, Theme]) -> None:
    version, created = QuestionnaireVersion.objects.get_or_create(
        number=1, defaults={"published_on": PUBLISHED_ON}
    )
    if created:
        Question.objects.bulk_create(
            _question(version, n, item, themes) for n, item in enumerate(ITEMS, start=1)
        )


def _question(version: QuestionnaireVersion, position: int, item: Item, themes: dict[str, Theme]) -> Question:
    return Question(
        version=version,
        key=item.key,
        position=position,
        page=item.page,
        kind=Question.Kind.SCALE if item.options else Question.Kind.OPEN,
        about=item.about,
        theme=themes.get(item.theme),
        text=item.text,
        hint=item.hint,
        options=[list(option) for option in item.options],
        outside=list(item.outside),
        posts=[str(post) for post in item.posts],
        involved_before_only=item.involved_before_only,
    )
