"""Makes rows for tests: each function takes what matters to the test and fills in the rest."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from councils.actor import Actor, actor_for
from councils.links.services import person_link
from councils.models import Council, Membership, Person, Post, Region, User
from councils.roles import MembershipRole, PostKind

numbers = count(1)
LONG_AGO = date(2012, 4, 1)


def region(name: str = "South East") -> Region:
    """A real region, from the reference tables."""
    return Region.objects.get(name=name)


def council(name: str = "Kent") -> Council:
    """A real council as it is in the year of the tests' rounds, from the reference tables."""
    return Council.objects.on(date(2026, 10, 5)).get(name=name)


def user(email: str = "", *, name: str = "Rowan Larch", password: str | None = None, **fields: Any) -> User:
    """An account; with a password only where the test signs in by form."""
    return User.objects.create_user(
        email or f"user{next(numbers)}@example.org", password, name=name, **fields
    )


def membership(user: User, role: str, *, on: Region | Council | None = None, **fields: Any) -> Membership:
    """A role of `user` on a region, a council or (None) the nation, since long ago."""
    scope = {"region": on} if isinstance(on, Region) else {"council": on} if isinstance(on, Council) else {}
    return Membership.objects.create(
        user=user, role=role, starts_on=fields.pop("starts_on", LONG_AGO), **scope, **fields
    )


def person(
    name: str = "",
    *,
    post: str = PostKind.DIRECTOR,
    at: Council | Region | None = None,
    user: User | None = None,
) -> Person:
    """A person of the programme, with a post at a council or region where `at` is given."""
    n = next(numbers)
    made = Person.objects.create(
        reference=f"T{n:05d}", name=name or f"Person {n}", email=f"person{n}@example.org", user=user
    )
    if at is not None:
        scope = {"region": at} if isinstance(at, Region) else {"council": at}
        Post.objects.create(person=made, kind=post, **scope)
    return made


def administrator() -> Actor:
    """One who keeps accounts and imports."""
    return _national(MembershipRole.ADMINISTRATOR, "Ada Administrator")


def national_staff() -> Actor:
    """One of the national board's staff."""
    return _national(MembershipRole.NATIONAL_STAFF, "Nora National")


def _national(role: str, name: str) -> Actor:
    account = user(name=name)
    membership(account, role)
    return actor_for(account)


def manager(of: Region | None = None) -> Actor:
    """A programme manager of a region (South East), who is a person with that post as well."""
    account = user(name="Petra Programme")
    held = of or region()
    membership(account, MembershipRole.PROGRAMME_MANAGER, on=held)
    person("Petra Programme", post=PostKind.PROGRAMME_MANAGER, at=held, user=account)
    return actor_for(account)


def council_contact(of: Council | None = None) -> Actor:
    """A contact of a council (Kent), by account."""
    account = user(name="Cora Contact")
    membership(account, MembershipRole.COUNCIL_CONTACT, on=of or council())
    return actor_for(account)


def by_link(someone: Person) -> Actor:
    """A person who has come by their personal link, without an account."""
    return actor_for(None, person_link(someone))
