"""The sample's people and the accounts to sign in with."""

from __future__ import annotations

from dataclasses import dataclass

from councils.models import Council, Membership, Person, Post, Region, User
from councils.roles import MembershipRole, PostKind
from evaluation.sample import content

PASSWORD = "sample-for-trying-out"  # noqa: S105 - printed at every local start; production refuses the sample
REGION = "South East"
FIRST_DAY = content.must("2025-04-01")


@dataclass(frozen=True)
class SignIn:
    """One account of the sample: what it is for, its address, and the person behind it (a reference)."""

    role: str
    title: str
    email: str
    name: str
    reference: str = ""


SIGN_INS = (
    SignIn(
        MembershipRole.PROGRAMME_MANAGER,
        "Programme manager, South East",
        "manager@sample.example",
        "",
        "SE-PM1",
    ),
    SignIn(
        MembershipRole.NATIONAL_STAFF, "National board staff", "national@sample.example", "Bunting Basalt"
    ),
    SignIn(
        MembershipRole.NATIONAL_STAFF, "A colleague who signs off", "signs@sample.example", "Yarrow Jasper"
    ),
    SignIn(MembershipRole.EVALUATOR, "External evaluator", "evaluator@sample.example", "Tansy Tufa"),
    SignIn(MembershipRole.COUNCIL_CONTACT, "Council contact, Kent", "kent@sample.example", "", "KEN-OM1"),
    SignIn(MembershipRole.ADMINISTRATOR, "Administrator", "administrator@sample.example", "Linnet Lignite"),
)


def load_people(councils: dict[str, Council], region: Region) -> dict[str, Person]:
    """Make every person with their post; by reference."""
    rows = content.people()
    Person.objects.bulk_create(
        Person(reference=row["reference"], name=row["name"], email=row["email"], phone=row["phone"])
        for row in rows
    )
    made = {
        person.reference: person
        for person in Person.objects.filter(reference__in=[r["reference"] for r in rows])
    }
    Post.objects.bulk_create(
        Post(
            person=made[row["reference"]],
            kind=row["post"],
            council=councils.get(row["council"]),
            region=None if row["council"] else region,
        )
        for row in rows
    )
    return made


def load_accounts(people: dict[str, Person], councils: dict[str, Council], region: Region) -> None:
    """Make the accounts of `SIGN_INS`, each with its membership."""
    for sign_in in SIGN_INS:
        person = people.get(sign_in.reference)
        user = User.objects.create_user(
            sign_in.email,
            PASSWORD,
            name=person.name if person else sign_in.name,
            is_staff=sign_in.role == MembershipRole.ADMINISTRATOR,
            is_superuser=sign_in.role == MembershipRole.ADMINISTRATOR,
        )
        Membership.objects.create(
            user=user,
            role=sign_in.role,
            starts_on=FIRST_DAY,
            region=region if sign_in.role == MembershipRole.PROGRAMME_MANAGER else None,
            council=councils["Kent"] if sign_in.role == MembershipRole.COUNCIL_CONTACT else None,
        )
        if person:
            Person.objects.filter(pk=person.pk).update(user=user)


def post_of(person: Person) -> Post:
    """The one post that a person of the sample has."""
    return person.posts.get()


def is_manager(post: Post) -> bool:
    """Whether it is a programme manager's."""
    return post.kind == PostKind.PROGRAMME_MANAGER
