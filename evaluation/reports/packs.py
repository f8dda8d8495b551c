"""Letters and schedules from the same machinery as reports: words first, then HTML, then an accessible PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from challenges.models import Challenge, ChallengeRound
from challenges.models.visits import announced
from challenges.selectors.timetables.pages import Line, person_tables, published_lines
from challenges.selectors.timetables.problem import days_of_visit, named
from challenges.states import ON_TEAM, ChallengeState, TeamRole
from councils.errors import DomainError
from evaluation.reports.dates import FIXED, NONE, day, short_day
from evaluation.reports.pieces import Table
from evaluation.reports.render import Pdf, check_fonts, render


@dataclass(frozen=True)
class Pack:
    """A short document: its title, who it is from and about, and its parts in words."""

    title: str
    subtitle: str
    body: str
    sample: bool
    draft: bool
    lines: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...], bool], ...] = ()
    tables: tuple[Table, ...] = ()
    foot: tuple[str, ...] = ()


def letter_of(challenge: Challenge) -> Pack:
    """The feedback letter: strengths and areas for consideration; a draft until it is sent.

    Raises DomainError where nothing has been written."""
    letter = getattr(challenge, "letter", None)
    if letter is None:
        raise DomainError("The letter has not been written yet.")
    strengths = tuple(point.text for point in letter.strengths.all())
    areas = tuple(point.text for point in letter.areas.all())
    key_lines = tuple(challenge.key_lines.values_list("text", flat=True))
    lists = (
        ("What the challenge was to answer", key_lines, True),
        ("Strengths", strengths, False),
        ("Areas for consideration", areas, True),
    )
    lead = challenge.placements.filter(role=TeamRole.LEAD, state__in=ON_TEAM).select_related(
        "person", "home_council"
    )
    signed = tuple(f"{place.person}, lead challenger, {place.home_council}" for place in lead)
    dated = (f"Sent on {day(str(letter.sent_on))}.",) if letter.sent_on else ("A draft: not sent yet.",)
    return Pack(
        title="Feedback letter",
        subtitle=f"Peer challenge of {challenge.host}, {challenge.round}",
        body=settings.NATIONAL_BODY,
        sample=challenge.round.is_sample,
        draft=letter.sent_on is None,
        lines=(_visit(challenge), *dated),
        lists=tuple(each for each in lists if each[1]),
        foot=signed,
    )


def _visit(challenge: Challenge, *, planned: bool = False) -> str:
    visited = "visits" if planned else "visited"
    theme = f" on {challenge.theme.lower()}" if challenge.theme else ""
    first, last = str(challenge.first_day or ""), str(challenge.last_day or "")
    when = f" from {day(first)} to {day(last)}" if first != last else f" on {day(first)}"
    return f"A team of peers {visited} {challenge.host}{when if first else ''} for a challenge{theme}."


def schedule_of(round: ChallengeRound) -> Pack:
    """The round's schedule: every visit with its days, theme and lead challenger, by date."""
    challenges = Challenge.objects.filter(announced(), round=round).exclude(state=ChallengeState.CANCELLED)
    ordered = list(
        challenges.select_related("host").prefetch_related("placements__person", "placements__home_council")
    )
    if not ordered:
        raise DomainError("No visit of this round is planned yet.")
    rows = tuple(
        (
            challenge.host.name,
            _days(challenge),
            challenge.theme or NONE,
            _lead(challenge),
            challenge.get_state_display(),
        )
        for challenge in ordered
    )
    columns = ("Host", "Days", "Theme", "Lead challenger", "State")
    return Pack(
        title="Schedule of visits",
        subtitle=str(round),
        body=settings.NATIONAL_BODY,
        sample=round.is_sample,
        draft=False,
        lines=(
            f"{len(rows)} visits, by their first day. Days may still move: the calendar feed has the latest.",
        ),
        tables=(Table("Visits", columns, rows, numeric=False),),
    )


def _days(challenge: Challenge) -> str:
    """The visit's days on one line: 7 to 9 Oct 2025."""
    first, last = challenge.first_day, challenge.last_day
    if first is None or last is None or first == last:
        return short_day(str(first or ""))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{FIXED}to{FIXED}{short_day(str(last))}"
    return f"{short_day(str(first))} to {short_day(str(last))}"


def _lead(challenge: Any) -> str:
    lead = [p for p in challenge.placements.all() if p.role == TeamRole.LEAD and p.state in ON_TEAM]
    return f"{lead[0].person}, {lead[0].home_council}" if lead else NONE


def timetable_of(challenge: Challenge) -> Pack:
    """The visit's timetable as team and host have been given it: a table a day, then each peer's own.

    Raises DomainError where nothing is published or the visit has no days."""
    lines = published_lines(challenge)
    if not lines:
        raise DomainError("The timetable of this visit has not been published yet.")
    days = [named(day) for day in days_of_visit(challenge)]
    columns = ("Time", "Session", "With", "Peers", "Room")
    by_day = [
        Table(
            days[number],
            columns,
            tuple(_session(line) for line in lines if line.day == number),
            numeric=False,
        )
        for number in sorted({line.day for line in lines})
    ]
    peers = [table for table in person_tables(challenge, lines) if table.name == "Peers"]
    own = [
        Table(
            f"{name}: own sessions",
            ("When", "Session", "Room"),
            tuple((f"{day}, {line.when}", line.title, line.room or NONE) for day, line in rows),
            numeric=False,
        )
        for table in peers
        for name, rows in table.rows
    ]
    return Pack(
        title="Timetable of the visit",
        subtitle=f"Peer challenge of {challenge.host}, {challenge.round}",
        body=settings.NATIONAL_BODY,
        sample=challenge.round.is_sample,
        draft=False,
        lines=(
            _visit(challenge, planned=True),
            "All times are local. First each day, then each peer’s own sessions.",
        ),
        tables=(*by_day, *own),
    )


def _session(line: Line) -> tuple[str, ...]:
    return (
        line.when.replace(" ", FIXED),
        line.title,
        line.met or NONE,
        ", ".join(line.peers) or NONE,
        line.room or NONE,
    )


def pack_pdf(pack: Pack) -> Pdf:
    """The document as PDF. Raises RunRefused where this machine cannot make one."""
    check_fonts()
    return render(render_to_string("reports/pack.html", {"pack": pack}), draft=pack.draft)
