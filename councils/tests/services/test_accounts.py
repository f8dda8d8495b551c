"""Invitations and roles."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from councils.actor import actor_for
from councils.errors import DomainError, NotAllowed
from councils.models import AuditEvent, Membership, OutboxMessage, User
from councils.outbox.services import queue_text, send_again
from councils.roles import MembershipRole
from councils.services.accounts import (
    Held,
    add_membership,
    change_membership,
    end_membership,
    invite_account,
    invite_again,
)
from councils.tests import factories as who

pytestmark = pytest.mark.django_db
NATIONAL = Held(MembershipRole.NATIONAL_STAFF)


def contact(council="Kent"):
    return Held(MembershipRole.COUNCIL_CONTACT, council=who.council(council))


def invite(actor, held=NATIONAL, email="New@Example.org", **more):
    return invite_account(email=email, name="Nell New", held=held, actor=actor, **more)


def test_an_invitation_leads_to_a_password_and_in(settings):
    user = invite(who.administrator())
    assert (user.email, user.has_usable_password()) == ("new@example.org", False)
    message = OutboxMessage.objects.get()
    assert (message.to_email, message.subject) == ("new@example.org", "Your account for peer challenge")
    assert "National board staff, England" in message.body
    address = re.search(rf"{settings.SITE_URL}(/account/\S+)", message.body)[1]
    client = Client()
    page = client.get(address, follow=True)
    chosen = {"password1": "a long enough password", "password2": "a long enough password"}
    client.post(page.redirect_chain[-1][0], chosen)
    assert client.login(username="x", password="y") is False
    client.post("/account/login/", {"login": "new@example.org", "password": "a long enough password"})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Client().get(address, follow=True).context.get("token_fail") is True


def test_an_invited_person_gets_the_account():
    person = who.person(at=who.council("Kent"))
    user = invite(who.manager(), contact(), person=person)
    assert actor_for(user).person.pk == person.pk
    with pytest.raises(DomainError, match="has an account already"):
        invite(who.administrator(), email="another@example.org", person=person)
    assert not User.objects.filter(email="another@example.org").exists()


def test_an_address_has_one_account():
    actor = who.administrator()
    invite(actor)
    with pytest.raises(DomainError) as refusal:
        invite(actor, email="NEW@example.org")
    assert list(refusal.value.fields) == ["email"]


def test_managers_invite_contacts_of_their_own_councils_only():
    actor = who.manager()
    invite(actor, contact("Kent"))
    for held in (contact("Camden"), NATIONAL, Held(MembershipRole.PROGRAMME_MANAGER, region=who.region())):
        with pytest.raises(NotAllowed):
            invite(actor, held, email="other@example.org")
    with pytest.raises(NotAllowed):
        invite(who.national_staff(), email="other@example.org")


@pytest.mark.parametrize("role", ["programme_manager", "council_contact"])
def test_a_role_needs_its_place(role):
    with pytest.raises(DomainError):
        invite(who.administrator(), Held(role))


def test_a_role_ends_at_once_or_after_a_day():
    actor, user = who.administrator(), who.user()
    old = who.membership(user, MembershipRole.EVALUATOR)
    end_membership(old, actor=actor)
    assert actor_for(user).memberships == ()
    fresh = add_membership(user, held=NATIONAL, actor=actor)
    tomorrow = timezone.localdate() + timedelta(days=1)
    end_membership(fresh, last_day=tomorrow, actor=actor)
    assert Membership.objects.get(pk=fresh.pk).ends_on == tomorrow
    end_membership(fresh, actor=actor)
    assert not Membership.objects.filter(pk=fresh.pk).exists()
    assert AuditEvent.objects.filter(verb="ended a role").count() == 3


def test_changing_a_role_ends_the_old_one_and_begins_the_new_one():
    actor, user = who.administrator(), who.user()
    held = who.membership(user, MembershipRole.PROGRAMME_MANAGER, on=who.region())
    with pytest.raises(DomainError, match="holds now"):
        change_membership(held, held=Held("programme_manager", region=who.region()), actor=actor)
    change_membership(held, held=Held("programme_manager", region=who.region("London")), actor=actor)
    assert [m.region.name for m in actor_for(user).memberships] == ["London"]


def test_the_last_administrator_stays():
    actor = who.administrator()
    own = actor.memberships[0]
    for _ in range(2):
        with pytest.raises(DomainError, match="last administrator"):
            end_membership(own, actor=actor)
        with pytest.raises(DomainError, match="last administrator"):
            change_membership(own, held=NATIONAL, actor=actor)
        closed = who.administrator()
        User.objects.filter(pk=closed.user.pk).update(is_active=False)
    who.administrator()
    end_membership(own, actor=actor)


def test_a_role_is_held_once_in_a_place():
    actor, user = who.administrator(), who.user()
    who.membership(user, MembershipRole.COUNCIL_CONTACT, on=who.council())
    with pytest.raises(DomainError, match="holds a role there already"):
        add_membership(user, held=contact(), actor=actor)


def test_a_manager_touches_nobody_elses_roles():
    actor = who.manager()
    foreign = who.council_contact(who.council("Camden"))
    staff = who.national_staff()
    for other in (foreign, staff):
        with pytest.raises(NotAllowed):
            end_membership(other.memberships[0], actor=actor)
        with pytest.raises(NotAllowed):
            add_membership(other.user, held=contact(), actor=actor)
        with pytest.raises(NotAllowed):
            invite_again(other.user, actor=actor)
    assert not User.objects.visible_to(actor).filter(pk__in=[foreign.user.pk, staff.user.pk]).exists()


def test_an_invitation_is_sent_again_until_the_account_is_used():
    actor = who.administrator()
    user = invite(actor)
    invite_again(user, actor=actor)
    assert OutboxMessage.objects.count() == 2
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    user.refresh_from_db()
    with pytest.raises(DomainError, match="has been used"):
        invite_again(user, actor=actor)


def test_only_mail_at_a_standstill_is_sent_again_and_only_by_its_keepers():
    message = queue_text(key="k", to_email="a@example.org", text="Hello\n\nWords", region=who.region())
    with pytest.raises(DomainError, match="already on its way"):
        send_again(message, actor=who.administrator())
    OutboxMessage.objects.filter(pk=message.pk).update(state="unknown", attempt=5)
    message.refresh_from_db()
    with pytest.raises(NotAllowed):
        send_again(message, actor=who.manager(who.region("London")))
    send_again(message, actor=who.manager())
    assert (message.state, message.attempt) == ("waiting", 0)
