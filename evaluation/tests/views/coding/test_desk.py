"""Who reads findings and quotes what, where roles and rounds meet."""

from __future__ import annotations

import pytest
from django.urls import reverse

from challenges.tests import factories as when
from councils.imports.cells import neutralised
from councils.models import Person, Post
from councils.roles import PostKind
from councils.runs.services import perform
from councils.tests import factories as who
from evaluation.models import Answer, FindingsRun, Quote, Theme
from evaluation.services.findings.runs import do_findings, request_findings
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
WORDS = "the pack came late"


@pytest.fixture
def world() -> World:
    """The world with one answer, counted."""
    world = build_world()
    invited = what.invitation(what.survey(world.round), who.person(at=who.council("Kent")))
    what.response(invited, {"changed": WORDS}, consent="role_only")
    perform(FindingsRun, request_findings(world.round).pk, do_findings)
    return world


@pytest.mark.parametrize("name", ["findings", "findings_csv", "reports"])
def test_a_peer_who_manages_another_region_reads_nothing_here(world: World, name: str) -> None:
    peer = Person.objects.get(user=world.actors["other"].user)
    peer.posts.all().delete()
    Post.objects.create(person=peer, kind=PostKind.DIRECTOR, council=who.council("Surrey"))
    when.placement(world.challenge, peer)
    assert world.clients["other"].get(reverse(f"evaluation:{name}", args=[world.round.pk])).status_code == 404


def test_an_answer_that_was_changed_is_not_quoted(world: World) -> None:
    answer = Answer.objects.get()
    Answer.objects.update(superseded_by=answer.first_revision_id)
    page = reverse("evaluation:answer_detail", args=[answer.pk])
    theme = Theme.objects.get(code="D2").pk
    assert world.clients["national"].post(page, {"words": WORDS, "theme": theme}).status_code == 404
    assert Quote.objects.count() == 0


def test_the_desk_accounts_for_every_answer(world: World) -> None:
    page = world.clients["national"].get(reverse("evaluation:answers", args=[world.round.pk]))
    assert page.context["accounted"].endswith("= 1 received")
    assert page.context["accounted"] in page.content.decode()


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_a_spreadsheet_runs_no_cell(first: str) -> None:
    assert neutralised(f"{first}1") == f"'{first}1"
