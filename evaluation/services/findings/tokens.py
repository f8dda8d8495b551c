"""Making and revoking keys of the interface for programs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from councils.actor import Actor, actor_for
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from evaluation.models import ApiToken

LONGEST = timedelta(days=366)


@transaction.atomic
def make_token(*, name: str, scopes: Iterable[str], expires_on: date, actor: Actor) -> tuple[ApiToken, str]:
    """A key of the actor's own account and its secret, which is shown once.

    Raises NotAllowed outside staff; DomainError without a scope, for a day that has passed or is over a year off, or
    where a key of theirs that still opens has the name: nobody could tell which to revoke."""
    if actor.user is None or not actor.is_staff:
        raise NotAllowed("Only staff make keys.")
    today = timezone.localdate()
    if not today <= expires_on <= today + LONGEST:
        sentence = "Choose a day from today to a year from now."
        raise DomainError(sentence, {"expires_on": sentence})
    chosen = [scope for scope in scopes if scope in ApiToken.Scope.values]
    if not chosen:
        raise DomainError("Choose what the key opens.", {"scopes": "Choose what the key opens."})
    theirs = ApiToken.objects.filter(user=actor.user, name=name[:80], revoked_at__isnull=True)
    if any(token.stands for token in theirs):
        sentence = "A key of yours has this name. Revoke it first, or choose another name."
        raise DomainError(sentence, {"name": sentence})
    secret = f"pc_{secrets.token_urlsafe(32)}"
    made = ApiToken.objects.create(
        user=actor.user, name=name[:80], scopes=chosen, digest=_digest(secret), expires_on=expires_on
    )
    record(actor, "made a key", made, after={"scopes": chosen, "expires_on": expires_on.isoformat()})
    return made, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: Actor) -> None:
    """Stop a key of the actor's own account. Raises NotAllowed for another's."""
    if actor.user is None or token.user_id != actor.user.pk:
        raise NotAllowed("This key is none of yours.")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(actor, "revoked a key", token)


def actor_of_token(secret: str, scope: str) -> Actor | None:
    """Who acts by this key; None where it opens nothing, or not this scope, or its account is no longer active."""
    found = ApiToken.objects.select_related("user").filter(digest=_digest(secret)).first()
    if found is None or not found.stands or scope not in found.scopes or not found.user.is_active:
        return None
    actor = actor_for(found.user)
    return actor if actor.is_staff else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
