"""From draft to published: facts are checked by those whom they concern, and nobody signs off what they wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from challenges.models import Challenge
from councils.actor import Actor, actor_for
from councils.errors import DomainError, NotAllowed
from councils.outbox.models import OutboxMessage
from councils.runs.models import RunState
from councils.tests import factories as who
from evaluation.models import Commentary, EvaluationReport, FactComment, ReportFile
from evaluation.models.reports import Stage
from evaluation.selectors.needs import what_needs
from evaluation.selectors.reports.fact_checks import fact_checks_for, facts_for
from evaluation.services.reports.publication import (
    answer_comment,
    comment_on_fact,
    open_fact_check,
    publish_report,
    sign_off,
)
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def world() -> World:
    """The world; the host's organiser may be written to."""
    world = build_world()
    world.round.manager = world.actors["own"].person
    world.round.save()
    return world


def draft(world: World) -> EvaluationReport:
    report = what.frozen_report(world.round, "1")
    EvaluationReport.objects.update(author=world.actors["national"].user)
    for marked in (True, False):
        ReportFile.objects.create(report=report, draft=marked, pdf=b"%PDF-", sha256="0", pages=1, seconds=1)
    report.refresh_from_db()
    return report


def checked(world: World) -> EvaluationReport:
    return open_fact_check(report=draft(world), until=TODAY, actor=world.actors["evaluator"])


def colleague() -> Actor:
    return actor_for(who.national_staff().user)


def test_the_whole_way(world: World) -> None:
    report = checked(world)
    comment = comment_on_fact(
        report=report, about="Challenge of Kent", text="It had two days.", actor=world.actors["host"]
    )
    with pytest.raises(DomainError, match="waits for an answer"):
        sign_off(report=report, actor=colleague())
    answer_comment(
        comment=comment,
        outcome="corrected",
        answer="The visit is now two days.",
        actor=world.actors["evaluator"],
    )
    signed = sign_off(report=report, actor=colleague())
    assert (signed.stage, signed.is_out) == (Stage.SIGNED_OFF, False)
    out = publish_report(report=signed, actor=world.actors["national"])
    assert out.is_out
    assert [step.stage for step in out.steps.all()] == ["fact_check", "signed_off", "published"]


def test_region_and_host_are_told_once(world: World) -> None:
    checked(world)
    sent = OutboxMessage.objects.filter(key__startswith="fact-check:")
    assert sorted(message.person.name for message in sent) == ["Olive Organiser", "Petra Programme"]
    assert all("Findings are not up for comment" in message.body for message in sent)


def test_nobody_signs_off_what_they_made_or_wrote(world: World) -> None:
    report = checked(world)
    with pytest.raises(DomainError, match="You made this report"):
        sign_off(report=report, actor=world.actors["national"])
    writer = colleague()
    Commentary.objects.create(round=world.round, place="b1", number=1, text="So it is.", author=writer.user)
    EvaluationReport.objects.update(
        snapshot=report.snapshot | {"commentary": {"b1": {"text": "So it is.", "number": 1}}}
    )
    report.refresh_from_db()
    with pytest.raises(DomainError, match="You wrote part"):
        sign_off(report=report, actor=writer)
    with pytest.raises(NotAllowed):
        sign_off(report=report, actor=world.actors["own"])


def test_no_step_is_left_out(world: World) -> None:
    report = draft(world)
    with pytest.raises(DomainError, match="checked by the region"):
        sign_off(report=report, actor=colleague())
    with pytest.raises(DomainError, match="once it is signed off"):
        publish_report(report=report, actor=world.actors["national"])
    with pytest.raises(DomainError, match="fact check is over"):
        comment_on_fact(report=report, about="Challenge of Kent", text="No.", actor=world.actors["host"])
    open_fact_check(report=report, until=TODAY, actor=world.actors["evaluator"])
    with pytest.raises(DomainError, match="sent out already"):
        open_fact_check(report=report, until=TODAY, actor=world.actors["evaluator"])
    with pytest.raises(DomainError, match="has passed"):
        open_fact_check(report=report, until=TODAY - timedelta(days=1), actor=world.actors["evaluator"])


def test_an_unfinished_report_goes_nowhere(world: World) -> None:
    report = draft(world)
    EvaluationReport.objects.update(state=RunState.RUNNING)
    with pytest.raises(DomainError, match="not finished"):
        open_fact_check(report=report, until=TODAY, actor=world.actors["evaluator"])


def test_a_host_sees_its_own_facts_alone(world: World) -> None:
    report = checked(world)
    mine = facts_for(report, world.actors["host"])
    assert [fact.about for fact in mine] == ["Challenge of Kent"]
    assert "theme: Neglect" in mine[0].value
    assert "team of 1" in mine[0].value
    theirs = [fact.about for fact in facts_for(report, world.actors["own"])]
    assert "Challenges planned" in theirs
    assert not fact_checks_for(world.actors["outsider"]).exists()
    with pytest.raises(DomainError, match="Choose a fact"):
        comment_on_fact(report=report, about="Challenges planned", text="No.", actor=world.actors["host"])


def test_a_proposed_challenge_shows_its_host_nothing(world: World) -> None:
    checked(world)
    Challenge.objects.update(state="proposed")
    assert not fact_checks_for(world.actors["host"]).exists()


def test_the_organiser_checks_by_personal_link(world: World) -> None:
    report = checked(world)
    by_link = who.by_link(world.organiser)
    assert [item.kind for item in what_needs(by_link, TODAY)] == ["fact_check"]
    comment_on_fact(report=report, about="Challenge of Kent", text="Two days.", actor=by_link)
    assert FactComment.objects.get().person == world.organiser


def test_the_page_takes_a_comment_and_loses_nothing_typed(world: World) -> None:
    address = reverse("evaluation:fact_check", args=[checked(world).pk])
    client = world.clients["host"]
    refused = client.post(address, {"about": "", "text": "It had two days."}).content.decode()
    assert "Choose a fact" in refused
    assert "It had two days." in refused
    client.post(address, {"about": "Challenge of Kent", "text": "It had two days."})
    assert "Not answered yet" in client.get(address).content.decode()
    assert FactComment.objects.get().by == "Cora Contact"


def test_the_draft_bears_a_mark_until_it_is_published(world: World) -> None:
    report = checked(world)
    ReportFile.objects.filter(draft=True).update(pdf=b"%PDF-draft")
    ReportFile.objects.filter(draft=False).update(pdf=b"%PDF-final")
    address = reverse("evaluation:report_pdf", args=[report.pk])
    assert world.clients["own"].get(address).content == b"%PDF-draft"
    publish_report(report=sign_off(report=report, actor=colleague()), actor=world.actors["national"])
    assert world.clients["own"].get(address).content == b"%PDF-final"
    page = world.clients["own"].get(reverse("evaluation:report_detail", args=[report.pk])).content.decode()
    assert "app-report--draft" not in page
