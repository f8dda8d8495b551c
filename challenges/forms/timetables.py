"""Forms of a visit's timetable: what it has to fit into, a session, and the place of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from crispy_forms_gds.layout import Field, Fixed
from django import forms
from django.core.exceptions import ValidationError

from challenges.forms.challenge import PlainForm, offer_choices
from challenges.forms.clock import ClockField
from challenges.forms.letters import lines_of
from challenges.forms.timetable_lines import (
    LinesField,
    read_break,
    read_person,
    read_room,
    write_break,
    write_person,
    write_room,
)
from challenges.models import HostPerson, SessionSlot, Timetable, VisitRoom, VisitSession
from challenges.models.timetable import DayPart, SessionKind
from challenges.selectors.timetables.problem import named
from challenges.services.timetables.sessions import SessionDetails
from challenges.services.timetables.setting_up import SetUp
from councils.models import Person


class SeenForm(PlainForm):
    """A form that holds the edition of the timetable that its reader has looked at."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def _laid_out(self, name: str) -> Any:
        if isinstance(self.fields[name], ClockField):
            return Field.text(name, field_width=Fixed.FIVE)
        return super()._laid_out(name)


class SetUpForm(SeenForm):
    """Hours, breaks, rooms and the host's people."""

    opens = ClockField(
        label="A day begins at", help_text="For example, 9:00", error_messages={"required": "Enter a time."}
    )
    closes = ClockField(
        label="A day ends at", help_text="For example, 17:00", error_messages={"required": "Enter a time."}
    )
    changeover = forms.IntegerField(
        label="Minutes that a peer has between two sessions",
        min_value=0,
        max_value=120,
        error_messages={"required": "Enter a number of minutes, 0 for none."},
    )
    breaks = LinesField(
        label="Breaks",
        help_text="One a line: from, to, and what it is. For example: 12:30 to 13:15, lunch. "
        "A break of one day begins with it: day 2 10:00 to 10:30, assembly.",
        read=read_break,
        write=write_break,
        rows=3,
    )
    rooms = LinesField(
        label="Rooms",
        help_text="One a line: name, and how many it seats. For example: Blue room, 8. Leave it empty, and no rooms "
        "are given out.",
        read=read_room,
        write=write_room,
        rows=5,
    )
    people = LinesField(
        label="People whom the team meets",
        help_text="One a line: name, what they are, and when they cannot come. For example: Ann Smith, head of "
        "service, not day 1 9:00 to 11:00, not day 2. Never write names of children or families.",
        read=read_person,
        write=write_person,
        rows=12,
    )

    def __init__(self, data: Any = None, *, timetable: Timetable | None = None) -> None:
        kept = timetable or Timetable()
        initial: dict[str, Any] = {name: getattr(kept, name) for name in ("opens", "closes", "changeover")}
        initial["seen"] = kept.edition
        if timetable is not None:
            initial["breaks"], initial["rooms"] = timetable.breaks.all(), timetable.rooms.all()
            initial["people"] = timetable.people.prefetch_related("away")
        else:
            initial["breaks"] = "12:30 to 13:15, lunch"
        super().__init__(data, initial=initial)

    def setup(self) -> SetUp:
        """What was typed."""
        return SetUp(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


class SessionForm(SeenForm):
    """A session: what it is, how long, who is in it, when it is wanted."""

    title = forms.CharField(
        label="Title", max_length=120, error_messages={"required": "Give the session a title."}
    )
    kind = forms.ChoiceField(label="Kind", choices=SessionKind.choices)
    about = forms.ChoiceField(label="Key line of enquiry (optional)", required=False)
    minutes = forms.IntegerField(
        label="Minutes", min_value=5, max_value=720, error_messages={"required": "Enter how long it takes."}
    )
    whole_team = forms.BooleanField(label="The whole team is in it", required=False)
    peers_needed = forms.IntegerField(
        label="Peers in it",
        min_value=1,
        max_value=20,
        required=False,
        help_text="How many. Those not named below are chosen.",
    )
    peers = forms.MultipleChoiceField(
        label="Peers who must be in it (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.CharField(
        label="People of the host",
        required=False,
        help_text="Names, one to a line, as they are written under “Days, rooms and people”.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    others = forms.IntegerField(
        label="How many more come who are not named",
        min_value=0,
        max_value=500,
        required=False,
        help_text="Young people and families are counted here, never named.",
    )
    needs_room = forms.BooleanField(label="It needs a room", required=False)
    part = forms.ChoiceField(
        label="Part of the day",
        choices=[("", "Any"), *DayPart.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    day = forms.TypedChoiceField(label="Day", required=False, coerce=int, empty_value=None)
    start = ClockField(label="Fixed time (optional)", required=False, help_text="For example, 9:30")

    def __init__(
        self,
        data: Any = None,
        *,
        session: VisitSession | None,
        edition: int,
        days: Sequence[date],
        team: Sequence[Person],
        people: Sequence[HostPerson],
        lines: Sequence[str],
    ) -> None:
        self.team = {str(person.pk): person for person in team}
        self.known = {person.name.lower(): person for person in people}
        super().__init__(data, initial=_initial(session) | {"seen": edition})
        about = session.about if session else ""
        listed = [*lines, *([about] if about and about not in lines else [])]
        offer_choices(self, "about", [("", "None of them"), *((line, line) for line in listed)])
        offer_choices(self, "peers", [(key, person.name) for key, person in self.team.items()])
        named_days = [(str(number), named(day)) for number, day in enumerate(days)]
        offer_choices(self, "day", [("", "Any day"), *named_days])

    def clean_people(self) -> list[HostPerson]:
        """The people of the lines. Raises ValidationError that names every line at fault."""
        found: list[HostPerson] = []
        faults: list[ValidationError] = []
        for number, name in enumerate(lines_of(self.cleaned_data["people"]), 1):
            person = self.known.get(name.lower())
            if person is None:
                faults.append(_fault(number, f"“{name}” is not among the people whom the team meets."))
            elif person in found:
                faults.append(_fault(number, f"{person.name} is in line {found.index(person) + 1} too."))
            else:
                found.append(person)
        if faults:
            raise ValidationError(faults)
        return found

    def details(self) -> SessionDetails:
        """The session as typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        given["peers"] = tuple(self.team[key] for key in given["peers"])
        given["people"] = tuple(given["people"])
        given["others"] = given["others"] or 0
        given["peers_needed"] = given["peers_needed"] or max(1, len(given["peers"]))
        return SessionDetails(**given)


def _fault(number: int, why: str) -> ValidationError:
    return ValidationError("Line %(n)s: %(why)s", params={"n": number, "why": why})


def _initial(session: VisitSession | None) -> dict[str, Any]:
    if session is None:
        return {
            "minutes": 45,
            "peers_needed": 2,
            "others": 0,
            "needs_room": True,
            "kind": SessionKind.INTERVIEW,
        }
    names = (
        "title",
        "kind",
        "about",
        "minutes",
        "whole_team",
        "peers_needed",
        "others",
        "needs_room",
        "part",
    )
    kept = {name: getattr(session, name) for name in names}
    kept["day"], kept["start"] = ("" if session.day is None else str(session.day)), session.start
    kept["peers"] = [str(person.pk) for person in session.peers.all()]
    kept["people"] = "\n".join(person.name for person in session.people.all())
    return kept


class PlaceForm(SeenForm):
    """Where a session is: its day, time, room and peers, and whether every new draft leaves it there."""

    day = forms.TypedChoiceField(label="Day", coerce=int, error_messages={"required": "Choose a day."})
    start = ClockField(
        label="Time", help_text="For example, 9:30", error_messages={"required": "Enter a time."}
    )
    room = forms.ChoiceField(label="Room", required=False)
    peers = forms.MultipleChoiceField(
        label="Peers in it", required=False, widget=forms.CheckboxSelectMultiple
    )
    locked = forms.BooleanField(label="Lock it there: a new draft leaves it as it is", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        session: VisitSession,
        edition: int,
        days: Sequence[date],
        rooms: Sequence[VisitRoom],
        team: Sequence[Person],
    ) -> None:
        self.team = {str(person.pk): person for person in team}
        self.rooms = {str(room.pk): room for room in rooms}
        super().__init__(data, initial=_place(session) | {"seen": edition})
        offer_choices(self, "day", [(str(number), named(day)) for number, day in enumerate(days)])
        seats = [(key, f"{room.name} ({room.seats} seats)") for key, room in self.rooms.items()]
        offer_choices(self, "room", [("", "No room"), *seats])
        offer_choices(self, "peers", [(key, person.name) for key, person in self.team.items()])

    def place(self) -> dict[str, Any]:
        """The place as typed."""
        given = self.cleaned_data
        peers = [self.team[key] for key in given["peers"]]
        names = ("day", "start", "locked")
        return {name: given[name] for name in names} | {"room": self.rooms.get(given["room"]), "peers": peers}


def _place(session: VisitSession) -> dict[str, Any]:
    slot: SessionSlot | None = getattr(session, "slot", None)
    if slot is None:
        peers = [str(person.pk) for person in session.peers.all()]
        return {"day": session.day, "start": session.start, "peers": peers, "locked": True}
    peers = [str(person.pk) for person in slot.peers.all()]
    return {"day": slot.day, "start": slot.start, "room": slot.room_id, "peers": peers, "locked": slot.locked}
