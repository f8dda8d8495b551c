"""What stands against a visit on some days with some team: plain data in, every clash out.

`refused` is what the database makes impossible; `warning` a person may accept; `note` is only worth knowing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from challenges.planning.proposal import ONE_DAY, Period, Proposal, Visit

SATURDAY = 5


class Severity(StrEnum):
    """How heavy a clash is."""

    REFUSED = "refused"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Clash:
    """One thing that stands against the visit, in words; `about` is the field of the form it belongs to."""

    kind: str
    severity: Severity
    text: str
    about: str = "first_day"


def clashes(proposal: Proposal) -> list[Clash]:
    """Every clash of the proposal: what is refused first, then warnings, then notes."""
    found = [clash for check in CHECKS for clash in check(proposal)]
    order = list(Severity)
    return sorted(found, key=lambda clash: order.index(clash.severity))


def fingerprint(found: Iterable[Clash]) -> str:
    """What the warnings among `found` are, as a short text: who accepts it has seen just these. "" for none."""
    warnings = sorted(clash.text for clash in found if clash.severity is Severity.WARNING)
    return hashlib.sha256("\n".join(warnings).encode()).hexdigest()[:16] if warnings else ""


def _cancelled(proposal: Proposal) -> Iterator[Clash]:
    if proposal.host.taken_out:
        yield _refused("cancelled", "This challenge was cancelled, so no visit can be planned for it.")


def _own_council(proposal: Proposal) -> Iterator[Clash]:
    for member in proposal.team:
        if member.council == proposal.host.council:
            text = f"{member.name} is of {proposal.host.name}, which they cannot challenge."
            yield _refused("own_council", text, member.about)


def _declared_conflict(proposal: Proposal) -> Iterator[Clash]:
    for member in proposal.team:
        if any(_shared(proposal.visit, period) for period in member.kept_away):
            text = f"A conflict is declared between {member.name} and {proposal.host.name}: they cannot go there."
            yield _refused("conflict", text, member.about)


def _twice_on_the_team(proposal: Proposal) -> Iterator[Clash]:
    seen: set[int] = set()
    for member in proposal.on_site():
        if member.person in seen:
            yield _refused("twice", f"{member.name} is named twice.", member.about)
        seen.add(member.person)


def _one_lead(proposal: Proposal) -> Iterator[Clash]:
    leads = [member for member in proposal.team if member.role == "lead"]
    for member in leads[1:]:
        text = f"A team has one lead challenger: {member.name} cannot be a second."
        yield _refused("second_lead", text, member.about)


def _booked(proposal: Proposal) -> Iterator[Clash]:
    for member in proposal.on_site():
        taken = [day for day in proposal.visit.days() if day in member.booked]
        for name in dict.fromkeys(member.booked[day] for day in taken):
            days = _listed(day for day in taken if member.booked[day] == name)
            yield _refused("booked", f"{member.name} is already at {name} on {days}.", member.about)


def _outside_weeks(proposal: Proposal) -> Iterator[Clash]:
    last = proposal.rules.last_week + 6 * ONE_DAY
    if proposal.visit.first_day < proposal.rules.first_week or proposal.visit.last_day > last:
        weeks = f"{_said(proposal.rules.first_week)} to {_said(last)}"
        yield _warning("outside_weeks", f"The visit is outside the round's weeks, {weeks}.")


def _no_working_day(proposal: Proposal) -> Iterator[Clash]:
    for day in proposal.visit.days():
        if day.weekday() >= SATURDAY:
            yield _warning("weekend", f"{_said(day)} is a {day:%A}.")
        elif day in proposal.rules.bank_holidays:
            yield _warning(
                "bank_holiday", f"{_said(day)} is a bank holiday ({proposal.rules.bank_holidays[day]})."
            )


def _blocked(proposal: Proposal) -> Iterator[Clash]:
    yield from _blocked_for("The round", proposal.rules.blocked, proposal.visit, "first_day")
    yield from _blocked_for(proposal.host.name, proposal.host.blocked, proposal.visit, "first_day")
    for member in proposal.on_site():
        yield from _blocked_for(member.name, member.blocked, proposal.visit, member.about)


def _blocked_for(whose: str, periods: Iterable[Period], visit: Visit, about: str) -> Iterator[Clash]:
    for period in periods:
        days = _shared(visit, period)
        if days:
            reason = f" ({period.reason})" if period.reason else ""
            yield _warning("blocked", f"{whose} has blocked {_listed(days)}{reason}.", about)


def _outside_windows(proposal: Proposal) -> Iterator[Clash]:
    yield from _not_among(proposal.host.name, proposal.host.windows, proposal.visit, "first_day")
    for member in proposal.team:
        yield from _not_among(member.name, member.windows, proposal.visit, member.about)


def _not_among(whose: str, windows: tuple[Period, ...], visit: Visit, about: str) -> Iterator[Clash]:
    possible = {day for period in windows for day in _shared(visit, period)}
    days = [day for day in visit.days() if day not in possible]
    if windows and days:
        yield _warning("outside_windows", f"{whose} has given other days than {_listed(days)}.", about)


def _training_lapsed(proposal: Proposal) -> Iterator[Clash]:
    for member in proposal.team:
        if member.trained_until is not None and member.trained_until < proposal.visit.last_day:
            text = f"The training of {member.name} lapses on {_said(member.trained_until)}, before the visit ends."
            yield _warning("training_lapsed", text, member.about)


def _crowded_week(proposal: Proposal) -> Iterator[Clash]:
    most = proposal.rules.max_visits_a_week
    for monday in proposal.visit.mondays():
        there = [other.name for other in proposal.others if monday in other.mondays()]
        if len(there) + 1 > most:
            names = ", ".join(sorted(there)) or "none"
            week = f"The week of {_said(monday)} would have {len(there) + 1} visits"
            text = f"{week}; the most is {most}. Others: {names}."
            yield _warning("crowded_week", text)


def _offered_days(proposal: Proposal) -> Iterator[Clash]:
    length = len(proposal.visit.days())
    for member in proposal.team:
        if member.max_days is not None and member.days_given + length > member.max_days:
            text = f"{member.name} offered {_days(member.max_days)}; this would make {member.days_given + length}."
            yield _warning("offered_days", text, member.about)


def _team_incomplete(proposal: Proposal) -> Iterator[Clash]:
    for role, (wanted, name) in proposal.rules.team.items():
        there = sum(member.role == role for member in proposal.team)
        if there < wanted:
            yield _warning("incomplete", f"{name}: {there} of {wanted} on the team.", "team")


def _topics_missing(proposal: Proposal) -> Iterator[Clash]:
    offered = {topic for member in proposal.team for topic in member.topics}
    missing = [topic for topic in proposal.host.topics if topic not in offered]
    if proposal.team and missing:
        text = f"{proposal.host.name} asks for help in {_and(missing)}, which nobody on the team offers."
        yield Clash("topics_missing", Severity.NOTE, text, "team")


def _not_preferred(proposal: Proposal) -> Iterator[Clash]:
    wanted = proposal.host.preferred_mondays
    if wanted and not set(proposal.visit.mondays()) & set(wanted):
        weeks = ", ".join(_said(monday) for monday in wanted)
        text = f"{proposal.host.name} would rather host in the weeks of {weeks}."
        yield Clash("not_preferred", Severity.NOTE, text)


CHECKS = (
    _cancelled,
    _own_council,
    _declared_conflict,
    _twice_on_the_team,
    _one_lead,
    _booked,
    _outside_weeks,
    _no_working_day,
    _blocked,
    _outside_windows,
    _training_lapsed,
    _crowded_week,
    _offered_days,
    _team_incomplete,
    _topics_missing,
    _not_preferred,
)


def _refused(kind: str, text: str, about: str = "first_day") -> Clash:
    return Clash(kind, Severity.REFUSED, text, about)


def _warning(kind: str, text: str, about: str = "first_day") -> Clash:
    return Clash(kind, Severity.WARNING, text, about)


def _shared(visit: Visit, period: Period) -> list[date]:
    """The days of the visit that lie in the period."""
    return [day for day in visit.days() if period.first_day <= day <= period.last_day]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _listed(days: Iterable[date]) -> str:
    """Days as people list them: "12, 13 and 14 January 2027"; months are said again only where they change."""
    by_month: dict[str, list[str]] = {}
    for day in days:
        by_month.setdefault(f"{day:%B %Y}", []).append(str(day.day))
    return ", ".join(f"{_and(numbers)} {month}" for month, numbers in by_month.items())


def _and(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
