"""An anonymous round keeps its promise to somebody with the whole database and the logs in hand."""

from __future__ import annotations

import logging
import random
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from challenges.tests import factories as when
from councils.errors import DomainError
from councils.models import AuditEvent, Person
from councils.roles import PostKind
from councils.tests import factories as who
from evaluation.models import (
    Answer,
    Draft,
    Invitation,
    Receipt,
    Response,
    ResponseRevision,
    SealedResponse,
    Survey,
)
from evaluation.questionnaire.codes import code_for, digest_of
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.intake import take_in_all
from evaluation.services.feedback.responses import enter_by_phone
from evaluation.services.feedback.sealing import shuffle_due
from evaluation.tests import factories as what
from evaluation.tests.services.feedback.attacker import every_row, guesses, rows_as_they_lie

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey() -> Survey:
    made = what.survey()
    Survey.objects.filter(pk=made.pk).update(promise="anonymous")
    made.refresh_from_db()
    return made


def url(name: str, invitation: Invitation, *more: object) -> str:
    return reverse(f"evaluation:feedback_{name}", args=[what.token(invitation), *more])


def asked(survey: Survey, number: int) -> list[Invitation]:
    kent = who.council("Kent")
    return [what.invitation(survey, who.person(f"Person {n}", at=kent)) for n in range(number)]


def answer(invitation: Invitation, text: str) -> str:
    """Answer as a person does; the code that the last page shows."""
    client = Client()
    client.post(url("start", invitation), {"understood": "on"})
    client.post(url("page", invitation, 1), {"changed": text})
    reply = client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())})
    assert reply.status_code == 200
    take_in_all()
    return reply.context["code"]


def close(survey: Survey) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Survey.objects.filter(pk=survey.pk).update(closes_on=yesterday)


def test_the_form_asks_only_what_everybody_of_the_role_group_is_asked(survey):
    chief = what.invitation(survey, who.person(post=PostKind.CHIEF_EXECUTIVE, at=who.council("Kent")))
    client = Client()
    client.post(url("start", chief), {"understood": "on"})
    address, seen = url("page", chief, 1), set()
    while "/check/" not in address:
        form = client.get(address).context["form"]
        seen |= set(form.fields)
        address = client.post(address, {})["Location"]
    assert seen == {"changed", "improve", "hard", "B1", "B3", "B4", "B5", "B6", "R1", "R2", "R3", "R4"}
    client.post(url("page", chief, 1), {"changed": "Trust."})
    consents = [value for value, _ in client.get(address).context["form"].fields["consent"].choices]
    assert consents == ["none", "role_only", "region_only"]


def test_nothing_sealed_names_anybody_or_holds_a_time(survey):
    invitation = asked(survey, 1)[0]
    answer(invitation, "More trust.")
    sealed, receipt = SealedResponse.objects.get(), Receipt.objects.get()
    names = {field.name for field in SealedResponse._meta.get_fields()}
    assert names == {"id", "survey", "role_group", "region", "consent", "given", "code_digest", "fresh"}
    assert (sealed.role_group, sealed.region, sealed.given) == (
        "childrens_services", invitation.region, {"changed": "More trust."},
    )  # fmt: skip
    assert receipt.received_at is None
    assert (Draft.objects.count(), Response.objects.count()) == (0, 0)
    assert not AuditEvent.objects.exclude(verb__contains="survey").exists()


def test_a_programme_manager_is_kept_among_childrens_services(survey):
    manager = who.person(post=PostKind.PROGRAMME_MANAGER, at=who.region())
    answer(what.invitation(survey, manager), "Dates held.")
    assert SealedResponse.objects.get().role_group == "childrens_services"


def test_only_the_code_changes_answers(survey):
    invitation = asked(survey, 1)[0]
    code = answer(invitation, "More trust.")
    assert SealedResponse.objects.get().code_digest == digest_of(code)
    client = Client()
    assert code not in client.get(url("done", invitation)).content.decode()
    client.post(url("start", invitation), {"change": "yes"})
    assert Draft.objects.count() == 0
    wrong = client.post(url("start", invitation), {"code": "AAAA-BBBB-CCCC-DDDD"})
    assert "No answers have this code" in wrong.content.decode()
    reply = client.post(url("start", invitation), {"code": code.lower().replace("-", " ")})
    assert reply["Location"] == url("page", invitation, 1)
    client.post(url("page", invitation, 1), {"changed": "Much more trust."})
    done = client.post(url("check", invitation), {"consent": "role_only", "key": str(uuid4())})
    take_in_all()
    assert "stays the same" in done.content.decode()
    sealed = SealedResponse.objects.get()
    assert (sealed.given, sealed.consent, sealed.code_digest) == (
        {"changed": "Much more trust."}, "role_only", digest_of(code),
    )  # fmt: skip
    assert Receipt.objects.count() == 1


def test_sending_twice_shows_the_same_code_and_seals_once(survey):
    invitation = asked(survey, 1)[0]
    client, key = Client(), uuid4()
    client.post(url("start", invitation), {"understood": "on"})
    client.post(url("page", invitation, 1), {"changed": "More trust."})
    sent = {"consent": "none", "key": str(key)}
    shown = [client.post(url("check", invitation), sent).context["code"]]
    take_in_all()
    shown.append(client.post(url("check", invitation), sent).context["code"])
    other = client.post(url("check", invitation), {"consent": "none", "key": str(uuid4())}).context["code"]
    assert shown == [code_for(key, settings.SECRET_KEY)] * 2
    assert (other, SealedResponse.objects.count(), Receipt.objects.count()) == ("", 1, 1)


def test_the_code_of_somebody_elses_key_takes_nothing_from_them(survey):
    first, second = asked(survey, 2)
    key = str(uuid4())
    for invitation, text in ((first, "One."), (second, "Two.")):
        client = Client()
        client.post(url("start", invitation), {"understood": "on"})
        client.post(url("page", invitation, 1), {"changed": text})
        client.post(url("check", invitation), {"consent": "none", "key": key})
        take_in_all()
    assert sorted(each.given["changed"] for each in SealedResponse.objects.all()) == ["One.", "Two."]


def test_sealed_answers_are_opened_when_the_survey_has_closed_for_everybody(survey):
    first, second = asked(survey, 2)
    answer(first, "One.")
    answer(second, "Two.")
    assert shuffle_due() == 0
    close(survey)
    Invitation.objects.filter(pk=second.pk).update(closes_on=timezone.localdate())
    assert shuffle_due() == 0
    Invitation.objects.update(closes_on=None)
    assert (shuffle_due(), shuffle_due()) == (2, 0)
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["One.", "Two."]
    held = Response.objects.values_list(
        "anonymous", "invitation", "council", "post", "parts", "involved_before"
    )
    assert set(map(str, held)) == {"(True, None, None, '', [], False)"}
    assert set(ResponseRevision.objects.values_list("submitted_at", flat=True)) == {None}
    assert (SealedResponse.objects.count(), Receipt.objects.count()) == (0, 2)


def test_fewer_than_five_wait_before_they_are_rewritten(survey):
    people = asked(survey, 5)
    for invitation in people[:4]:
        answer(invitation, "Trust.")
    shuffle_due()
    assert SealedResponse.objects.filter(fresh=True).count() == 4
    answer(people[4], "Trust.")
    shuffle_due()
    assert SealedResponse.objects.filter(fresh=True).count() == 0


def test_nobody_answers_an_anonymous_round_by_phone(survey):
    with pytest.raises(DomainError, match="anonymous, so nobody can answer by phone"):
        enter_by_phone(
            invitation=what.invitation(survey),
            typed=Typed(given={"changed": "x"}),
            consent="none",
            actor=who.administrator(),
        )


def test_a_small_group_is_warned(survey):
    few = asked(survey, 1)[0]
    assert "Only a few people of your role group" in Client().get(url("start", few)).content.decode()
    asked(survey, 5)
    assert "Only a few people of your role group" not in Client().get(url("start", few)).content.decode()


PEOPLE, TRIALS = 10, 6


def attack(survey: Survey, authors: dict[str, int], answers: type) -> dict[str, int]:
    """How many people each way of guessing gives their own answer: 1 of a round of ten is chance."""
    people = [row for row in rows_as_they_lie(Receipt) if row["invitation_id"] in _keys(survey)]
    held = [row for row in rows_as_they_lie(answers) if "answer of" in str(row)]
    right = {}
    for way, pairs in guesses(people, held).items():
        right[way] = sum(_wrote(person, row, authors) for person, row in pairs)
    return right


def _keys(survey: Survey) -> set[object]:
    keys = survey.invitations.values_list("pk", flat=True)
    return {key for pk in keys for key in (pk, pk.hex, str(pk))}


def _wrote(person: dict, row: dict, authors: dict[str, int]) -> bool:
    invitation = Invitation.objects.get(pk=person["invitation_id"])
    return f"answer of {authors[str(invitation.pk)]}." in str(row)


def play(survey: Survey) -> dict[str, int]:
    """Ten people answer in an order of their own; who wrote which answer, by invitation."""
    people = asked(survey, PEOPLE)
    random.shuffle(people)
    authors = {str(invitation.pk): n for n, invitation in enumerate(people)}
    for invitation in people:
        answer(invitation, f"The answer of {authors[str(invitation.pk)]}.")
    return authors


@pytest.mark.django_db(transaction=True)
def test_rows_transactions_and_logs_tell_no_more_than_chance(caplog):
    caplog.set_level(logging.DEBUG)
    before: list[int] = []
    after: dict[str, int] = {}
    for trial in range(TRIALS):
        SealedResponse.objects.all().delete()
        Answer.objects.all().delete()
        survey = what.survey(when.challenge_round(name=f"Trial {trial}"))
        Survey.objects.filter(pk=survey.pk).update(promise="anonymous")
        survey.refresh_from_db()
        authors = play(survey)
        before.append(max(attack(survey, authors, SealedResponse).values()))
        shuffle_due()
        for way, right in attack(survey, authors, SealedResponse).items():
            after[way] = after.get(way, 0) + right
        close(survey)
        shuffle_due()
        for way, right in attack(survey, authors, Answer).items():
            after[f"{way}, opened"] = after.get(f"{way}, opened", 0) + right
    # The attacker is a real one: before the rewriting they find everybody. After it, a right guess a round is chance
    # (mean 6 of 60, and 17 or more comes up once in ten thousand times).
    assert before == [PEOPLE] * TRIALS
    assert {way: right for way, right in after.items() if right >= 17} == {}
    tokens = [what.token(invitation) for invitation in Invitation.objects.select_related("link")]
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert [token for token in tokens if token in said] == []
    assert "answer of" not in said


@pytest.mark.django_db(transaction=True)
def test_no_row_of_any_table_joins_a_person_to_an_answer():
    survey = what.survey()
    Survey.objects.filter(pk=survey.pk).update(promise="anonymous")
    survey.refresh_from_db()
    authors = play(survey)
    shuffle_due()
    close(survey)
    shuffle_due()
    people = {str(each.pk).replace("-", "") for each in Invitation.objects.all()} | {
        person.reference for person in Person.objects.all()
    }
    answers = {each.pk.hex for each in Response.objects.all()} | {
        each.pk.hex for each in Answer.objects.all()
    }
    words = {f"answer of {n}." for n in authors.values()}
    joined = [
        table
        for table, row in every_row()
        if any(key in row.replace("-", "") for key in people)
        and (any(key in row.replace("-", "") for key in answers) or any(word in row for word in words))
    ]
    assert joined == []
