"""The admin pages of this app: shown to administrators, changed by nobody."""

import pytest
from django.urls import reverse

from challenges.models import Challenge
from challenges.tests import factories as when
from councils.tests import factories as who
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db

PAGES = [
    "challengeround",
    "participation",
    "challenge",
    "placement",
    "milestone",
    "bookedday",
    "datechange",
    "letter",
]


def staff_browser(actor):
    actor.user.is_staff = True
    actor.user.save()
    return signed_in(actor.user)


@pytest.mark.parametrize("name", PAGES)
def test_an_administrator_sees_the_lists(name):
    when.challenge()
    page = staff_browser(who.administrator()).get(reverse(f"admin:challenges_{name}_changelist"))
    assert page.status_code == 200
    assert 'class="addlink"' not in page.content.decode()


def test_nobody_changes_or_deletes():
    challenge = when.challenge()
    browser = staff_browser(who.administrator())
    address = reverse("admin:challenges_challenge_change", args=[challenge.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"theme": "Changed"}).status_code == 403
    assert browser.post(reverse("admin:challenges_challenge_delete", args=[challenge.pk])).status_code == 403
    assert Challenge.objects.get().theme == "Neglect"


def test_national_staff_are_no_administrators():
    browser = staff_browser(who.national_staff())
    assert browser.get(reverse("admin:challenges_challenge_changelist")).status_code in (302, 403)
