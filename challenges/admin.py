"""Django's admin pages of rounds and challenges: to look at, for administrators only.

Writes go through services, which keep states, booked days and the audit log true; so nothing is changed here."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from challenges.models import (
    Action,
    BookedDay,
    Challenge,
    ChallengeRound,
    ChallengeStep,
    DataPack,
    DateChange,
    DeclaredConflict,
    Letter,
    Milestone,
    MilestonePreset,
    Participation,
    PeerOffer,
    Placement,
    Topic,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows to administrators and changes none of them."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators see the app."""
        return _is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Administrators see every row."""
        return _is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: see the module."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody: see the module."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody: see the module."""
        return False


def _is_administrator(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return bool(actor and actor.is_administrator)


@admin.register(ChallengeRound)
class ChallengeRoundAdmin(ReadOnlyAdmin):
    """Rounds."""

    list_display = ["name", "year", "state", "first_week", "last_week"]
    list_filter = ["state", "regions"]


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    """Councils in rounds."""

    list_display = ["council", "round", "hosting", "lending", "answered_at"]
    list_filter = ["hosting", "lending", "round"]
    list_select_related = ["council", "round"]
    search_fields = ["council__name"]


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    """Challenges."""

    list_display = ["host", "round", "state", "first_day", "last_day", "original_first_day"]
    list_filter = ["state", "round"]
    list_select_related = ["host", "round"]
    search_fields = ["host__name"]


@admin.register(PeerOffer)
class PeerOfferAdmin(ReadOnlyAdmin):
    """Peers whom councils offer."""

    list_display = ["person", "participation", "role", "max_days", "outside_region"]
    list_select_related = ["person", "participation__council", "participation__round"]


@admin.register(Placement)
class PlacementAdmin(ReadOnlyAdmin):
    """Peers on teams."""

    list_display = ["person", "role", "home_council", "host_council", "state"]
    list_filter = ["role", "state"]
    list_select_related = ["person", "home_council", "host_council"]


@admin.register(Milestone)
class MilestoneAdmin(ReadOnlyAdmin):
    """Milestones of challenges."""

    list_display = ["kind", "challenge", "owner", "due_on", "original_due_on", "state"]
    list_filter = ["kind", "state"]
    list_select_related = ["challenge__host", "challenge__round"]


@admin.register(BookedDay)
class BookedDayAdmin(ReadOnlyAdmin):
    """Days on which people are on site."""

    list_display = ["person", "day", "challenge"]
    list_select_related = ["person", "challenge__host", "challenge__round"]
    date_hierarchy = "day"


@admin.register(DeclaredConflict)
class DeclaredConflictAdmin(ReadOnlyAdmin):
    """Declared conflicts, without their reasons, which managers read on their own page."""

    list_display = ["whose", "against", "first_day", "last_day"]
    list_select_related = ["person", "council", "against"]
    exclude = ["reason"]


admin.site.register(
    [Action, ChallengeStep, DataPack, DateChange, Letter, MilestonePreset, Topic], ReadOnlyAdmin
)
