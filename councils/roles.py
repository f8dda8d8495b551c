"""What people are (posts), what accounts may do (membership roles) and how answers are grouped (role groups)."""

from __future__ import annotations

from django.db import models


class MembershipRole(models.TextChoices):
    """A role that an account holds on something."""

    ADMINISTRATOR = "administrator", "Administrator"
    NATIONAL_STAFF = "national_staff", "National board staff"
    EVALUATOR = "evaluator", "External evaluator"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"
    COUNCIL_CONTACT = "council_contact", "Council contact"

    @classmethod
    def national(cls) -> list[str]:
        """The roles that are held on the whole nation."""
        return [cls.ADMINISTRATOR, cls.NATIONAL_STAFF, cls.EVALUATOR]

    @classmethod
    def staff(cls) -> list[str]:
        """The roles that must sign in with a second factor."""
        return [*cls.national(), cls.PROGRAMME_MANAGER]


class PostKind(models.TextChoices):
    """What a person is in a council or a region."""

    DIRECTOR = "director", "Director of children's services"
    ASSISTANT_DIRECTOR = "assistant_director", "Assistant director"
    CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
    LEAD_MEMBER = "lead_member", "Lead member"
    OPERATIONAL_MANAGER = "operational_manager", "Operational manager"
    SPECIALIST = "specialist", "Specialist"
    PROGRAMME_MANAGER = "programme_manager", "Programme manager"


class RoleGroup(models.TextChoices):
    """The groups in which answers are shown."""

    POLITICAL_CORPORATE = "political_corporate", "Political and corporate"
    CHILDRENS_SERVICES = "childrens_services", "Children's services"
    PROGRAMME = "programme", "Programme"


GROUP_OF_POST = {
    PostKind.DIRECTOR: RoleGroup.CHILDRENS_SERVICES,
    PostKind.ASSISTANT_DIRECTOR: RoleGroup.CHILDRENS_SERVICES,
    PostKind.OPERATIONAL_MANAGER: RoleGroup.CHILDRENS_SERVICES,
    PostKind.SPECIALIST: RoleGroup.CHILDRENS_SERVICES,
    PostKind.CHIEF_EXECUTIVE: RoleGroup.POLITICAL_CORPORATE,
    PostKind.LEAD_MEMBER: RoleGroup.POLITICAL_CORPORATE,
    PostKind.PROGRAMME_MANAGER: RoleGroup.PROGRAMME,
}


def posts_of_group(group: str) -> frozenset[str]:
    """The posts whose answers are shown together under a role group."""
    return frozenset(str(post) for post, its_group in GROUP_OF_POST.items() if its_group == group)


def role_group(post: str) -> RoleGroup:
    """The role group of a post kind (product.md, "Telling the truth"). Raises KeyError for an unknown post."""
    return GROUP_OF_POST[PostKind(post)]
