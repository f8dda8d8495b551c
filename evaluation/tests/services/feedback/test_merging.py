"""When two records of one person are made one, their invitations follow and nothing typed is lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from councils.errors import DomainError
from councils.models import Person
from councils.services.merging import merge_people
from councils.tests import factories as who
from evaluation.models import Invitation, Response
from evaluation.questionnaire.typed import Typed
from evaluation.services.feedback.responses import keep as keep_typed
from evaluation.tests import factories as what

pytestmark = pytest.mark.django_db
Pair = tuple[Person, Person]
WORDS = {"changed": "We borrowed their audit form"}


@pytest.fixture
def pair() -> Pair:
    surrey = who.council("Surrey")
    return who.person("Pat Peer", at=surrey), who.person("Pat Pear", at=surrey)


def merge(pair: Pair) -> None:
    merge_people(*pair, actor=who.administrator())


def test_an_invitation_and_its_answers_go_over(pair: Pair) -> None:
    invited = what.invitation(what.survey(), pair[1])
    what.response(invited, WORDS)
    merge(pair)
    assert Invitation.objects.get().person == pair[0]
    assert Response.objects.get().answers.get().text == WORDS["changed"]


@pytest.mark.parametrize("begun", [0, 1])
def test_of_two_invitations_the_one_with_words_stays(pair: Pair, begun: int) -> None:
    survey = what.survey()
    asked = [what.invitation(survey, person) for person in pair]
    keep_typed(asked[begun], Typed(given=WORDS))
    merge(pair)
    left = Invitation.objects.get()
    assert (left.pk, left.person, left.draft.answers["given"]) == (asked[begun].pk, pair[0], WORDS)


def test_a_standing_invitation_stays_before_a_withdrawn_one(pair: Pair) -> None:
    survey = what.survey()
    withdrawn, standing = (what.invitation(survey, person) for person in pair)
    withdrawn.withdrawn_at = timezone.now()
    withdrawn.save()
    merge(pair)
    assert Invitation.objects.get().pk == standing.pk


def test_two_who_have_both_answered_are_not_merged(pair: Pair) -> None:
    survey = what.survey()
    for person in pair:
        what.response(what.invitation(survey, person), WORDS)
    with pytest.raises(DomainError, match="Both have answers in the survey"):
        merge(pair)
    assert Response.objects.count() == 2
    assert {invitation.person for invitation in Invitation.objects.all()} == set(pair)
