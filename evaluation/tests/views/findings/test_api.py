"""The interface for programs: keys with scopes, and the same rule for small groups as the page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councils.errors import DomainError, NotAllowed
from councils.models import Membership
from councils.tests import factories as who
from evaluation.models import ApiToken
from evaluation.services.findings.runs import request_findings
from evaluation.services.findings.tokens import make_token, revoke_token
from evaluation.tasks import make_findings
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
BOTH = ("rounds", "findings")


@pytest.fixture
def world() -> World:
    return build_world()


def key(
    world: World, persona: str = "own", scopes: Any = BOTH, days: int = 30
) -> tuple[ApiToken, dict[str, str]]:
    day = timezone.localdate() + timedelta(days=days)
    token, secret = make_token(name="Test", scopes=scopes, expires_on=day, actor=world.actors[persona])
    return token, {"authorization": f"Bearer {secret}"}


def get(name: str, headers: dict[str, str], *args: object) -> Any:
    return Client().get(reverse(f"evaluation:api_{name}", args=args), headers=headers)


def counted(world: World, people: int) -> None:
    survey = what.survey(world.round)
    for n in range(people):
        invitation = what.invitation(
            survey, who.person(f"P{n}", at=who.council("Kent")), sent_at=timezone.now()
        )
        what.response(invitation, {"changed": "There is more trust.", "B1": "great" if n % 2 else "small"})
    make_findings(str(request_findings(world.round).pk))


def test_a_key_reads_what_its_account_reads(world):
    counted(world, 12)
    _, headers = key(world)
    assert [round["id"] for round in get("rounds", headers).json()["rounds"]] == [str(world.round.pk)]
    rates = get("rates", headers, world.round.pk).json()
    assert (rates["everyone"], rates["by_council"]) == (
        "12 of 12",
        [{"name": "Kent", "answered": "12 of 12"}],
    )
    found = get("findings", headers, world.round.pk).json()
    assert found["findings"]["threshold"] == 5
    assert found["counted_at"] is not None


def test_what_the_page_hides_is_hidden(world):
    counted(world, 4)
    _, headers = key(world)
    page = world.clients["own"].get(reverse("evaluation:findings", args=[world.round.pk]))
    found = get("findings", headers, world.round.pk).json()["findings"]
    assert (page.context["picture"].findings is None) == (found is None)
    assert "There is more trust" not in str(found)
    assert get("rates", headers, world.round.pk).json()["everyone"] == "Fewer than 5 asked"


def test_another_regions_key_finds_nothing(world):
    counted(world, 6)
    _, headers = key(world, "other")
    assert get("rounds", headers).json() == {"rounds": []}
    assert get("findings", headers, world.round.pk).status_code == 404


def test_a_key_opens_its_scope_alone(world):
    what.survey(world.round)
    _, headers = key(world, scopes=["rounds"])
    assert get("rates", headers, world.round.pk).status_code == 200
    refused = get("findings", headers, world.round.pk)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")


def test_a_key_ends(world):
    token, headers = key(world)
    revoke_token(token=token, actor=world.actors["own"])
    assert get("rounds", headers).status_code == 401
    token, headers = key(world)
    ApiToken.objects.filter(pk=token.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    assert get("rounds", headers).status_code == 401
    _, headers = key(world)
    Membership.objects.filter(user=world.actors["own"].user).delete()
    assert get("rounds", headers).status_code == 401


def test_only_its_digest_is_kept_and_nothing_is_written_by_it(world):
    token, headers = key(world)
    secret = headers["authorization"].removeprefix("Bearer ")
    assert secret not in str(vars(token))
    assert Client().post(reverse("evaluation:api_rounds"), headers=headers).status_code == 405


@pytest.mark.parametrize(("scopes", "days"), [([], 30), (["everything"], 30), (BOTH, -1), (BOTH, 400)])
def test_keys_that_make_no_sense_are_refused(world, scopes, days):
    with pytest.raises(DomainError):
        key(world, scopes=scopes, days=days)


def test_only_staff_make_keys_and_only_their_own_are_revoked(world):
    with pytest.raises(NotAllowed):
        key(world, "host")
    token, _ = key(world)
    with pytest.raises(NotAllowed):
        revoke_token(token=token, actor=world.actors["national"])


def test_the_page_shows_a_secret_once(world):
    browser, address = world.clients["own"], reverse("evaluation:tokens")
    day = timezone.localdate() + timedelta(days=30)
    form = {"name": "Dashboard", "scopes": ["rounds"], "expires_on_0": day.day, "expires_on_1": day.month,
            "expires_on_2": day.year}  # fmt: skip
    assert "Choose what the key opens." in browser.post(address, form | {"scopes": []}).content.decode()
    reply = browser.post(address, form)
    secret = reply.context["secret"]
    assert secret.startswith("pc_")
    assert reply.context["form"].is_bound is False
    again = browser.post(address, form).content.decode()
    assert "A key of yours has this name." in again
    assert ApiToken.objects.count() == 1
    assert secret not in browser.get(address).content.decode()
    browser.post(reverse("evaluation:token_revoke", args=[ApiToken.objects.get().pk]))
    assert ApiToken.objects.get().stands is False


def test_the_description_names_every_address_and_answers_are_as_described(world):
    what.survey(world.round)
    described = get("description", {}).json()["paths"]
    _, headers = key(world)
    for path, operations in described.items():
        reply = Client().get(path.replace("{id}", str(world.round.pk)), headers=headers)
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert (path, reply.status_code) == (path, 200)
        assert set(reply.json()) == set(schema["required"])


def test_a_program_is_answered_in_json_never_by_a_web_page(world):
    _, headers = key(world)
    strict = Client(enforce_csrf_checks=True)
    missing = get("rounds", {"accept": "*/*"})
    assert (missing.status_code, missing.json()["error"][:11]) == (401, "Send a key ")
    assert get("rounds", {"accept": "text/html,*/*"}).status_code == 302
    assert get("rounds", {}).status_code == 302
    unknown = get("rates", headers, "00000000-0000-0000-0000-000000000000")
    assert (unknown.status_code, unknown.json()["error"][:22]) == (404, "There is no such round")
    assert strict.post(reverse("evaluation:api_rounds"), headers=headers).status_code == 405


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=200)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=HEADER, after=HEADER)
def test_no_header_is_a_fault(world, sent, after):
    for value in (sent, f"Bearer {after}"):
        reply = get("rounds", {"authorization": value})
        assert reply.status_code in (302, 401)
