"""Who acts: an account, a personal link, or both, with the person behind it and what it reaches."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from councils.links.models import LinkPurpose, PersonalLink
from councils.models.people import Membership, Person, User
from councils.roles import MembershipRole


@dataclass(frozen=True)
class Actor:
    """One who acts. `memberships` are those that hold today; `link` is the personal link they came by."""

    user: User | None = None
    person: Person | None = None
    memberships: tuple[Membership, ...] = ()
    link: PersonalLink | None = None
    label: str = field(default="", compare=False)

    @property
    def known(self) -> bool:
        """Whether this is anybody at all: an account or a link."""
        return self.user is not None or self.link is not None

    def holds(self, *roles: str) -> bool:
        """Whether a membership in one of `roles` holds, on whatever."""
        return any(membership.role in roles for membership in self.memberships)

    @property
    def is_administrator(self) -> bool:
        """Whether they keep accounts and imports."""
        return self.holds(MembershipRole.ADMINISTRATOR)

    @property
    def is_national(self) -> bool:
        """Whether they work for the national body and see every region."""
        return self.holds(MembershipRole.NATIONAL_STAFF, MembershipRole.ADMINISTRATOR)

    @property
    def is_staff(self) -> bool:
        """Whether they hold any staff role (national, evaluator, programme manager)."""
        return self.holds(*MembershipRole.staff())

    @property
    def managed_region_ids(self) -> frozenset[int]:
        """The regions whose programme they manage."""
        held = (m for m in self.memberships if m.role == MembershipRole.PROGRAMME_MANAGER)
        return frozenset(m.region_id for m in held if m.region_id)

    @property
    def council_ids(self) -> frozenset[int]:
        """The councils whose contact they are by account."""
        held = (m for m in self.memberships if m.role == MembershipRole.COUNCIL_CONTACT)
        return frozenset(m.council_id for m in held if m.council_id)

    @property
    def person_ids(self) -> frozenset[int]:
        """The people whose own pages they reach: the account's person and the link's."""
        own = [self.person.pk] if self.person else []
        linked = [self.link.person_id] if self.link and self.link.purpose == LinkPurpose.PERSON else []
        return frozenset(pk for pk in [*own, *linked] if pk)

    @property
    def sign_up_id(self) -> str | None:
        """The participation whose sign-up link they came by."""
        if self.link and self.link.purpose == LinkPurpose.SIGN_UP:
            return self.link.record_id
        return None

    @property
    def name(self) -> str:
        """Who this is, as the audit log and step records say it."""
        if self.label:
            return self.label
        return str(
            self.user or self.person or (self.link and self.link.person) or "Somebody with a personal link"
        )


NOBODY = Actor()


def system(label: str) -> Actor:
    """The actor of work that nobody asked for just now, e.g. `system("Sample data")`."""
    return Actor(label=label)


def actor_for(user: User | None, link: PersonalLink | None = None, *, on: date | None = None) -> Actor:
    """The actor behind a signed-in `user` and/or an opened `link`, with memberships that hold `on` (today)."""
    if user is None:
        return Actor(link=link, person=link.person if link else None)
    memberships = user.memberships.on(on or timezone.localdate()).select_related("region", "council")
    person = Person.objects.filter(user=user, merged_into__isnull=True).first()
    return Actor(user=user, person=person, memberships=tuple(memberships), link=link)
