"""Setting up the authenticator app, and signing in with it, through the pages."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from councils.models import User

PASSWORD = "a long enough password"


@pytest.fixture
def member(db):
    return User.objects.create_user(email="ann@example.org", password=PASSWORD, name="Ann Sample")


def sign_in(client):
    return client.post(reverse("account_login"), {"login": "ann@example.org", "password": PASSWORD})


def current_code(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def confirm(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def set_up(client):
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "Set up your authenticator app" in page
    assert 'src="data:image/svg+xml' in page
    secret = re.search(r'class="app-code">(\w+)<', page).group(1)
    return client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)}, follow=True)


def test_an_invited_account_sets_its_app_up_and_sees_recovery_codes(client, member):
    assert sign_in(client).status_code == 302
    page = set_up(client).content.decode()
    assert "Recovery codes" in page
    assert len(re.findall(r'<li><span class="app-code">', page)) == 10
    assert (
        "On. When you sign in, you are asked for a code" in client.get(reverse("mfa_index")).content.decode()
    )


def test_a_wrong_code_is_said_beside_the_field(client, member):
    sign_in(client)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "<title>Error: Set up your authenticator app" in page
    assert 'href="#id_code"' in page


def test_the_second_sign_in_asks_for_the_code_and_takes_a_recovery_code(client, member):
    sign_in(client)
    page = set_up(client).content.decode()
    recovery = re.search(r'<li><span class="app-code">([^<]+)</span>', page).group(1)
    client.post(reverse("account_logout"))
    answer = sign_in(client)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "Enter the code from your authenticator app" in client.get(answer["Location"]).content.decode()
    assert client.post(answer["Location"], {"code": recovery})["Location"] == reverse("home")


def test_account_pages_are_all_in_our_words(client, member):
    sign_in(client)
    for name, heading in (
        ("mfa_index", "Your account"),
        ("account_change_password", "Change your password"),
        ("account_logout", "Do you want to sign out?"),
        ("account_reauthenticate", "Is it still you?"),
    ):
        html = client.get(reverse(name)).content.decode()
        assert f'<h1 class="govuk-heading-l">{heading}</h1>' in html
        assert "<style" not in html
