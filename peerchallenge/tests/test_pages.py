"""The frame of every page, the static pages, and the pages shown when something is wrong."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from peerchallenge.pages import HELP_PAGES
from peerchallenge.testing.world import build_world

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC_PAGES = ["pages:accessibility", "pages:privacy", "pages:cookies", "pages:help"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", STATIC_PAGES)
def test_a_static_page_has_one_heading_and_the_frame(name, client):
    html = client.get(reverse(name)).content.decode()
    assert html.count("<h1") == 1
    assert '<html lang="en-GB"' in html
    assert 'href="#main-content"' in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for linked in STATIC_PAGES:
        assert f'href="{reverse(linked)}"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("page", HELP_PAGES, ids=lambda page: page.role)
def test_each_role_has_its_help(page, client):
    html = client.get(reverse("pages:help_role", args=[page.role])).content.decode()
    assert f"<title>Help: {page.title} – Peer challenge</title>" in html
    assert html.count("<h2 ") >= 3


@pytest.mark.django_db
def test_a_role_without_help_is_not_found(client):
    assert client.get(reverse("pages:help_role", args=["wizard"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_account_pages_wear_our_frame(name, client):
    html = client.get(reverse(name)).content.decode()
    assert 'class="app-header"' in html
    assert html.count("<h1") == 1
    assert "<p>" not in html


@pytest.mark.django_db
def test_a_wrong_password_is_said_in_a_summary_and_the_address_stays(client):
    html = client.post(
        reverse("account_login"), {"login": "ann@example.org", "password": "wrong"}
    ).content.decode()
    assert "<title>Error: Sign in – Peer challenge</title>" in html
    assert "There is a problem" in html
    assert 'value="ann@example.org"' in html
    assert "wrong" not in re.sub(
        r"password you specified|are not correct", "", html.split("</main>")[0].split("<main")[1]
    )


@pytest.mark.parametrize("name", ["400", "403_csrf", "405", "500"])
def test_fault_pages_need_no_context(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    assert "<script" not in html


@pytest.mark.django_db
def test_a_refused_token_shows_our_page():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "ann@example.org", "password": "x"})
    assert response.status_code == 403
    assert "We could not tell that this came from you" in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert '<h1 class="govuk-heading-l">Page not found</h1>' in response.content.decode()


@pytest.mark.django_db
def test_an_address_that_only_takes_a_button_says_that_nothing_was_changed():
    world = build_world()
    response = world.clients["own"].get(reverse("challenges:plan_request", args=[world.round.pk]))
    assert response.status_code == 405
    assert '<h1 class="govuk-heading-l">Nothing was changed</h1>' in response.content.decode()


def framed(**context):
    return render_to_string("base.html", context, request=None)


def test_the_sample_banner_shows_only_with_sample_data():
    assert "Sample, invented data" in framed(sample_data=True)
    assert "Sample, invented data" not in framed(sample_data=False)


def test_a_personal_link_sends_no_referrer_and_offers_no_account():
    html = framed(personal_link=True)
    assert '<meta name="referrer" content="no-referrer">' in html
    assert reverse("account_login") not in html
    assert "no-referrer" not in framed()


def test_the_navigation_marks_where_one_is():
    items = [{"label": "Rounds", "url": "/rounds/", "active": True}, {"label": "<b>", "url": "/b/"}]
    html = framed(navigation=items)
    assert html.count('aria-current="true"') == 1
    assert "<b>" not in html


def test_messages_are_banners_and_escaped():
    messages = [Message(constants.SUCCESS, "Saved <script>"), Message(constants.INFO, "Look")]
    html = render_to_string("components/messages.html", {"messages": messages})
    assert html.count("govuk-notification-banner--success") == 1
    assert html.count('role="region"') == 1
    assert "<script>" not in html


def test_no_template_holds_script_or_style_of_its_own():
    wrong = []
    for path in TEMPLATES.rglob("*.html"):
        if path.parts[len(TEMPLATES.parts)] in ("emails", "reports"):
            continue
        text = path.read_text(encoding="utf-8")
        if re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=\"", text):
            wrong.append(str(path.relative_to(TEMPLATES)))
    assert wrong == []


def test_pages_of_the_service_send_a_strict_policy(db):
    response = Client().get(reverse("pages:cookies"))
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_no_template_loads_the_tags_whose_values_threads_share():
    loading = [
        path.name for path in TEMPLATES.rglob("*.html") if "govuk_frontend_django" in path.read_text("utf-8")
    ]
    assert loading == []
