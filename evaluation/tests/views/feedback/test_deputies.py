"""Somebody lets a colleague answer from their own form, and takes it back: who reads what, and what is never lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from councils.errors import DomainError
from councils.models import AuditEvent, OutboxMessage
from councils.outbox.sending import send_due
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import Draft, Invitation, Response, SealedResponse, Survey
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.deputies import hand_over, take_back
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.invitations import withdraw
from evaluation.services.feedback.responses import keep
from evaluation.tests import factories as what

pytestmark = pytest.mark.django_db
START = {"parts": ["host"], "involved_before": "no"}


@pytest.fixture
def deputy():
    return who.person("Delia Deputy", post=PostKind.ASSISTANT_DIRECTOR, at=who.council("Kent"))


@pytest.fixture
def invitation(deputy) -> Invitation:
    return what.invitation(what.survey(), who.person("Dora Director", at=who.council("Kent")))


def url(token: str, name: str, *more: object) -> str:
    return reverse(f"evaluation:feedback_{name}", args=[token, *more])


def named(invitation: Invitation, deputy) -> tuple[str, str]:
    """Name the deputy from the form; the tokens of the person's and of the deputy's link."""
    own = what.token(invitation)
    reply = Client().post(url(own, "deputy"), {"deputy": deputy.pk})
    assert (reply.status_code, reply["Location"]) == (302, url(own, "deputy"))
    return own, what.token(Invitation.objects.get(pk=invitation.pk))


def send(token: str) -> None:
    Client().post(url(token, "start"), START | {"understood": "on"})
    Client().post(url(token, "page", 1), {"changed": "Delia's words."})
    Client().post(url(token, "check"), {"consent": "none", "key": str(uuid4())})


def test_a_colleague_answers_by_a_link_of_their_own(invitation, deputy):
    keep(invitation, Typed(("host",), False, {"changed": "Dora's secret."}))
    own, theirs = named(invitation, deputy)
    assert send_due() == 1
    assert (mail.outbox[0].to, theirs in mail.outbox[0].body) == ([deputy.email], True)
    assert "answer in place of Dora Director" in mail.outbox[0].body
    begun = Client().get(url(theirs, "start")).content.decode()
    assert "You answer in place of Dora Director." in begun
    assert "in your place" not in begun
    assert Draft.objects.count() == 0
    send(theirs)
    assert take_in_all() == 1
    response = Response.objects.get()
    assert (response.invitation, response.post) == (invitation, "director")
    assert AuditEvent.objects.get(verb="handed over").after == {"answers": str(deputy)}


def test_the_first_link_says_who_answers_and_takes_it_back(invitation, deputy):
    own, theirs = named(invitation, deputy)
    Client().post(url(theirs, "start"), START)
    Client().post(url(theirs, "page", 1), {"changed": "Delia's secret."})
    for page in ("start", "done", "check", "privacy"):
        assert Client().get(url(own, page))["Location"] == url(own, "deputy")
    shown = Client().get(url(own, "deputy")).content.decode()
    assert "Delia Deputy answers in your place" in shown
    assert "Delia's secret" not in shown
    Client().post(url(own, "deputy"))
    assert Invitation.objects.get().deputy == deputy
    assert Client().post(url(own, "deputy"), {"take_back": "yes"})["Location"] == url(own, "start")
    reply = Client().get(url(theirs, "start"))
    assert (reply.status_code, "It was withdrawn on" in reply.content.decode()) == (410, True)
    assert Draft.objects.count() == 0
    assert "Hello Dora Director." in Client().get(url(own, "start")).content.decode()


def test_named_again_the_earlier_deputys_link_stays_shut(invitation, deputy):
    own, first = named(invitation, deputy)
    Client().post(url(own, "deputy"), {"take_back": "yes"})
    other = who.person("Olga Other", post=PostKind.SPECIALIST, at=who.council("Kent"))
    _, second = named(Invitation.objects.get(), other)
    assert [Client().get(url(token, "start")).status_code for token in (first, second)] == [404, 200]
    assert OutboxMessage.objects.filter(to_email=other.email).count() == 1


def test_what_has_been_sent_is_never_taken_back(invitation, deputy):
    own, theirs = named(invitation, deputy)
    send(theirs)
    page = Client().post(url(own, "deputy"), {"take_back": "yes"}).content.decode()
    assert "The answers have been sent already." in page
    assert "It can no longer be taken back" in page
    with pytest.raises(DomainError, match="have been sent"):
        take_back(invitation=Invitation.objects.get(), own=invitation.link)
    assert take_in_all() == 1
    assert "Take it back" not in Client().get(url(own, "deputy")).content.decode()


def test_staff_cannot_undo_what_was_sent_a_moment_ago(invitation, deputy):
    send(what.token(invitation))
    sent, manager = Invitation.objects.get(), who.national_staff()
    with pytest.raises(DomainError, match="have been sent"):
        hand_over(invitation=sent, deputy=deputy, actor=manager)
    with pytest.raises(DomainError, match="answered already"):
        withdraw(invitation=sent, actor=manager)
    stale = Invitation(
        pk=sent.pk, survey=sent.survey, person=sent.person, post=sent.post, council=sent.council
    )
    stale.draft = Draft(invitation=sent)
    with pytest.raises(DomainError, match="have been sent"):
        hand_over(invitation=stale, deputy=deputy, actor=manager)
    assert take_in_all() == 1


@pytest.mark.parametrize("post", [PostKind.LEAD_MEMBER, PostKind.PROGRAMME_MANAGER])
def test_some_roles_answer_themselves(deputy, post):
    at = who.region() if post == PostKind.PROGRAMME_MANAGER else who.council("Kent")
    token = what.token(what.invitation(what.survey(), who.person(post=post, at=at)))
    assert "in your place" not in Client().get(url(token, "start")).content.decode()
    assert Client().get(url(token, "deputy")).status_code == 404
    assert Client().post(url(token, "deputy"), {"deputy": deputy.pk}).status_code == 404


def test_only_colleagues_with_an_address_can_be_chosen(invitation, deputy):
    deputy.email = ""
    deputy.save()
    token, away = what.token(invitation), who.person("Another council", at=who.council("Medway"))
    assert "knows no colleague" in Client().get(url(token, "deputy")).content.decode()
    who.person("With an address", post=PostKind.SPECIALIST, at=who.council("Kent"))
    for person in (deputy, away):
        page = Client().post(url(token, "deputy"), {"deputy": person.pk}).content.decode()
        assert "Choose a colleague from the list." in page
    assert Invitation.objects.get().deputy is None


def test_a_deputy_names_no_further_deputy(invitation, deputy):
    _, theirs = named(invitation, deputy)
    assert Client().get(url(theirs, "deputy")).status_code == 404


def test_after_staff_have_given_it_back_it_can_be_handed_over_again(invitation, deputy):
    own, theirs = named(invitation, deputy)
    hand_over(invitation=Invitation.objects.get(), deputy=None, actor=who.national_staff())
    assert [Client().get(url(token, "start")).status_code for token in (own, theirs)] == [404, 410]
    own, theirs = named(Invitation.objects.get(), deputy)
    assert Client().get(url(own, "start"))["Location"] == url(own, "deputy")
    assert Client().get(url(theirs, "start")).status_code == 200


def test_in_an_anonymous_round_a_deputys_answers_name_nobody(invitation, deputy):
    Survey.objects.update(promise="anonymous")
    _, theirs = named(Invitation.objects.get(), deputy)
    send(theirs)
    assert take_in_all() == 1
    sealed = SealedResponse.objects.values().get()
    assert sealed.pop("given") == {"changed": "Delia's words."}
    assert set(sealed) == {"id", "survey_id", "role_group", "region_id", "consent", "code_digest", "fresh"}
