"""Every model of the app, one aggregate per module."""

from councils.audit.models import AuditEvent
from councils.links.models import PersonalLink
from councils.models.imports import PeopleImport
from councils.models.people import Membership, Person, Post, User
from councils.models.places import Council, CouncilCode, Neighbour, Region
from councils.outbox.models import MailBatch, OutboxMessage

__all__ = [
    "AuditEvent",
    "Council",
    "CouncilCode",
    "MailBatch",
    "Membership",
    "Neighbour",
    "OutboxMessage",
    "PeopleImport",
    "Person",
    "PersonalLink",
    "Post",
    "Region",
    "User",
]
