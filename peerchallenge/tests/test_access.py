"""Every named address as every persona: who gets the page, and that everybody else gets nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from challenges.tests.access import EXPECTED as CHALLENGES
from councils.tests.access import EXPECTED as COUNCILS
from evaluation.tests.access import EXPECTED as EVALUATION
from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS, build_world
from peerchallenge.tests.access import EXPECTED as PROJECT

EXPECTED: dict[str, Expect] = PROJECT | COUNCILS | CHALLENGES | EVALUATION
NOT_OURS = ("admin", "account_", "mfa_", "allauth")


def named(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The names of every address below `resolver`, with their namespace."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern) and entry.name:
            yield prefix + entry.name


OURS = sorted({name for name in named(get_resolver()) if not name.startswith(NOT_OURS)})


@pytest.mark.parametrize("name", OURS)
def test_every_address_declares_who_sees_it(name: str) -> None:
    assert name in EXPECTED


def test_no_expectation_outlives_its_address() -> None:
    assert sorted(set(EXPECTED) - set(OURS)) == []


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", OURS)
def test_only_those_declared_get_in(name: str) -> None:
    world = build_world()
    expected = EXPECTED[name]
    address = reverse(name, kwargs=expected.kwargs(world))
    got = {persona: undone(world.clients[persona], address, post=expected.post) for persona in PERSONAS}
    want = {persona: verdict(persona, expected) for persona in PERSONAS}
    assert got == want


def verdict(persona: str, expected: Expect) -> str:
    """What the declaration promises this persona."""
    if persona in expected.see:
        return "in"
    return "sign in" if persona == "anonymous" and expected.see != () else "not found"


def undone(client: Client, address: str, *, post: bool) -> str:
    """What a browser gets at the address, with whatever that changed undone: nobody finds it used by another."""
    with transaction.atomic():
        got = opened(client, address, post=post)
        transaction.set_rollback(True)
    return got


def opened(client: Client, address: str, *, post: bool) -> str:
    """What a browser gets at the address: in, sign in, not found, or the bare status."""
    response = client.post(address) if post else client.get(address)
    if response.status_code == 404:
        return "not found"
    if response.status_code == 302 and "/account/login/" in response["Location"]:
        return "sign in"
    return "in" if response.status_code in (200, 302, 303, 400) else str(response.status_code)
