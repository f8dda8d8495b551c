"""The timetable inside a visit: what it is made of, where each session is, and the searches for a draft.

Days are counted from the visit's first (0) and times are local: it moves with its visit, and 09:30 stays 09:30."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from challenges.models.visits import Challenge
from councils.models import Person
from councils.runs.models import Run

LONGEST_SESSION = 720
MOST_DAYS = 10


class SessionKind(models.TextChoices):
    """What a session is."""

    INTERVIEW = "interview", "Interview"
    GROUP = "group", "Group"
    CASE = "case", "Case discussion"
    OBSERVATION = "observation", "Observation"
    CATCH_UP = "catch_up", "Team catch-up"
    FEEDBACK = "feedback", "Feedback"


class DayPart(models.TextChoices):
    """The part of a day in which a session is wanted."""

    MORNING = "morning", "In the morning (ends by 13:00)"
    AFTERNOON = "afternoon", "In the afternoon (from 13:00)"


class Timetable(models.Model):
    """The timetable of a challenge's visit: its hours and how often it was changed. Its draft is the manager's only.

    `edition` rises with every change; `published_edition` is the one that team and host have been given."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="timetable")
    opens = models.TimeField(default=time(9, 0))
    closes = models.TimeField(default=time(17, 0))
    changeover = models.PositiveSmallIntegerField("minutes that a peer has between two sessions", default=15)
    edition = models.PositiveIntegerField(default=0)
    changed_by = models.CharField(max_length=200, blank=True)
    published_edition = models.PositiveIntegerField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="timetable_hours_in_order"),
            models.CheckConstraint(condition=Q(changeover__lte=120), name="timetable_changeover_is_short"),
        ]

    def __str__(self) -> str:
        return f"Timetable of {self.challenge}"


class VisitRoom(models.Model):
    """A room of the host."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60)
    seats = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["timetable", "id"]
        constraints = [
            models.UniqueConstraint("timetable", Lower("name"), name="visit_room_once"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=999), name="visit_room_has_seats"),
        ]

    def __str__(self) -> str:
        return self.name


class VisitBreak(models.Model):
    """A time at which nothing is held, on every day (`day` empty) or on one."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="breaks")
    name = models.CharField(max_length=60)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.TimeField()
    end = models.TimeField()

    class Meta:
        ordering = ["timetable", "start", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="visit_break_in_order"),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__lt=MOST_DAYS), name="visit_break_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HostPerson(models.Model):
    """Somebody of the host or its partners whom the team meets: a name here, not one of the programme's people."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["timetable", "name"]
        constraints = [models.UniqueConstraint("timetable", Lower("name"), name="host_person_once")]

    def __str__(self) -> str:
        return self.name


class HostAway(models.Model):
    """When somebody of the host cannot come: a day, or some of its hours."""

    person = models.ForeignKey(HostPerson, on_delete=models.CASCADE, related_name="away")
    day = models.PositiveSmallIntegerField()
    start = models.TimeField(default=time(0, 0))
    end = models.TimeField(default=time(23, 59))

    class Meta:
        ordering = ["person", "day", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="host_away_in_order"),
            models.CheckConstraint(condition=Q(day__lt=MOST_DAYS), name="host_away_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, day {self.day + 1}"


class VisitSession(models.Model):
    """A session to hold. `people` are met by `peers` and, up to `peers_needed`, others of the team; `others` more come
    who are not named (young people never are). With `start` its time is fixed, with `day` its day."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=11, choices=SessionKind.choices, default=SessionKind.INTERVIEW)
    about = models.CharField("key line of enquiry", max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(default=45)
    whole_team = models.BooleanField(default=False)
    peers_needed = models.PositiveSmallIntegerField(default=2)
    peers = models.ManyToManyField(Person, blank=True, related_name="sessions_asked_for")
    people = models.ManyToManyField(HostPerson, blank=True, related_name="sessions")
    others = models.PositiveSmallIntegerField(default=0)
    needs_room = models.BooleanField(default=True)
    part = models.CharField(max_length=9, choices=DayPart.choices, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    start = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["timetable", "id"]
        constraints = [
            models.UniqueConstraint("timetable", Lower("title"), name="visit_session_title_once"),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=LONGEST_SESSION), name="visit_session_minutes"
            ),
            models.CheckConstraint(
                condition=Q(peers_needed__gte=1, peers_needed__lte=20), name="visit_session_has_peers"
            ),
            models.CheckConstraint(condition=Q(others__lte=500), name="visit_session_others"),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(part=""), name="visit_session_one_wish"
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__lt=MOST_DAYS), name="visit_session_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SessionSlot(models.Model):
    """Where a session is in the draft: its day, start, room and peers. A locked one stays in every new draft."""

    session = models.OneToOneField(VisitSession, on_delete=models.CASCADE, related_name="slot")
    day = models.PositiveSmallIntegerField()
    start = models.TimeField()
    room = models.ForeignKey(
        VisitRoom, null=True, blank=True, on_delete=models.SET_NULL, related_name="slots"
    )
    peers = models.ManyToManyField(Person, blank=True, related_name="session_slots")
    locked = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "start", "session"]
        constraints = [models.CheckConstraint(condition=Q(day__lt=MOST_DAYS), name="session_slot_day")]

    def __str__(self) -> str:
        return f"{self.session}, day {self.day + 1}, {self.start:%H:%M}"


class TimetableRun(Run):
    """The search for a draft. `found` says how many sessions have a place, why others have none, and whether the
    draft was taken (not where somebody changed the timetable meanwhile)."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="runs")
    base_edition = models.PositiveIntegerField("edition that it started from")
    found = models.JSONField(null=True, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)

    class Meta(Run.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["timetable", "input_version"], name="timetable_run_once_per_input"
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.timetable}"


class PublishedSession(models.Model):
    """A session as team and host have been given it, whatever the draft says since. `off` once it has fallen away.

    `sequence` rises with every publication that changes it: calendars go by it."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="published")
    session = models.OneToOneField(
        VisitSession, null=True, on_delete=models.SET_NULL, related_name="published", editable=False
    )
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=11, choices=SessionKind.choices)
    about = models.CharField(max_length=300, blank=True)
    day = models.PositiveSmallIntegerField()
    start = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    room = models.CharField(max_length=60, blank=True)
    people = models.JSONField("names of the host's people", default=list)
    others = models.PositiveSmallIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    off = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "start", "room", "id"]

    def __str__(self) -> str:
        return self.title


class PublishedPlace(models.Model):
    """Somebody whose calendar holds a published session; `off` once they are no longer in it."""

    session = models.ForeignKey(PublishedSession, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="published_sessions")
    off = models.BooleanField(default=False)

    class Meta:
        ordering = ["session", "person__name"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="published_place_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"
