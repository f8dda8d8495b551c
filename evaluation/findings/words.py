"""Numbers into plain words (product.md, "Telling the truth"). Every word stands beside its number.

Quantity words are for scale answers only. Open text reads "raised unprompted by n of N". Silence is "not mentioned"."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.findings.disclosed import DisclosedBarrier, Hidden, Shown
from evaluation.findings.tables import BarrierChange, Distribution, GroupCount, Reconciliation, ResponseRate

# Below this many answers a share is printed as counts only.
PERCENT_FROM = 30
NOT_MENTIONED = "not mentioned"
NO_ANSWERS = "no answers"
OF_THOSE = "of those who answered"

GROUP_NAMES = {
    "all": "Everyone",
    "political_corporate": "Political and corporate",
    "childrens_services": "Children's services",
    "programme": "Programme",
}
JOINED_NAME = "Children's services and programme"
VERDICTS = {
    "less": "less of a problem than last round",
    "more": "more of a problem than last round",
    "same": "about the same as last round",
    "too_few_to_say": "too few to say",
}


@dataclass(frozen=True)
class QuantityWord:
    """A word for a share of scale answers: from `at_least` per cent up to, not including, the next word's.

    `range_words` is what a report prints beside the word in its method."""

    word: str
    at_least: int
    range_words: str


# Between none and all, which are exact.
QUANTITY_WORDS = (
    QuantityWord("Almost all", 90, "90% or more, but not all"),
    QuantityWord("Most", 60, "60% to under 90%"),
    QuantityWord("About half", 40, "40% to under 60%"),
    QuantityWord("Some", 15, "15% to under 40%"),
    QuantityWord("A few", 0, "at least one, under 15%"),
)


def printed_ranges() -> tuple[tuple[str, str], ...]:
    """Every quantity word with its range in words, largest first, for the method chapter."""
    between = tuple((each.word, each.range_words) for each in QUANTITY_WORDS)
    return (("All", "every one"), *between, ("None", "not one"))


def quantity(number: int, base: int) -> str:
    """A share of scale answers in a word and its number: "Most (24 of 31)". Raises ValueError where n > N."""
    if base == 0:
        return NO_ANSWERS
    return f"{_word(number, base)} ({number} of {base})"


def share(number: int, base: int) -> str:
    """ "24 of 31 (77%)", or counts alone below 30. Raises ValueError where n > N."""
    _check(number, base)
    if base == 0:
        return NO_ANSWERS
    if base < PERCENT_FROM:
        return f"{number} of {base}"
    return f"{number} of {base} ({percent(number, base)})"


def percent(number: int, base: int) -> str:
    """A whole percentage from 30 answers up, never 0% for someone or 100% for not all. Raises ValueError below."""
    _check(number, base)
    if base < PERCENT_FROM:
        raise ValueError(f"{base} answers are too few for a percentage.")
    rounded = (200 * number + base) // (2 * base)
    if rounded == 0 and number:
        return "under 1%"
    return "over 99%" if rounded == 100 and number < base else f"{rounded}%"


def of_those_who_answered(number: int, base: int) -> str:
    """ "24 of the 31 who answered", the reminder that the people asked are no random sample."""
    _check(number, base)
    return f"{number} of the {base} who answered" if base else NO_ANSWERS


def raised(people: Shown, base: Shown) -> str:
    """How often open answers raised a theme: "raised unprompted by 5 of 31", "not mentioned", or why it is hidden."""
    if isinstance(people, Hidden) or isinstance(base, Hidden):
        return str(people if isinstance(people, Hidden) else base)
    _check(people, base)
    if base == 0:
        return NO_ANSWERS
    return f"raised unprompted by {people} of {base}" if people else NOT_MENTIONED


def group_raised(cell: GroupCount | Hidden) -> str:
    """One cell of a role-group split: "5 of 12", "not mentioned", or why it is hidden."""
    if isinstance(cell, Hidden):
        return str(cell)
    if cell.base == 0:
        return NO_ANSWERS
    return f"{cell.people} of {cell.base}" if cell.people else NOT_MENTIONED


def scale_line(cell: Distribution | Hidden, values: tuple[str, ...], said: str) -> str:
    """One line of a scale question: "Most (24 of 31) of those who answered said ...", or why it is hidden.

    `values` are the options that `said` sums up ("to a great or moderate extent")."""
    if isinstance(cell, Hidden):
        return str(cell)
    if cell.base == 0:
        return NO_ANSWERS
    number = sum(count for value, count in cell.counts if value in values)
    return f"{quantity(number, cell.base)} {OF_THOSE} said {said}"


def change(row: BarrierChange | DisclosedBarrier) -> str:
    """What a barrier did since last round: "less of a problem than last round (20 of 55, now 4 of 60)".

    Without a last round that compares it says so; where a figure is hidden, why."""
    if row.previous_people is None or row.previous_base is None:
        return "nothing to compare with"
    figures = (row.people, row.people_base, row.previous_people, row.previous_base)
    for figure in figures:
        if isinstance(figure, Hidden):
            return f"{VERDICTS['too_few_to_say']} ({figure})"
    return f"{VERDICTS[row.verdict]} ({figures[2]} of {figures[3]}, now {figures[0]} of {figures[1]})"


def rate(cell: ResponseRate | Hidden) -> str:
    """ "96 of 120 asked answered (80%)", counts alone below 30, or why it is hidden."""
    if isinstance(cell, Hidden):
        return str(cell)
    if cell.invited == 0:
        return "nobody asked"
    counts = f"{cell.answered} of {cell.invited} asked answered"
    return counts if cell.invited < PERCENT_FROM else f"{counts} ({percent(cell.answered, cell.invited)})"


def reconciliation(sums: Reconciliation) -> str:
    """The line that accounts for every open answer received."""
    waiting = f" + {sums.waiting} waiting to be read" if sums.waiting else ""
    return (
        f"{sums.coded} coded + {sums.none} with no theme + {sums.unusable} unusable{waiting}"
        f" = {sums.received} received"
    )


def group_name(group: str, programme_joined: bool = False) -> str:
    """A role group (or "all") as a heading; children's services says so where it includes programme people."""
    if programme_joined and group == "childrens_services":
        return JOINED_NAME
    return GROUP_NAMES[group]


def _word(number: int, base: int) -> str:
    _check(number, base)
    if number in (0, base):
        return "All" if number else "None"
    return next(each.word for each in QUANTITY_WORDS if 100 * number >= each.at_least * base)


def _check(number: int, base: int) -> None:
    if not 0 <= number <= base:
        raise ValueError(f"{number} of {base} is not a share.")
