"""Words beside figures: every version kept, sentences tied to their figures, nothing overwritten unseen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from challenges.models import ChallengeRound
from councils.errors import DomainError, NotAllowed
from councils.roles import PostKind
from councils.runs.services import RunRefused, perform
from councils.tests import factories as who
from evaluation.models import Commentary, FindingsRun
from evaluation.reports.chapters import report_of
from evaluation.reports.lines import lines_of
from evaluation.reports.places import places_of
from evaluation.reports.snapshot import build_snapshot, checksum
from evaluation.selectors.reports.commentary import Subject, standing
from evaluation.selectors.reports.desktop import desk_of
from evaluation.services.findings.runs import do_findings, request_findings
from evaluation.services.reports.commentary import write_commentary
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
PLACES = {place.key: place for place in places_of([("B6", "Sharing good practice")])}
RAISED = "Sharing good practice: raised unprompted by 24 of 24."


@pytest.fixture
def world() -> World:
    """The world with 24 people who raised sharing."""
    world = build_world()
    survey = what.survey(world.round)
    for n in range(24):
        post = PostKind.DIRECTOR if n % 2 else PostKind.CHIEF_EXECUTIVE
        invited = what.invitation(survey, who.person(post=post, at=who.council("Kent")))
        what.response(
            invited, {"changed": "We borrowed their audit form.", "B6": "great" if n % 3 else "small"}
        )
    count(world.round)
    return world


def count(round: ChallengeRound) -> FindingsRun:
    run = request_findings(round)
    perform(FindingsRun, run.pk, do_findings)
    run.refresh_from_db()
    return run


def write(world: World, text: str, place: str = "b6", based_on: int = 0) -> Commentary:
    subject = Subject(world.round)
    return write_commentary(
        subject=subject,
        place=PLACES[place],
        text=text,
        based_on=based_on,
        figures=desk_of(subject).figures,
        actor=world.actors["national"],
    )


def test_words_stand_in_the_next_report(world: World) -> None:
    write(world, f"{RAISED} Forms travelled.\n\nA second paragraph.")
    write(world, "A team met in March.", "b6-vignette")
    write(world, "Fund the forms.\nCount them.", "rec-councils")
    snapshot = build_snapshot(world.round, "staff", count(world.round))
    report = report_of(snapshot, checksum(snapshot))
    section = next(s for c in report.chapters for s in c.sections if s.heading == "Sharing good practice")
    assert section.commentary == (f"{RAISED} Forms travelled.", "A second paragraph.")
    assert section.vignette == ("A team met in March.",)
    steps = [s.steps for c in report.chapters for s in c.sections if s.steps]
    assert steps == [("Fund the forms.", "Count them.")]
    assert any("Nora National" in line for line in lines_of(report))
    assert "Nora National" not in str(build_snapshot(world.round, "published", count(world.round)))


def test_a_sentence_is_refused_once_its_figures_say_otherwise(world: World) -> None:
    assert write(world, RAISED).claims == [{"key": "raised:B6", "text": RAISED}]
    invited = what.invitation(world.round.survey, who.person(at=who.council("Surrey")))
    what.response(invited, {"changed": "Nothing to add about forms at all."})
    run = count(world.round)
    with pytest.raises(RunRefused, match=r"24 of 24\. But the figures now say: .*24 of 25"):
        build_snapshot(world.round, "staff", run)


def test_every_version_is_kept_and_the_newest_counts(world: World) -> None:
    write(world, "One.")
    write(world, "Two.", based_on=1)
    assert standing(Subject(world.round))["b6"].text == "Two."
    page = world.clients["evaluator"].get(
        reverse("evaluation:round_commentary_versions", args=[world.round.pk, "b6"])
    )
    assert [len(row["passages"]) for row in page.context["rows"]] == [2, 1]
    write(world, "", based_on=2)
    assert "b6" not in standing(Subject(world.round))
    assert Commentary.objects.count() == 3


def test_somebody_elses_words_are_never_overwritten_unseen(world: World) -> None:
    write(world, "Mine.")
    with pytest.raises(DomainError, match="Nora National has written here since"):
        write(world, "Yours.")
    address = reverse("evaluation:round_commentary_place", args=[world.round.pk, "b6"])
    page = world.clients["evaluator"].post(address, {"text": "Yours.", "based_on": "0"}).content.decode()
    assert "Yours." in page
    assert "Mine." in page


def test_what_is_refused(world: World) -> None:
    with pytest.raises(DomainError, match="Too many rows"):
        write(world, "\n".join(f"Row {n}" for n in range(9)), "rec-councils")
    with pytest.raises(DomainError, match="too long"):
        write(world, "x" * 6001)
    with pytest.raises(DomainError, match="Nothing has changed"):
        write(world, "  ")
    with pytest.raises(NotAllowed):
        write_commentary(
            subject=Subject(world.round),
            place=PLACES["b6"],
            text="No.",
            based_on=0,
            figures={},
            actor=world.actors["own"],
        )


def test_the_page_shows_figures_and_sentences_and_warns(world: World) -> None:
    client = world.clients["national"]
    address = reverse("evaluation:round_commentary_place", args=[world.round.pk, "b6"])
    page = client.get(address).content.decode()
    assert RAISED in page
    assert "asked directly" in page
    saved = client.post(address, {"text": "Most liked it. 7 of 12 said so.", "based_on": "0"}, follow=True)
    said = [str(message) for message in saved.context["messages"]]
    assert "“Most” stands without its number in: Most liked it." in said
    assert "7 of 12 is not among the figures of this report, in: 7 of 12 said so." in said


def test_the_list_takes_as_many_queries_however_much_is_written(
    world: World, django_assert_max_num_queries: object
) -> None:
    address = reverse("evaluation:round_commentary", args=[world.round.pk])
    world.clients["national"].get(address)
    with django_assert_max_num_queries(60) as few:
        world.clients["national"].get(address)
    for place in ("b6", "b6-vignette", "rec-councils"):
        write(world, "Words.", place)
    with django_assert_max_num_queries(len(few.captured_queries)):
        world.clients["national"].get(address)
