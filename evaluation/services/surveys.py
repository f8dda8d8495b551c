"""Opening a round's survey and inviting its people."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction

from challenges.models import Challenge, ChallengeRound, Placement
from challenges.states import HELD, ON_TEAM, ChallengeState, TeamRole
from councils.actor import Actor
from councils.audit.services import changes, record
from councils.errors import DomainError, NotAllowed
from councils.links.models import LinkPurpose, PersonalLink
from councils.models import Person, Post, Region
from councils.roles import PostKind, role_group
from evaluation.models import Invitation, QuestionnaireVersion, Survey

HOST_POSTS = (PostKind.DIRECTOR, PostKind.ASSISTANT_DIRECTOR, PostKind.CHIEF_EXECUTIVE, PostKind.LEAD_MEMBER)
TOOK_PLACE = (*HELD, ChallengeState.CUT_SHORT)


def require_manager(actor: Actor, round: ChallengeRound) -> None:
    """Raises NotAllowed unless the actor manages the round."""
    if not ChallengeRound.objects.managed_by(actor).filter(pk=round.pk).exists():
        raise NotAllowed("Only the round's programme manager or national staff can do this.")


@transaction.atomic
def open_survey(*, round: ChallengeRound, opens_on: date, closes_on: date, actor: Actor) -> Survey:
    """Open the round's survey on the newest questionnaire version, which it pins, and invite the round's people.

    Raises DomainError for days out of order or where there is a survey already."""
    require_manager(actor, round)
    if closes_on < opens_on:
        raise DomainError(
            "The survey must close after it opens.", {"closes_on": "Enter a day after the first."}
        )
    if Survey.objects.filter(round=round).exists():
        raise DomainError("This round has its survey already.")
    version = QuestionnaireVersion.objects.order_by("-number").first()
    if version is None:
        raise DomainError("There is no published questionnaire.")
    survey = Survey.objects.create(round=round, version=version, opens_on=opens_on, closes_on=closes_on)
    record(actor, "opened the survey", survey, after={"opens_on": str(opens_on), "closes_on": str(closes_on)})
    invite_people(survey=survey, actor=actor)
    return survey


@transaction.atomic
def change_days(*, survey: Survey, opens_on: date, closes_on: date, actor: Actor) -> Survey:
    """Give the survey other days. Raises DomainError for days out of order."""
    require_manager(actor, survey.round)
    if closes_on < opens_on:
        raise DomainError(
            "The survey must close after it opens.", {"closes_on": "Enter a day after the first."}
        )
    before = {"opens_on": str(survey.opens_on), "closes_on": str(survey.closes_on)}
    survey.opens_on, survey.closes_on = opens_on, closes_on
    survey.save(update_fields=["opens_on", "closes_on"])
    was, now = changes(before, {"opens_on": str(opens_on), "closes_on": str(closes_on)})
    record(actor, "changed the survey's days", survey, before=was, after=now)
    return survey


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
        _invite(survey, posts[person], played)
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


def _invite(survey: Survey, post: Post, parts: list[str]) -> Invitation:
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
