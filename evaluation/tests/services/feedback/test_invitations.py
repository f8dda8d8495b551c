"""Invitations: written, released, reissued, extended, handed over, added, withdrawn; and what a mail scanner does."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.actor import Actor
from councils.errors import DomainError
from councils.models import OutboxMessage, Person
from councils.outbox.batches import release
from councils.outbox.sending import send_due
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Draft, Invitation, KeptFile, Receipt, Response
from evaluation.services.feedback import invitations as posting
from evaluation.services.feedback.deputies import hand_over
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.invitation_files import (
    plan_invitations,
    start_invitation_file,
    take_invitation_file,
)
from evaluation.services.feedback.surveys import change_survey, invite_by_hand
from evaluation.tests import factories as what
from peerchallenge.testing.world import World, build_world

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def world() -> World:
    return build_world()


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actors["own"]


@pytest.fixture
def invitation(world: World) -> Invitation:
    return what.invitation(what.survey(world.round), who.person("Dora Director", at=who.council("Kent")))


def start(invitation: Invitation) -> str:
    invitation.refresh_from_db()
    return reverse("evaluation:feedback_start", args=[what.token(invitation)])


def test_an_invitation_is_sent_when_a_person_sends_the_batch(invitation, manager):
    batch = posting.write_invitations(survey=invitation.survey, actor=manager)
    invitation.refresh_from_db()
    assert invitation.sent_at is None
    assert posting.write_invitations(survey=invitation.survey, actor=manager) is None
    release(batch, count=1, actor=manager)
    invitation.refresh_from_db()
    assert invitation.sent_at is not None
    assert send_due() == 1
    assert what.token(invitation) in mail.outbox[0].body


def test_a_dropped_batch_can_be_written_again(invitation, manager):
    posting.write_invitations(survey=invitation.survey, actor=manager).delete()
    assert posting.write_invitations(survey=invitation.survey, actor=manager).messages.count() == 1


def test_who_has_answered_in_the_meantime_is_left_out(invitation, manager):
    batch = posting.write_invitations(survey=invitation.survey, actor=manager)
    release(batch, count=1, actor=manager)
    what.response(invitation, {"changed": "Trust."})
    assert send_due() == 0
    assert OutboxMessage.objects.get().state == "stopped"


def test_one_persons_days_open_and_close_their_form_alone(invitation, manager):
    other = what.invitation(invitation.survey)
    change_survey(survey=invitation.survey, opens_on=TODAY() - timedelta(days=9),
                  closes_on=TODAY() - timedelta(days=1), actor=manager)  # fmt: skip
    posting.set_last_day(invitation=invitation, day=TODAY() + timedelta(days=3), actor=manager)
    assert (Client().get(start(invitation)).status_code, Client().get(start(other)).status_code) == (200, 410)
    posting.set_last_day(invitation=invitation, day=TODAY() - timedelta(days=2), actor=manager)
    assert Client().get(start(invitation)).status_code == 410
    with pytest.raises(DomainError, match="on or after the survey opens"):
        posting.set_last_day(invitation=invitation, day=TODAY() - timedelta(days=30), actor=manager)


def test_a_deputy_answers_by_a_link_of_their_own_and_reads_no_draft(invitation, manager):
    deputy = who.person("Delia Deputy", post=PostKind.ASSISTANT_DIRECTOR, at=who.council("Kent"))
    Invitation.objects.update(sent_at=timezone.now())
    invitation.refresh_from_db()
    old = start(invitation)
    Client().post(old, {"parts": ["host"], "involved_before": "no"})
    hand_over(invitation=Invitation.objects.get(), deputy=deputy, actor=manager)
    page = Client().get(start(invitation)).content.decode()
    assert Client().get(old).status_code == 404
    assert "Hello Delia Deputy. You answer in place of Dora Director." in page
    assert Draft.objects.count() == 0
    assert OutboxMessage.objects.get().to_email == deputy.email


@pytest.mark.parametrize("post", [PostKind.LEAD_MEMBER, PostKind.PROGRAMME_MANAGER])
def test_some_roles_answer_themselves(world, manager, post):
    at = who.region() if post == PostKind.PROGRAMME_MANAGER else who.council("Kent")
    asked = what.invitation(what.survey(world.round), who.person(post=post, at=at))
    with pytest.raises(DomainError, match="there is no deputy"):
        hand_over(invitation=asked, deputy=world.organiser, actor=manager)


def test_a_deputy_is_of_the_same_council_and_not_asked(invitation, manager, world):
    asked_too = what.invitation(invitation.survey, who.person("Asked", at=who.council("Kent")))
    for person in (world.peer, asked_too.person):
        with pytest.raises(DomainError, match="same council who is not asked"):
            hand_over(invitation=invitation, deputy=person, actor=manager)


def test_somebody_is_added_by_hand_once(invitation, manager):
    person = who.person("Anna Added", post=PostKind.SPECIALIST, at=who.council("Medway"))
    made = invite_by_hand(survey=invitation.survey, person=person, actor=manager)
    assert (made.post, made.council.name, made.link is not None) == ("specialist", "Medway", True)
    with pytest.raises(DomainError, match="asked already"):
        invite_by_hand(survey=invitation.survey, person=person, actor=manager)
    with pytest.raises(DomainError, match="holds no post in a region"):
        invite_by_hand(survey=invitation.survey, person=who.person(at=who.council("Camden")), actor=manager)


def upload(invitation: Invitation, text: str, manager: Actor) -> KeptFile:
    file = io.BytesIO(text.encode())
    return start_invitation_file(survey=invitation.survey, file=file, file_name="p.csv", actor=manager)


def test_a_file_names_its_bad_rows_and_then_asks_nobody(invitation, manager):
    good = who.person("Good", at=who.council("Medway"))
    away = who.person("Away", at=who.council("Camden"))
    rows = ["reference,name", f"{good.reference},Good", "NOBODY,", f"{away.reference},Away", f"{good.reference},",
            f"{invitation.person.reference},Somebody Else", ",Nameless"]  # fmt: skip
    kept = upload(invitation, "\n".join(rows), manager)
    assert [(row.number, row.fault) for row in plan_invitations(kept)] == [
        (2, ""),
        (3, "Nobody has this reference."),
        (4, "This person holds no post in a region of the round."),
        (5, "This reference is in the file twice."),
        (6, "The reference belongs to Dora Director, not to this name."),
        (7, "The reference is missing."),
    ]
    with pytest.raises(DomainError, match="Nobody was invited"):
        take_invitation_file(kept, actor=manager)
    assert Invitation.objects.count() == 1


def test_a_row_with_another_name_shows_the_name_of_the_file(invitation, manager):
    ann = who.person("Ann Alder", at=who.council("Kent"))
    file = SimpleUploadedFile("p.csv", f"reference,name\n{ann.reference},Bob Beech\n".encode())
    kept = start_invitation_file(survey=invitation.survey, file=file, file_name="p.csv", actor=manager)
    row = plan_invitations(kept)[0]
    assert (row.name, row.fault) == ("Bob Beech", "The reference belongs to Ann Alder, not to this name.")


def test_namesakes_are_told_apart_at_the_same_cost_for_many(world, invitation):
    def page() -> tuple[str, int]:
        with CaptureQueriesContext(connection) as got:
            reply = world.clients["own"].get(reverse("evaluation:invitation_add", args=[world.round.pk]))
        return reply.content.decode(), len(got)

    who.person("Ann Alder", at=who.council("Kent"))
    page()
    html, few = page()
    assert "Ann Alder (Director of children&#x27;s services, Kent)" in html
    for number in range(29):
        who.person(f"Person {number}", at=who.council("Kent"))
    assert page()[1] == few


def test_a_good_file_asks_everybody_new_once(invitation, manager):
    good = who.person("Good", at=who.council("Medway"))
    kept = upload(invitation, f"reference\n{good.reference}\n{invitation.person.reference}\n", manager)
    assert take_invitation_file(kept, actor=manager) == 1
    assert Invitation.objects.filter(person=good).count() == 1
    with pytest.raises(DomainError, match="taken in already"):
        take_invitation_file(kept, actor=manager)


def test_a_new_link_keeps_the_day_on_which_somebody_was_first_asked(invitation, manager):
    first = timezone.now() - timedelta(days=5)
    Invitation.objects.update(sent_at=first, withdrawn_at=timezone.now())
    invitation.refresh_from_db()
    posting.reissue(invitation=invitation, actor=manager)
    invitation.refresh_from_db()
    assert (invitation.sent_at, invitation.withdrawn_at) == (first, None)


def test_nobody_is_said_to_get_a_link_that_cannot_be_mailed(invitation, manager):
    deputy = who.person("Dan Deputy", post="operational_manager", at=invitation.council)
    Invitation.objects.update(sent_at=timezone.now())
    Person.objects.update(email="")
    invitation.refresh_from_db()
    deputy.refresh_from_db()
    link = invitation.link
    with pytest.raises(DomainError, match="no email address of Dora Director"):
        posting.reissue(invitation=invitation, actor=manager)
    with pytest.raises(DomainError, match="no email address of Dan Deputy"):
        hand_over(invitation=invitation, deputy=deputy, actor=manager)
    invitation.refresh_from_db()
    assert (invitation.link, invitation.deputy, OutboxMessage.objects.count()) == (link, None, 0)


def test_the_pages_of_an_invitation(world, invitation):
    browser = world.clients["own"]
    page = browser.get(reverse("evaluation:invitation_detail", args=[invitation.pk])).content.decode()
    assert "Dora Director" in page
    day = TODAY() + timedelta(days=2)
    parts = {"closes_on_0": day.day, "closes_on_1": day.month, "closes_on_2": day.year}
    browser.post(reverse("evaluation:invitation_days", args=[invitation.pk]), parts)
    assert Invitation.objects.get().closes_on == day
    bad = browser.post(
        reverse("evaluation:invitation_days", args=[invitation.pk]), parts | {"closes_on_1": "13"}
    )
    assert "Last day for this person: enter the month as a number" in bad.content.decode()
    browser.post(reverse("evaluation:invitation_days", args=[invitation.pk]), dict.fromkeys(parts, ""))
    assert Invitation.objects.get().closes_on is None
    file = SimpleUploadedFile("p.csv", b"reference\nNOBODY\n")
    address = reverse("evaluation:invitation_import", args=[world.round.pk])
    check = browser.post(address, {"file": file}, follow=True).content.decode()
    assert "Nobody has this reference." in check
    assert "Ask 0" not in check
    person = who.person("Anna Added", at=who.council("Medway"))
    browser.post(reverse("evaluation:invitation_add", args=[world.round.pk]), {"person": person.pk})
    assert Invitation.objects.filter(person=person).exists()


def test_a_mail_scanner_spends_nothing(invitation):
    """It fetches every address it finds, posts the empty form, and posts every form as the page holds it."""
    robot, first = Client(headers={"user-agent": "Link checker"}), start(invitation)
    done, check = (first + part for part in ("done/", "check/"))
    for address in (first, first + "1/", check, done):
        robot.head(address)
        page = robot.get(address)
        form = page.context.get("form") if page.context else None
        initial = {name: form[name].value() or "" for name in form.fields} if form else {}
        robot.post(address)
        robot.post(address, initial)
    assert (Draft.objects.count(), Receipt.objects.count(), Response.objects.count()) == (0, 0, 0)
    person = Client()
    person.post(first, {"parts": ["host"], "involved_before": "no"})
    person.post(first + "1/", {"changed": "More trust."})
    robot.get(check)
    robot.post(check, {"key": str(robot.get(check).context["form"].initial["key"]), "consent": ""})
    assert Receipt.objects.count() == 0
    form = person.get(check).context["form"]
    person.post(check, {"key": str(form.initial["key"]), "consent": "none"})
    take_in_all()
    assert Response.objects.get().invitation == invitation
