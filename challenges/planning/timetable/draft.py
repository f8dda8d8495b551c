"""Drafts a timetable: as much weight placed as fits, peers' time shared evenly; what does not fit is said with why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from challenges.planning.timetable.starts import busy_of, impossible, possible_starts
from challenges.planning.timetable.visit import DAY, Placed, Session, Timetable, Unplaced, VisitDays

EVEN = 1.2  # the longest share of the work, in average shares, that needs no more evening out
PLACED = 10_000  # one more unit of weight placed is worth more than any evenness
STAYS = 30  # minutes of evenness that it is worth to leave a session at its time
STEADY = 0.8  # the share of sessions that stay from which on nothing better is looked for


class NotFound(Exception):
    """Nothing was found in the time, or what is kept leaves nothing to find."""


def draft(
    visit: VisitDays,
    *,
    kept: Sequence[Placed] = (),
    before: Sequence[Placed] = (),
    seconds: float = 8.0,
    seed: int = 1,
    workers: int = 2,
) -> Timetable:
    """The best timetable without clashes found in `seconds`: `kept` stay as they are, `before` are where it begins.

    Reasons of sessions without a place are given only where nothing but the session itself is the cause.
    Raises NotFound."""
    model = _Model(visit, {each.session: each for each in kept})
    for session in visit.sessions:
        model.add(session)
    model.share()
    model.prefer(before)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    status = solver.solve(model.cp, _GoodEnough(model))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise NotFound
    return model.read(solver, proven=status == cp_model.OPTIMAL)


def fits(visit: VisitDays, *, kept: Sequence[Placed] = (), seconds: float = 2.0) -> bool | None:
    """Whether every session can be held; None where `seconds` were not enough to say."""
    model = _Model(visit, {each.session: each for each in kept})
    for session in visit.sessions:
        model.add(session)
    model.share()
    if len(model.there) < len(visit.sessions):
        return False
    for there in model.there.values():
        model.cp.add(there == 1)
    found = _found(model, seconds, presolve=True)
    # Presolve has had faults: what it takes to be impossible is looked at again without it.
    return _found(model, seconds, presolve=False) if found is False else found


def _found(model: _Model, seconds: float, *, presolve: bool) -> bool | None:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    solver.parameters.cp_model_presolve = presolve
    status = solver.solve(model.cp)
    return {cp_model.INFEASIBLE: False, cp_model.OPTIMAL: True, cp_model.FEASIBLE: True}.get(status)


class _GoodEnough(cp_model.CpSolverSolutionCallback):
    """Ends the search where every session has its place, few have moved, and no peer or day has much over its share."""

    def __init__(self, model: _Model) -> None:
        super().__init__()
        visit = model.visit
        share = sum(one.minutes * one.peers_needed for one in visit.sessions) / max(1, len(visit.team))
        day = sum(one.minutes for one in visit.sessions) / max(1, len(visit.days))
        self._enough = PLACED * sum(one.weight for one in visit.sessions) - EVEN * (share + day)
        self._enough += STEADY * STAYS * len(model.stays)

    def on_solution_callback(self) -> None:
        """Called by the solver."""
        if self.objective_value >= self._enough:
            self.stop_search()


@dataclass
class _Model:
    visit: VisitDays
    kept: dict[str, Placed]
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    start: dict[str, cp_model.IntVar] = field(default_factory=dict)
    there: dict[str, cp_model.IntVar] = field(default_factory=dict)
    goes: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)
    sits: dict[tuple[str, str], cp_model.IntVar] = field(default_factory=dict)
    of_somebody: dict[str, list[cp_model.IntervalVar]] = field(default_factory=dict)
    of_room: dict[str, list[cp_model.IntervalVar]] = field(default_factory=dict)
    of_seats: list[tuple[int, cp_model.IntervalVar]] = field(default_factory=list)
    of_team: list[tuple[cp_model.IntervalVar, int]] = field(default_factory=list)
    stays: list[cp_model.IntVar] = field(default_factory=list)

    def add(self, session: Session) -> None:
        """The session's variables, unless something keeps it out altogether."""
        kept = self.kept.get(session.id)
        starts = [kept.day * DAY + kept.start] if kept else self._starts(session)
        if not starts or (not kept and impossible(self.visit, session)):
            return
        there = self.there[session.id] = self.cp.new_bool_var("")
        start = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(starts), "")
        self.start[session.id] = start
        met = self.cp.new_optional_fixed_size_interval_var(start, session.minutes, there, "")
        for person in sorted(session.people):
            self.of_somebody.setdefault(person, []).append(met)
        self._add_room(session, start, there, kept)
        self._add_team(session, start, there, kept)
        if kept:
            self.cp.add(there == 1)

    def share(self) -> None:
        """Nobody and nothing in two places."""
        for intervals in (*self.of_somebody.values(), *self.of_room.values()):
            self.cp.add_no_overlap(intervals)
        self._see_at_once()

    def _see_at_once(self) -> None:
        """What follows from each row alone, so that the solver need not find out that all rooms or peers are taken."""
        for seats in sorted({seats for seats, _ in self.of_seats}):
            large = [interval for needed, interval in self.of_seats if needed >= seats]
            rooms = sum(room.seats >= seats for room in self.visit.rooms)
            self.cp.add_cumulative(large, [1] * len(large), rooms)
        takes, numbers = [one for one, _ in self.of_team], [number for _, number in self.of_team]
        self.cp.add_cumulative(takes, numbers, len(self.visit.team))

    def prefer(self, before: Iterable[Placed]) -> None:
        """As much as possible placed, as little as possible moved, the peers' time and the days even."""
        for placed in before:
            if placed.session in self.there:
                self._stay(placed)
        longest = self.cp.new_int_var(0, len(self.visit.days) * DAY, "")
        for member in self.visit.team:
            mine = [
                (self.visit.session[one].minutes, g)
                for (one, who), g in self.goes.items()
                if who == member.id
            ]
            self.cp.add(sum(minutes * goes for minutes, goes in mine) <= longest)
        weighed = sum(PLACED * self.visit.session[one].weight * there for one, there in self.there.items())
        self.cp.maximize(weighed - longest - self._fullest_day() + STAYS * sum(self.stays))

    def _fullest_day(self) -> cp_model.IntVar:
        """The minutes of the sessions of the day that has most of them."""
        fullest = self.cp.new_int_var(0, sum(each.minutes for each in self.visit.sessions), "")
        on_day: dict[int, list[tuple[int, cp_model.IntVar]]] = {
            day: [] for day in range(len(self.visit.days))
        }
        for one, there in self.there.items():
            on = [self.cp.new_bool_var("") for _ in on_day]
            self.cp.add(sum(on) == there)
            for day, here in enumerate(on):
                hours = cp_model.Domain(day * DAY, (day + 1) * DAY - 1)
                self.cp.add_linear_expression_in_domain(self.start[one], hours).only_enforce_if(here)
                on_day[day].append((self.visit.session[one].minutes, here))
        for held in on_day.values():
            self.cp.add(sum(minutes * here for minutes, here in held) <= fullest)
        return fullest

    def _stay(self, placed: Placed) -> None:
        """Begin where the session is now, and prefer to leave it there."""
        start, there = self.start[placed.session], self.there[placed.session]
        stays = self.cp.new_bool_var("")
        self.cp.add(start == placed.day * DAY + placed.start).only_enforce_if(stays)
        self.cp.add_implication(stays, there)
        self.stays.append(stays)
        for variable, value in ((start, placed.day * DAY + placed.start), (there, 1), (stays, 1)):
            self.cp.add_hint(variable, value)
        for member in self.visit.team:
            self.cp.add_hint(self.goes[placed.session, member.id], member.id in placed.peers)
        for room in self.visit.rooms_for(self.visit.session[placed.session]):
            if (placed.session, room.id) in self.sits:
                self.cp.add_hint(self.sits[placed.session, room.id], room.id == placed.room)

    def read(self, solver: cp_model.CpSolver, *, proven: bool) -> Timetable:
        """The timetable that the solver found."""
        placed = [self._placed(solver, one) for one, there in self.there.items() if solver.value(there)]
        placed.sort(key=lambda one: (one.day, one.start, one.session))
        return Timetable(tuple(placed), self.without_place(frozenset(one.session for one in placed)), proven)

    def without_place(self, placed: frozenset[str]) -> tuple[Unplaced, ...]:
        """Every other session, with what keeps it out whatever the others do."""
        others = (session for session in self.visit.sessions if session.id not in placed)
        return tuple(Unplaced(session.id, impossible(self.visit, session)) for session in others)

    def _placed(self, solver: cp_model.CpSolver, session: str) -> Placed:
        day, minute = divmod(solver.value(self.start[session]), DAY)
        peers = frozenset(
            who for (one, who), goes in self.goes.items() if one == session and solver.value(goes)
        )
        room = next((r for (one, r), sits in self.sits.items() if one == session and solver.value(sits)), "")
        return self.kept.get(session) or Placed(session, day, minute, room, peers)

    def _add_room(
        self, session: Session, start: cp_model.IntVar, there: cp_model.IntVar, kept: Placed | None
    ) -> None:
        rooms = self.visit.rooms_for(session)
        if kept:
            rooms = [room for room in self.visit.rooms if room.id == kept.room]
        for room in rooms:
            sits = self.sits[session.id, room.id] = self.cp.new_bool_var("")
            interval = self.cp.new_optional_fixed_size_interval_var(start, session.minutes, sits, "")
            self.of_room.setdefault(room.id, []).append(interval)
        if rooms:
            self.cp.add(sum(self.sits[session.id, room.id] for room in rooms) == there)
            met = self.cp.new_optional_fixed_size_interval_var(start, session.minutes, there, "")
            self.of_seats.append((min(room.seats for room in rooms), met))

    def _add_team(
        self, session: Session, start: cp_model.IntVar, there: cp_model.IntVar, kept: Placed | None
    ) -> None:
        length = session.minutes + self.visit.changeover
        must = kept.peers if kept else session.peers
        for member in self.visit.team:
            goes = self.goes[session.id, member.id] = self.cp.new_bool_var("")
            self.cp.add(goes == there) if member.id in must else self.cp.add_implication(goes, there)
            interval = self.cp.new_optional_fixed_size_interval_var(start, length, goes, "")
            self.of_somebody.setdefault(member.id, []).append(interval)
            if member.busy and not kept:
                free = possible_starts(self.visit, session, (*busy_of(self.visit, session), *member.busy))
                within = cp_model.Domain.from_values(free) if free else cp_model.Domain(-1, -1)
                self.cp.add_linear_expression_in_domain(start, within).only_enforce_if(goes)
        needed = len(kept.peers & {member.id for member in self.visit.team}) if kept else session.peers_needed
        needed = max(needed, len(must & {member.id for member in self.visit.team}))
        self.cp.add(sum(self.goes[session.id, member.id] for member in self.visit.team) == needed * there)
        takes = self.cp.new_optional_fixed_size_interval_var(start, length, there, "")
        self.of_team.append((takes, needed))

    def _starts(self, session: Session) -> list[int]:
        return possible_starts(self.visit, session, busy_of(self.visit, session))
