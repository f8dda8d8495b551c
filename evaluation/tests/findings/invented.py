"""Invented inputs of a round: everything random, from a seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from evaluation.findings.tables import (
    ROLE_GROUPS,
    Inputs,
    Invited,
    OpenAnswer,
    Respondent,
    ScaleAnswer,
    ScaleQuestion,
    ThemeCard,
)
from evaluation.findings.tally import OUTCOMES, tally

EXTENT = (
    ("great", "To a great extent"),
    ("moderate", "To a moderate extent"),
    ("small", "To a small extent"),
    ("not_at_all", "Not at all"),
    ("dont_know", "Don't know"),
    ("not_applicable", "Not applicable"),
)
CODES = (
    tuple(f"B{n}" for n in range(1, 7))
    + tuple(f"D{n}" for n in range(1, 6))
    + tuple(f"R{n}" for n in range(1, 5))
)
HEADING = {"B": "benefit", "D": "development", "R": "barrier"}
THEMES = tuple(ThemeCard(code, HEADING[code[0]], f"Theme {code}") for code in CODES)
SCALES = (
    ScaleQuestion("B1", "Services have improved", "benefit", "B1", EXTENT, ("dont_know", "not_applicable")),
    ScaleQuestion("R2", "Time got in the way", "barrier", "R2", EXTENT, ("dont_know", "not_applicable")),
    ScaleQuestion("dcs_scope", "The scope was right", "open", None, EXTENT, ("dont_know", "not_applicable")),
)
QUESTIONS = ("changed", "improve", "hard")


def invented(seed: int, people: int | None = None, previous: bool = True) -> Inputs:
    """A round of up to 40 people (or of exactly `people`) in up to three regions, with last round's findings or not."""
    random = Random(seed)
    regions = ("North", "South", "East")[: random.randint(1, 3)]
    crowd = tuple(
        _person(random, n, regions) for n in range(random.randint(0, 40) if people is None else people)
    )
    inputs = Inputs(
        themes=THEMES,
        scales=SCALES,
        respondents=crowd,
        invited=_invited(random, crowd, regions),
        open_answers=tuple(answer for person in crowd for answer in _open(random, person)),
        scale_answers=tuple(answer for person in crowd for answer in _closed(random, person)),
    )
    if previous and random.random() < 0.6:
        return replace(inputs, previous=tally(invented(seed + 1_000_000, previous=False)))
    return inputs


def _person(random: Random, number: int, regions: tuple[str, ...]) -> Respondent:
    group = random.choices(ROLE_GROUPS, (4, 8, 1))[0]
    council = None if group == "programme" else f"council-{random.randint(1, 12)}"
    return Respondent(f"p{number}", group, random.choice(regions), council)


def _invited(random: Random, crowd: tuple[Respondent, ...], regions: tuple[str, ...]) -> tuple[Invited, ...]:
    answered = tuple(Invited(person.role_group, person.region, True) for person in crowd)
    silent = tuple(
        Invited(random.choice(ROLE_GROUPS), random.choice(regions), False)
        for _ in range(random.randint(0, 10))
    )
    return answered + silent


def _open(random: Random, person: Respondent) -> list[OpenAnswer]:
    asked = random.sample(QUESTIONS, random.randint(0, 3))
    return [_answer(random, person, question) for question in asked]


def _answer(random: Random, person: Respondent, question: str) -> OpenAnswer:
    outcome = random.choices(OUTCOMES, (8, 2, 1, 1))[0]
    codes = [random.choice(CODES) for _ in range(random.randint(1, 4))] if outcome == "coded" else []
    cut = random.randint(0, len(codes))
    return OpenAnswer(
        f"{person.id}-{question}", person.id, question, outcome, tuple(codes[:cut]), tuple(codes[cut:])
    )


def _closed(random: Random, person: Respondent) -> list[ScaleAnswer]:
    asked = [q for q in SCALES if q.key != "dcs_scope" or person.role_group == "childrens_services"]
    weights = random.choice(((9, 1, 0, 0, 1, 0), (4, 4, 3, 2, 1, 1), (1, 0, 0, 0, 0, 0)))
    return [
        ScaleAnswer(person.id, question.key, random.choices([value for value, _ in EXTENT], weights)[0])
        for question in asked
        if random.random() < 0.85
    ]
