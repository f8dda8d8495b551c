"""The chapter that says how answers became findings, who answered, what is hidden, and what figures cannot say."""

from __future__ import annotations

from evaluation.findings import words
from evaluation.findings.disclosed import Hidden
from evaluation.findings.tables import ResponseRate
from evaluation.reports.charts.bars import Bar, bars
from evaluation.reports.dates import day
from evaluation.reports.pieces import Chapter, Figure, Section, Table
from evaluation.reports.source import Source

AIM = (
    "In a peer challenge a council invites a small team from other councils to look hard at its services for children "
    "and to say what they see. This report sets out what the round did and what those who took part say came of it."
)
WORDS = "Where people answered on a scale, these words stand for shares, and always beside the number."
LIMITS = (
    "The people asked took part in the round; they are not a random sample. Every figure is of those who answered, "
    "and nothing is said of those who did not.",
    "What is counted is what people saw and said. It is no independent measure of outcomes for children, and a change "
    "that people report may have had other causes.",
    "Themes are counted from what people wrote unprompted: how many raised one says what was on their minds, not how "
    "many would have agreed if asked.",
    "Answers from one council are not independent of each other, and some people played several parts in the round.",
)


def method(source: Source) -> Chapter:
    """Background and method."""
    sections = (
        Section("Background", source.paragraphs("introduction") or (AIM,)),
        Section("Who was asked and who answered", (_survey_days(source),), figures=(_response(source),)),
        Section("From answers to findings", _coding(source)),
        Section("Words for quantities", (WORDS,), tables=(_quantity_words(),)),
        Section("What is hidden", _hidden(source)),
        Section("Limits", points=LIMITS),
    )
    return Chapter("method", "Background and method", sections=sections)


def _response(source: Source) -> Figure:
    """Invited and answered, by role group."""
    found = source.findings
    cells: list[tuple[str, ResponseRate | Hidden]] = [("Everyone", found.everyone)]
    cells += [(words.group_name(group, found.programme_joined), rate) for group, rate in found.rates]
    table = Table(
        "Asked and answered, by role group",
        ("Group", "Asked", "Answered"),
        tuple(_row(*cell) for cell in cells),
    )
    drawn = tuple(
        Bar(name, rate.answered, rate.invited)
        for name, rate in cells
        if isinstance(rate, ResponseRate) and rate.invited
    )
    alternative = "Answered of those asked: " + "; ".join(f"{b.label} {b.number} of {b.of}" for b in drawn)
    return Figure(table, f"{words.rate(found.everyone)}.", chart=bars(alternative, drawn) if drawn else "")


def _row(name: str, rate: ResponseRate | Hidden) -> tuple[str, str, str]:
    if isinstance(rate, Hidden):
        return name, str(rate), "–"
    return name, str(rate.invited), str(rate.answered)


def _survey_days(source: Source) -> str:
    snapshot = source.snapshot
    opens, closes = snapshot["survey"]["opens_on"], snapshot["survey"]["closes_on"]
    if closes >= snapshot["as_of"]:
        return (
            f"The survey opened on {day(opens)} and takes answers until {day(closes)}. "
            f"This report counts those given by {day(snapshot['as_of'])}."
        )
    return f"The survey was open from {day(opens)} to {day(closes)}."


def _coding(source: Source) -> tuple[str, ...]:
    used = source.snapshot["versions"]
    return (
        f"Open answers were coded by engine {used['engine']} under codebook version {used['codebook']}; where a person "
        "coded an answer, that counts instead. One answer may carry several themes or none. A benefit that is "
        "denied, or a barrier that has gone, is counted apart.",
        *_rests_on(source),
        f"Every open answer is accounted for: {words.reconciliation(source.findings.reconciliation)}.",
    )


def _rests_on(source: Source) -> tuple[str, ...]:
    """On whose word the codes rest; nothing in a snapshot from before this was kept."""
    counts = source.snapshot.get("rests_on")
    if counts is None:
        return ()
    return (
        f"On whose word the codes rest: people decided on {_answers(counts['people'])}; on "
        f"{_answers(counts['accepted'])} the engine's codes stand because an audit of this round found at least 95% "
        f"of such codes right; on {_answers(counts['suggested'])} they are the engine's alone, and nobody has checked "
        "them.",
    )


def _answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"


def _quantity_words() -> Table:
    columns = ("Word", "Share of those who answered")
    return Table("Quantity words for scale answers", columns, words.printed_ranges(), False)


def _hidden(source: Source) -> tuple[str, ...]:
    number = len(source.findings.suppressed)
    listed = f"{number} {'figure is' if number == 1 else 'figures are'} hidden; an annex lists them."
    rule = (
        f"A group of fewer than {source.snapshot['threshold']} people is not shown, nor a split that tells what all or "
        "none of a group said, nor what could be found from those by subtraction."
    )
    return rule, listed if number else "Nothing is hidden in this report."
