"""Reads of the codebook: the version that counts, its cards, and what became of a theme between versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from councils.runs.services import RunRefused
from evaluation.models import CodebookVersion, ThemeCard, ThemeMove


def newest_codebook() -> CodebookVersion:
    """The codebook that counts now. Raises RunRefused where none is published."""
    codebook = CodebookVersion.objects.published().order_by("-number").first()
    if codebook is None:
        raise RunRefused("There is no published codebook.")
    return codebook


def theme_titles() -> dict[str, str]:
    """What each theme is called, by its code; one that is gone by the last title it had: one query."""
    cards = ThemeCard.objects.filter(codebook__draft=False).order_by("codebook__number")
    return dict(cards.values_list("theme__code", "title"))


class SplitTheme(LookupError):
    """A theme has become several since, so that only a person can say which is meant."""


@dataclass(frozen=True)
class Fates:
    """What became of themes: (version number, code, kind, code it goes by now), in the order of the versions."""

    moves: tuple[tuple[int, str, str, str | None], ...]

    def of(self, code: str, *, since: int) -> str | None:
        """The code by which a theme coded under version `since` goes now; None where it is retired.

        Raises SplitTheme where it has become several."""
        passed = since
        for number, theme, kind, into in self.moves:
            if number <= passed or theme != code:
                continue
            if kind == ThemeMove.Kind.SPLIT:
                raise SplitTheme(code)
            if into is None:
                return None
            code, passed = into, number
        return code


def fates_until(codebook: CodebookVersion) -> Fates:
    """What became of every theme up to and in this version: one query."""
    moves = ThemeMove.objects.filter(codebook__number__lte=codebook.number)
    return fates_of(moves.select_related("codebook", "theme", "into"))


def fates_of(moves: Iterable[ThemeMove]) -> Fates:
    """The fates that these moves make."""
    found = [
        (move.codebook.number, move.theme.code, str(move.kind), move.into.code if move.into else None)
        for move in moves
    ]
    return Fates(tuple(sorted(found, key=lambda move: (move[0], move[1], move[3] or ""))))
