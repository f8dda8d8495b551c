"""Whom a form is for, of an invitation in a confidential or an anonymous round. Plain Python."""

from __future__ import annotations

from councils.roles import RoleGroup, posts_of_group
from evaluation.questionnaire.pages import Asked


def sealed_group(role_group: str) -> RoleGroup:
    """The role group under which anonymous answers are kept: a region has one or two managers, so they join
    children's services (product.md, "Telling the truth")."""
    group = RoleGroup(role_group)
    return RoleGroup.CHILDRENS_SERVICES if group == RoleGroup.PROGRAMME else group


def asked_of(*, post: str, role_group: str, anonymous: bool, involved_before: bool) -> Asked:
    """Whom the form of an invitation is for."""
    if not anonymous:
        return Asked.one(post, involved_before=involved_before)
    group = sealed_group(role_group)
    posts = posts_of_group(group)
    if group == RoleGroup.CHILDRENS_SERVICES:
        posts |= posts_of_group(RoleGroup.PROGRAMME)
    return Asked(posts, involved_before=False)
