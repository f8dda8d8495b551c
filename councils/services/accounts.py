"""Accounts by invitation, and the roles they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from councils.access import is_the_system
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.imports.cells import tidy
from councils.models import Council, Membership, Person, Region, User
from councils.outbox.services import queue_text
from councils.roles import MembershipRole

LAST_ONE = "This is the last administrator. Invite another one first."


@dataclass(frozen=True)
class Held:
    """A role and what it is held on: a region, a council, or (neither) the nation."""

    role: str
    region: Region | None = None
    council: Council | None = None

    @property
    def within(self) -> Region | None:
        """The region in whose audit log and outbox it is found."""
        return self.region or (self.council.region if self.council else None)

    @property
    def words(self) -> str:
        """The role as the audit log says it."""
        return f"{MembershipRole(self.role).label}, {self.council or self.region or 'England'}"


@transaction.atomic
def invite_account(*, email: str, name: str, held: Held, actor: Actor, person: Person | None = None) -> User:
    """A new account without a password and a role, and a mail with the address where the password is chosen.

    Raises NotAllowed where the role is not the actor's to give, DomainError where there is an account already."""
    _check_held(held, actor)
    if User.objects.filter(email=email.strip().lower()).exists():
        sentence = "There is already an account with this address. Give it another role instead."
        if not actor.is_administrator:
            sentence = (
                "There is already an account with this address. Ask an administrator to give it this role."
            )
        raise DomainError(sentence, {"email": sentence})
    user = User.objects.create_user(email, name=tidy(name))
    _link_person(user, person, actor)
    Membership.objects.create(user=user, role=held.role, region=held.region, council=held.council)
    after = {"email": user.email, "name": user.name, "role": held.words}
    record(actor, "invited the account", user, after=after, region=held.within)
    _send_invitation(user, held, actor)
    return user


@transaction.atomic
def invite_again(user: User, *, actor: Actor) -> None:
    """Send the invitation again to an account that has never been used.

    Raises NotAllowed, or DomainError where the account is in use already or holds no role."""
    membership = (
        user.memberships.managed_by(actor)
        .open_on(timezone.localdate())
        .select_related("region", "council__region")
        .first()
    )
    if membership is None:
        raise NotAllowed("You cannot invite this account.")
    if user.last_login:
        raise DomainError(
            "This account has been used: its owner can choose a new password at the sign-in page."
        )
    held = held_of(membership)
    record(actor, "sent the invitation again", user, region=held.within)
    _send_invitation(user, held, actor)


@transaction.atomic
def add_membership(user: User, *, held: Held, actor: Actor) -> Membership:
    """Give an account another role from today. Raises NotAllowed, or DomainError where it holds one there already."""
    _check_held(held, actor)
    if not (is_the_system(actor) or User.objects.visible_to(actor).filter(pk=user.pk).exists()):
        raise NotAllowed("You cannot change this account.")
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=user, role=held.role, region=held.region, council=held.council
            )
    except IntegrityError as error:
        sentence = f"{user} holds a role there already. Change that one instead."
        raise DomainError(sentence, {"role": sentence}) from error
    record(actor, "gave a role", user, after={"role": held.words}, region=held.within)
    return made


@transaction.atomic
def change_membership(membership: Membership, *, held: Held, actor: Actor) -> Membership:
    """Hold another role instead, from now on: the old one ends, a new one begins.

    Raises NotAllowed, or DomainError where it is the same, would leave no administrator, or is held already."""
    before = held_of(membership)
    if before == held:
        raise DomainError("This is the role it holds now.", {"role": "This is the role it holds now."})
    _check_held(held, actor)
    end_membership(membership, actor=actor)
    return add_membership(membership.user, held=held, actor=actor)


@transaction.atomic
def end_membership(membership: Membership, *, actor: Actor, last_day: date | None = None) -> None:
    """End a role after `last_day`, or at once. One that would never have held a day is removed; the audit log has it.

    Raises NotAllowed, or DomainError where it has ended, or where no administrator would be left."""
    if not (is_the_system(actor) or Membership.objects.managed_by(actor).filter(pk=membership.pk).exists()):
        raise NotAllowed("You cannot end this role.")
    today = timezone.localdate()
    last_day = last_day or today - timedelta(days=1)
    if membership.ends_on and membership.ends_on < today:
        raise DomainError("This role has ended already.")
    _keep_an_administrator(membership)
    if membership.starts_on > last_day:
        Membership.objects.filter(pk=membership.pk).delete()
    else:
        Membership.objects.filter(pk=membership.pk).update(ends_on=last_day)
    held = held_of(membership)
    before, after = {"role": held.words}, {"last day": last_day.isoformat()}
    record(actor, "ended a role", membership.user, before=before, after=after, region=held.within)


def held_of(membership: Membership) -> Held:
    """The role and scope of a membership."""
    return Held(membership.role, membership.region, membership.council)


def _check_held(held: Held, actor: Actor) -> None:
    """Raises DomainError where the scope does not fit the role, NotAllowed where the actor may not give it."""
    if held.role in MembershipRole.national() and (held.region or held.council):
        raise DomainError("This role is held on the whole of England: leave region and council empty.")
    if held.role == MembershipRole.PROGRAMME_MANAGER and not held.region:
        raise DomainError("Choose the region.", {"region": "Choose the region of this programme manager."})
    if held.role == MembershipRole.COUNCIL_CONTACT and not held.council:
        raise DomainError("Choose the council.", {"council": "Choose the council of this contact."})
    if is_the_system(actor) or actor.is_administrator:
        return
    own = held.council is not None and held.council.region_id in actor.managed_region_ids
    if held.role != MembershipRole.COUNCIL_CONTACT or not own:
        raise NotAllowed("Programme managers invite contacts of the councils of their own regions.")


def _keep_an_administrator(membership: Membership) -> None:
    if membership.role != MembershipRole.ADMINISTRATOR:
        return
    others = Membership.objects.select_for_update().filter(
        role=MembershipRole.ADMINISTRATOR, ends_on__isnull=True
    )
    left = [each for each in others if each.pk != membership.pk and each.user_id != membership.user_id]
    active = User.objects.filter(pk__in=[each.user_id for each in left], is_active=True)
    if not active.exists():
        raise DomainError(LAST_ONE)


def _link_person(user: User, person: Person | None, actor: Actor) -> None:
    """Raises NotAllowed where the person is not the actor's, DomainError where they have an account."""
    if person is None:
        return
    if not (is_the_system(actor) or Person.objects.managed_by(actor).filter(pk=person.pk).exists()):
        raise NotAllowed("You cannot invite this person.")
    if not Person.objects.current().filter(pk=person.pk, user__isnull=True).update(user=user):
        raise DomainError(f"{person} has an account already.")


def _send_invitation(user: User, held: Held, actor: Actor) -> None:
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    context = {"user": user, "role": held.words, "inviter": actor.name, "days": days}
    context |= {"address": password_address(user), "site": settings.SITE_URL + reverse("account_login")}
    text = render_to_string("emails/account_invitation.txt", context)
    queue_text(
        key=f"account-invitation:{user.pk}:{uuid4()}", to_email=user.email, text=text, region=held.within
    )


def password_address(user: User) -> str:
    """Where this account's owner chooses a password, for as long as `PASSWORD_RESET_TIMEOUT` says."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=key)
