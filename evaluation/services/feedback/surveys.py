"""Opening a round's survey and inviting its people."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from challenges.models import Challenge, ChallengeRound, Placement
from challenges.states import ON_TEAM, TeamRole
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError, NotAllowed
from councils.links.models import LinkPurpose, PersonalLink
from councils.models import Person, Post, Region
from councils.roles import PostKind, role_group
from evaluation.models import Invitation, Promise, QuestionnaireVersion, Survey
from evaluation.selectors.feedback.survey import TOOK_PLACE, posts_in_round

HOST_POSTS = (PostKind.DIRECTOR, PostKind.ASSISTANT_DIRECTOR, PostKind.CHIEF_EXECUTIVE, PostKind.LEAD_MEMBER)
USUAL_TARGET = 60


def require_manager(actor: Actor, round: ChallengeRound) -> None:
    """Raises NotAllowed unless the actor manages the round."""
    if not ChallengeRound.objects.managed_by(actor).filter(pk=round.pk).exists():
        raise NotAllowed("Only the round's programme manager or national staff can do this.")


@transaction.atomic
def open_survey(
    *,
    round: ChallengeRound,
    opens_on: date,
    closes_on: date,
    actor: Actor,
    promise: str = Promise.CONFIDENTIAL,
    target: int = USUAL_TARGET,
) -> Survey:
    """Open the round's survey on the newest questionnaire version, which it pins, and invite the round's people.

    Raises DomainError for days out of order or where there is a survey already."""
    require_manager(actor, round)
    _require_order(opens_on, closes_on)
    if Survey.objects.filter(round=round).exists():
        raise DomainError("This round has its survey already.")
    version = QuestionnaireVersion.objects.published().first()
    if version is None:
        raise DomainError("There is no published questionnaire.")
    survey = Survey.objects.create(
        round=round, version=version, opens_on=opens_on, closes_on=closes_on, promise=promise, target=target
    )
    record(actor, "opened the survey", survey, after=_settings(survey))
    invite_people(survey=survey, actor=actor)
    return survey


def _require_order(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise DomainError(
            "The survey must close after it opens.", {"closes_on": "Enter a day after the first."}
        )


def _settings(survey: Survey) -> dict[str, Any]:
    days = {"opens_on": str(survey.opens_on), "closes_on": str(survey.closes_on)}
    return days | {"promise": str(survey.promise), "target": survey.target}


@transaction.atomic
def change_survey(
    *,
    survey: Survey,
    opens_on: date,
    closes_on: date,
    actor: Actor,
    promise: str | None = None,
    target: int | None = None,
) -> Survey:
    """Give the survey other days, another target or, as long as nobody has been invited, another promise.

    Raises DomainError for days out of order, or for another promise than the one that people were given."""
    require_manager(actor, survey.round)
    _require_order(opens_on, closes_on)
    if promise not in (None, survey.promise) and promise_is_given(survey):
        sentence = "People have been invited under this promise, so it cannot be changed."
        raise DomainError(sentence, {"promise": sentence})
    before = _settings(survey)
    survey.opens_on, survey.closes_on = opens_on, closes_on
    survey.promise, survey.target = promise or survey.promise, target or survey.target
    survey.save(update_fields=["opens_on", "closes_on", "promise", "target"])
    was, now = changes(before, _settings(survey))
    record(actor, "changed the survey", survey, before=was, after=now)
    return survey


def promise_is_given(survey: Survey) -> bool:
    """Whether somebody has been sent an invitation, or has begun to answer, under the survey's promise."""
    told = Q(sent_at__isnull=False) | Q(draft__isnull=False) | Q(receipt__isnull=False)
    return survey.invitations.filter(told).exists()


@transaction.atomic
def invite_people(*, survey: Survey, actor: Actor) -> int:
    """Invite everybody of the round who has not been invited: hosts' leaders, organisers, sponsors, team members and
    the programme managers of its regions. How many were added."""
    require_manager(actor, survey.round)
    invited = set(survey.invitations.values_list("person_id", flat=True))
    parts = {person: played for person, played in parts_played(survey.round).items() if person not in invited}
    posts = _post_of(set(parts))
    people = [(person, played) for person, played in parts.items() if person in posts]
    for person, played in people:
        invite_post(survey, posts[person], played)
    record(actor, "invited people to the survey", survey, after={"people": len(people)})
    return len(people)


def parts_played(round: ChallengeRound) -> dict[int, list[str]]:
    """The parts that each person (by id) played in the round's challenges that took place."""
    played: dict[int, set[str]] = defaultdict(set)
    challenges = Challenge.objects.filter(round=round, state__in=TOOK_PLACE).select_related("participation")
    hosts = [challenge.host_id for challenge in challenges]
    for person in Post.objects.filter(council__in=hosts, kind__in=HOST_POSTS, ends_on__isnull=True):
        played[person.person_id].add("host")
    for challenge in challenges:
        for organiser in (challenge.participation.organiser_id, challenge.participation.sponsor_id):
            if organiser:
                played[organiser].add("host")
    for place in Placement.objects.filter(challenge__in=challenges, state__in=ON_TEAM):
        played[place.person_id] |= {"visitor", "led"} if place.role == TeamRole.LEAD else {"visitor"}
    managers = Post.objects.filter(
        region__in=round.regions.all(), kind=PostKind.PROGRAMME_MANAGER, ends_on__isnull=True
    )
    for post in managers:
        played[post.person_id].add("observed")
    return {person: sorted(parts) for person, parts in played.items()}


def _post_of(people: set[int]) -> dict[int, Post]:
    """The post in which each is asked: their first that still stands."""
    posts = Post.objects.filter(person__in=people, ends_on__isnull=True, person__merged_into__isnull=True)
    ordered = posts.select_related("person", "council__region", "region").order_by("-pk")
    return {post.person_id: post for post in ordered}


@transaction.atomic
def invite_by_hand(*, survey: Survey, person: Person, actor: Actor) -> Invitation:
    """Ask one more person, in the post that they hold. Raises DomainError where they are asked already, or hold no
    post in a region of the round."""
    require_manager(actor, survey.round)
    post = posts_in_round(survey, [person.pk]).get(person.pk)
    if post is None:
        sentence = f"{person} holds no post in a region of this round."
        raise DomainError(sentence, {"person": sentence})
    if survey.invitations.filter(person=person).exists():
        sentence = f"{person} is asked already."
        raise DomainError(sentence, {"person": sentence})
    invitation = invite_post(survey, post, parts_played(survey.round).get(person.pk, []))
    record(actor, "invited by hand", invitation, region=invitation.region)
    return invitation


def invite_post(survey: Survey, post: Post, parts: list[str]) -> Invitation:
    """Ask the holder of a post, with a link of their own, in the caller's transaction."""
    invitation = Invitation.objects.create(
        survey=survey,
        person=post.person,
        post=post.kind,
        role_group=role_group(post.kind),
        council=post.council,
        region=post.region or _region_of(post),
        parts=parts,
    )
    invitation.link = _link(invitation, post.person)
    invitation.save(update_fields=["link"])
    return invitation


def _region_of(post: Post) -> Region:
    """The region of a council's post; a post is of a council or of a region, as the database makes sure."""
    if post.council is None:
        raise DomainError(f"{post} is of no council and no region.")
    return post.council.region


def _link(invitation: Invitation, person: Person) -> PersonalLink:
    return PersonalLink.objects.create(
        purpose=LinkPurpose.FEEDBACK, record_id=str(invitation.pk), person=person, region=invitation.region
    )
