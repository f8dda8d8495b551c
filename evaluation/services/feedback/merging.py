"""What surveys hold of a person follows when two records of one person are made one."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from councils.errors import DomainError
from councils.models import Person
from evaluation.models import Invitation


@transaction.atomic
def follow_merge(*, keep: Person, drop: Person, **_: Any) -> None:
    """The receiver of `person_merged`: invitations of `drop` become those of `keep`, one in each survey.

    Raises DomainError, which undoes the merge, where both have begun to answer the same survey."""
    theirs = Invitation.objects.select_related("survey__round", "draft", "receipt")
    kept = {invitation.survey_id: invitation for invitation in theirs.filter(person=keep)}
    Invitation.objects.filter(deputy=drop).update(deputy=keep)
    for invitation in theirs.filter(person=drop):
        if not _takes_the_place(invitation, kept.get(invitation.survey_id)):
            invitation.delete()
            continue
        invitation.person = keep
        invitation.save(update_fields=["person"])


def _takes_the_place(invitation: Invitation, other: Invitation | None) -> bool:
    """Whether the invitation stays; what it stays in place of is deleted, as nothing has been typed there."""
    if other is None:
        return True
    if _begun(invitation) and _begun(other):
        round = invitation.survey.round
        raise DomainError(
            f"Both have answers in the survey of {round}, so one would be lost. Keep them apart."
        )
    stays = _begun(invitation) or (other.withdrawn_at is not None and not _begun(other))
    if stays:
        other.delete()
    return stays


def _begun(invitation: Invitation) -> bool:
    return hasattr(invitation, "draft") or hasattr(invitation, "receipt")
