"""A small world for tests across apps: one round in the South East, a challenge of Kent, and everybody around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.test import Client

from challenges.models import Challenge, ChallengeRound, Participation, Placement
from challenges.tests import factories as when
from councils.actor import Actor, actor_for
from councils.links.services import path, person_link
from councils.models import Person, User
from councils.roles import MembershipRole, PostKind
from councils.tests import factories as who

PERSONAS = (
    "administrator",
    "national",
    "evaluator",
    "own",
    "other",
    "host",
    "peer",
    "outsider",
    "anonymous",
)
STAFF = ("administrator", "national", "evaluator", "own", "other")


@dataclass
class World:
    """The records and the people. `clients` are browsers by persona: national staff, the region's own and another
    region's programme manager, the host's contact (account), a peer of the team (link), an outsider (contact of a
    council in another region), somebody signed out."""

    round: ChallengeRound
    participation: Participation
    challenge: Challenge
    placement: Placement
    peer: Person
    organiser: Person
    actors: dict[str, Actor]
    clients: dict[str, Client]


def build_world() -> World:
    """Make the world in the test's database."""
    kent, surrey = who.council("Kent"), who.council("Surrey")
    organiser = who.person("Olive Organiser", post=PostKind.ASSISTANT_DIRECTOR, at=kent)
    peer = who.person("Pike Peer", at=surrey)
    round = when.challenge_round()
    taking_part = when.participation(round, kent, organiser=organiser, theme="Neglect")
    when.participation(round, surrey, hosting=None, lending=None)
    challenge = when.challenge(round, kent, first_day=date(2027, 1, 12))
    placement = when.placement(challenge, peer, role="lead")
    users = _accounts()
    actors = {name: actor_for(user) for name, user in users.items()}
    clients = {name: signed_in(user) for name, user in users.items()}
    clients["peer"] = _with_link(peer)
    clients["anonymous"] = Client()
    return World(round, taking_part, challenge, placement, peer, organiser, actors, clients)


def _accounts() -> dict[str, User]:
    made = {
        "administrator": who.administrator(),
        "national": who.national_staff(),
        "own": who.manager(),
        "other": who.manager(who.region("London")),
        "host": who.council_contact(who.council("Kent")),
        "outsider": who.council_contact(who.council("Camden")),
    }
    evaluator = who.user(name="Eva Evaluator")
    who.membership(evaluator, MembershipRole.EVALUATOR)
    return {name: actor.user for name, actor in made.items() if actor.user} | {"evaluator": evaluator}


def signed_in(user: User) -> Client:
    """A browser in which the account is signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _with_link(person: Person) -> Client:
    client = Client()
    client.get(path(person_link(person)))
    return client
