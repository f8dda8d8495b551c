"""The records of this app in Django's admin pages, for administrators. What services alone may write is read only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from councils.models import (
    AuditEvent,
    Council,
    CouncilCode,
    Membership,
    Neighbour,
    OutboxMessage,
    Person,
    PersonalLink,
    Post,
    Region,
    User,
)


class AdministratorsAdmin(admin.ModelAdmin):
    """Records that administrators may look at and change; nothing is added or deleted past the services."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators: the site has let nobody else in."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Administrators may look at everything."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """And correct it."""
        return True

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """New records come by the pages, whose services write the audit log."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Records stay."""
        return False


class ReadOnlyAdmin(AdministratorsAdmin):
    """Records that nobody changes by hand."""

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Nobody."""
        return False


@admin.register(Region)
class RegionAdmin(AdministratorsAdmin):
    """Whom people of a region write to."""

    list_display = ("name", "contact_name", "contact_email")
    fields = ("name", "contact_name", "contact_email")
    readonly_fields = ("name",)


@admin.register(Council)
class CouncilAdmin(ReadOnlyAdmin):
    """Reference facts: they come with the service."""

    list_display = ("name", "dfe_number", "region", "existed_from", "existed_until")
    list_filter = ("region", "kind")
    list_select_related = ("region",)
    search_fields = ("name", "dfe_number")


@admin.register(CouncilCode)
class CouncilCodeAdmin(ReadOnlyAdmin):
    """Reference facts."""

    list_display = ("gss_code", "council", "valid_from", "valid_until")
    list_select_related = ("council",)


@admin.register(Neighbour)
class NeighbourAdmin(ReadOnlyAdmin):
    """Reference facts."""

    list_display = ("council", "rank", "neighbour", "model")
    list_select_related = ("council", "neighbour")


@admin.register(User)
class UserAdmin(AdministratorsAdmin):
    """Accounts: may be closed here. Passwords are chosen by their owners."""

    list_display = ("name", "email", "is_active", "last_login")
    search_fields = ("name", "email")
    fields = ("name", "email", "is_active", "last_login", "date_joined")
    readonly_fields = ("email", "last_login", "date_joined")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Roles: changed on the accounts page, where the audit log is written."""

    list_display = ("user", "role", "region", "council", "starts_on", "ends_on")
    list_filter = ("role",)
    list_select_related = ("user", "region", "council")


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """People: changed on their own page."""

    list_display = ("name", "reference", "email")
    search_fields = ("name", "reference", "email")


@admin.register(Post)
class PostAdmin(ReadOnlyAdmin):
    """Posts: changed on the person's page."""

    list_display = ("person", "kind", "council", "region", "starts_on", "ends_on")
    list_select_related = ("person", "council", "region")


@admin.register(PersonalLink)
class PersonalLinkAdmin(ReadOnlyAdmin):
    """Which links there are; their tokens are kept nowhere."""

    list_display = ("purpose", "person", "issue", "expires_on", "withdrawn_at")
    list_select_related = ("person",)
    exclude = ("code",)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    """Messages without their words: they hold people's links."""

    list_display = ("to_email", "subject", "state", "created_at", "sent_at")
    list_filter = ("state",)
    exclude = ("body",)


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The audit log."""

    list_display = ("at", "actor", "verb", "record")
    search_fields = ("actor", "verb", "record")
