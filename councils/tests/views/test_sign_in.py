"""Signing in: lock-out, forgotten passwords, and the second factor that staff owe."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from councils.models import OutboxMessage
from councils.tests import factories as who

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _no_counts_left():
    cache.clear()


def sign_in(client, password=PASSWORD, email="ann@example.org"):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@override_settings(AXES_ENABLED=True)
def test_six_wrong_passwords_lock_the_address_out_for_a_while(client):
    who.user("ann@example.org", password=PASSWORD)
    codes = [sign_in(client, "wrong").status_code for _ in range(6)]
    assert codes[:5] == [200] * 5
    assert codes[5] == 429
    locked = sign_in(client)
    assert locked.status_code == 429
    assert "_auth_user_id" not in client.session
    who.user("bo@example.org", password=PASSWORD)
    assert sign_in(Client(), email="bo@example.org").status_code == 302


@override_settings(AXES_ENABLED=True)
def test_five_wrong_passwords_do_not(client):
    who.user("ann@example.org", password=PASSWORD)
    for _ in range(5):
        sign_in(client, "wrong")
    assert sign_in(client)["Location"] == reverse("home")


def test_a_forgotten_password_is_asked_for_through_the_outbox(client, settings):
    who.user("ann@example.org", password=PASSWORD)
    for _ in range(2):
        client.post(reverse("account_reset_password"), {"email": "ann@example.org"})
    assert OutboxMessage.objects.count() == 2
    assert mail.outbox == []
    message = OutboxMessage.objects.first()
    assert (message.to_email, message.subject) == ("ann@example.org", "Choose a new password")
    assert "/account/password/reset/key/" in message.body


def test_an_unknown_address_gets_the_same_page(client):
    who.user("ann@example.org", password=PASSWORD)
    pages = [
        client.post(reverse("account_reset_password"), {"email": email})["Location"]
        for email in ("ann@example.org", "nobody@example.org")
    ]
    assert pages[0] == pages[1]


@override_settings(REQUIRE_SECOND_FACTOR=True)
@pytest.mark.parametrize("make", [who.administrator, who.national_staff, who.manager])
def test_staff_set_up_a_second_factor_before_they_get_any_further(client, make):
    client.force_login(make().user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (reverse("home"), reverse("councils:council_list"), "/admin/"):
        assert client.get(address)["Location"] == reverse("mfa_activate_totp")


@override_settings(REQUIRE_SECOND_FACTOR=True)
def test_a_council_contact_needs_none(client):
    client.force_login(
        who.council_contact().user, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(reverse("councils:council_list")).status_code == 200


@override_settings(REQUIRE_SECOND_FACTOR=False)
def test_where_it_is_off_staff_need_none(client):
    client.force_login(
        who.administrator().user, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(reverse("councils:council_list")).status_code == 200
