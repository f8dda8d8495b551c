"""Requests for access and erasure, and the retention clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils.errors import DomainError, NotAllowed
from councils.models import AuditEvent, OutboxMessage, Person
from councils.outbox.services import queue_text
from councils.tests import factories as who
from evaluation.models import Answer, Draft, Invitation, KeptFile, PurgeCertificate, Receipt, Response, Survey
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.responses import keep
from evaluation.services.feedback.retention import purge, what_is_due
from evaluation.services.feedback.subjects import erase, everything_about
from evaluation.tests import factories as what
from peerchallenge.testing.world import signed_in

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def administrator():
    return who.administrator()


@pytest.fixture
def invitation() -> Invitation:
    made = what.invitation(what.survey(), who.person("Dora Director", at=who.council("Kent")))
    what.response(made, {"changed": "More trust.", "B1": "great"}, consent="role_only")
    queue_text(key="one", to_email="d@example.org", text="Hello\n\nWords", person=made.person)
    return made


def test_everything_about_a_person_comes_out(invitation, administrator):
    held = everything_about(invitation.person, actor=administrator)
    assert held["person"]["name"] == "Dora Director"
    assert held["posts"][0]["post"] == "Director of children's services, Kent"
    assert [(a["question"][:16], a["answer"]) for a in held["answers"][0]["answers"]] == [
        ("What has changed", "More trust."),
        ("Services or prac", "great"),
    ]
    assert held["invitations"][0]["answered"] is True
    assert held["messages"] == [{"subject": "Hello", "to": "d@example.org", "state": "Waiting"}]
    assert what.token(invitation) not in str(held)
    with pytest.raises(NotAllowed):
        everything_about(invitation.person, actor=who.manager())


def test_what_a_deputy_typed_is_in_the_deputys_data_alone(invitation, administrator):
    deputy = who.person("Dan Deputy", post="operational_manager", at=invitation.council)
    Invitation.objects.update(deputy=deputy)
    asked, theirs = (everything_about(each, actor=administrator) for each in (invitation.person, deputy))
    assert asked["invitations"][0]["handed_over_to"] == "Dan Deputy"
    assert asked["answers"] == []
    assert theirs["invitations"][0]["in_place_of"] == "Dora Director"
    assert [a["answer"] for a in theirs["answers"][0]["answers"]] == ["More trust.", "great"]
    draft = Draft.objects.create(invitation=invitation, answers={"given": {"changed": "Half."}})
    asked, theirs = (everything_about(each, actor=administrator) for each in (invitation.person, deputy))
    assert (asked["invitations"][0]["begun"], theirs["invitations"][0]["begun"]) == (
        {},
        draft.answers["given"],
    )


def test_an_erased_person_is_named_nowhere_but_in_the_log(invitation, administrator):
    person = invitation.person
    with pytest.raises(DomainError, match="not the person"):
        erase(person, reference="OTHER", actor=administrator)
    assert erase(person, reference=person.reference.lower(), actor=administrator) == {
        "responses": 1, "drafts": 0, "messages": 1,
    }  # fmt: skip
    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == ("Erased person", "", "")
    assert (Response.objects.count(), Answer.objects.count(), OutboxMessage.objects.count()) == (0, 0, 0)
    assert Receipt.objects.count() == 1
    assert AuditEvent.objects.get(verb="erased the person").after["responses"] == 1


def test_an_account_is_ended_before_its_person_is_erased(invitation, administrator):
    Person.objects.filter(pk=invitation.person_id).update(user=administrator.user)
    person = Person.objects.get(pk=invitation.person_id)
    with pytest.raises(DomainError, match="has an account"):
        erase(person, reference=person.reference, actor=administrator)


def long_ago(survey: Survey) -> None:
    Survey.objects.filter(pk=survey.pk).update(
        opens_on=TODAY - timedelta(days=800), closes_on=TODAY - timedelta(days=731)
    )


def test_a_dry_run_changes_nothing_and_a_purge_does_what_it_showed(invitation, administrator):
    survey = invitation.survey
    keep(what.invitation(survey), Typed(given={"changed": "Begun."}))
    long_ago(survey)
    KeptFile.objects.create(user=administrator.user, survey=survey, purpose="answers", file_name="x.csv")
    KeptFile.objects.update(created_at=timezone.now() - timedelta(days=3))
    OutboxMessage.objects.update(state="sent", created_at=timezone.now() - timedelta(days=200))
    assert {each.kind: each.count for each in what_is_due(TODAY)} == {
        "files": 1, "drafts": 1, "mail": 1, "names": 1,
    }  # fmt: skip
    assert (Draft.objects.count(), KeptFile.objects.count()) == (1, 1)
    with pytest.raises(DomainError, match="Another number"):
        purge(on=TODAY, seen=3, actor=administrator)
    certificate = purge(on=TODAY, seen=4, actor=administrator)
    assert (Draft.objects.count(), KeptFile.objects.count(), OutboxMessage.objects.get().body) == (0, 0, "")
    response = Response.objects.get()
    assert (response.invitation, response.council, response.post, response.anonymous) == (
        None,
        None,
        "",
        True,
    )
    assert response.answers.get(question__key="changed").text == "More trust."
    assert (certificate.counts["names"], len(certificate.sha256)) == (1, 64)
    assert sum(each.count for each in what_is_due(TODAY)) == 0
    page = signed_in(administrator.user).get(reverse("evaluation:retention")).content.decode()
    assert "uploaded files deleted: 1; forms never sent deleted: 1; messages emptied" in page


def test_nothing_is_due_before_its_time(invitation):
    keep(what.invitation(invitation.survey), Typed(given={"changed": "Begun."}))
    Survey.objects.update(opens_on=TODAY - timedelta(days=60), closes_on=TODAY - timedelta(days=30))
    assert sum(each.count for each in what_is_due(TODAY)) == 0
    assert [each.count for each in what_is_due(TODAY + timedelta(days=1)) if each.kind == "drafts"] == [1]


def test_only_administrators_purge(invitation):
    with pytest.raises(NotAllowed):
        purge(on=TODAY, seen=0, actor=who.national_staff())


def test_the_pages(invitation, administrator):
    browser = signed_in(administrator.user)
    address = reverse("evaluation:subject", args=[invitation.person_id])
    assert "Dora Director" in browser.get(address).content.decode()
    file = browser.get(reverse("evaluation:subject_data", args=[invitation.person_id]))
    assert file.json()["person"]["name"] == "Dora Director"
    wrong = browser.post(address, {"reference": "X"}).content.decode()
    assert "Type the reference of this person." in wrong
    said = browser.post(address, {"reference": invitation.person.reference}, follow=True).content.decode()
    assert "The person is erased: 1 response, 0 drafts, 1 message." in said
    assert Response.objects.count() == 0
    page = browser.get(reverse("evaluation:retention")).content.decode()
    assert "Nothing is due." in page
    browser.post(reverse("evaluation:retention"), {"seen": "x" * 5000})
    assert PurgeCertificate.objects.count() == 0


@pytest.mark.parametrize(
    ("promise", "words"), [("confidential", "Two years after"), ("anonymous", "stay sealed")]
)
def test_the_privacy_notice_is_that_of_the_promise(invitation, promise, words):
    Survey.objects.update(promise=promise)
    page = (
        Client().get(reverse("evaluation:feedback_privacy", args=[what.token(invitation)])).content.decode()
    )
    assert words in page
    assert "Information Commissioner" in page
