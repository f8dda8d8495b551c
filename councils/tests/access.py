"""Who may open each address of this app."""

from collections.abc import Callable
from typing import Any

from councils.links.services import person_link
from councils.links.tokens import token_for
from councils.models import MailBatch, Membership, OutboxMessage, PeopleImport
from councils.outbox.services import queue_text
from councils.roles import MembershipRole
from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS, World

KNOWN = tuple(persona for persona in PERSONAS if persona != "anonymous")
READERS = ("administrator", "national", "own")
LISTS = ("administrator", "national", "own", "other")
KEEPERS = ("administrator", "own")
ANY_KEEPER = ("administrator", "own", "other")


def peer(world: World) -> dict[str, Any]:
    """The peer: a director of a council in the manager's own region."""
    return {"pk": world.peer.pk}


def organiser(world: World) -> dict[str, Any]:
    """Somebody of the host who is not among the personas: reissuing a persona's link would put them out."""
    return {"pk": world.organiser.pk}


def post(world: World) -> dict[str, Any]:
    """The peer's post."""
    return {"pk": world.peer.posts.get().pk}


def contact(world: World) -> dict[str, Any]:
    """The account of the host's contact."""
    return {"pk": world.actors["host"].user.pk}


def contact_role(world: World) -> dict[str, Any]:
    """The role of the host's contact."""
    return {
        "pk": Membership.objects.get(role=MembershipRole.COUNCIL_CONTACT, council=world.challenge.host).pk
    }


def upload(world: World) -> dict[str, Any]:
    """A file that the administrator has uploaded."""
    return {"pk": PeopleImport.objects.create(user=world.actors["administrator"].user, file_name="p.csv").pk}


def message(world: World) -> dict[str, Any]:
    """A message about the South East that could not be sent."""
    queued = queue_text(
        key="one", to_email="a@example.org", text="Hello\n\nWords", region=world.challenge.region
    )
    OutboxMessage.objects.filter(pk=queued.pk).update(state="failed")
    return {"pk": queued.pk}


def batch(world: World) -> dict[str, Any]:
    """Mail about the South East that nobody has sent yet."""
    return {"pk": MailBatch.objects.create(title="Invitations", region=world.challenge.region).pk}


def token(world: World) -> dict[str, Any]:
    """The peer's own link."""
    return {"token": token_for(person_link(world.peer))}


def keepers_of(kwargs: Callable[[World], dict[str, Any]], *, posted: bool = False) -> Expect:
    """Administrators, and managers of the region that the record is in."""
    return Expect(see=KEEPERS, kwargs=kwargs, post=posted)


EXPECTED: dict[str, Expect] = {
    "councils:open_link": Expect(see=PERSONAS, kwargs=token),
    "councils:close_link": Expect(see=PERSONAS, post=True),
    "councils:council_list": Expect(see=KNOWN),
    "councils:council_detail": Expect(see=KNOWN, kwargs=lambda world: {"dfe_number": "886"}),
    "councils:person_list": Expect(see=LISTS),
    "councils:people_export": Expect(see=LISTS, kwargs=lambda world: {"kind": "csv"}),
    "councils:person_add": Expect(see=ANY_KEEPER),
    "councils:people_import": Expect(see=ANY_KEEPER),
    "councils:people_import_check": Expect(see=("administrator",), kwargs=upload),
    "councils:person_detail": Expect(see=READERS, kwargs=peer),
    "councils:person_edit": keepers_of(peer),
    "councils:post_add": keepers_of(peer),
    "councils:person_merge": keepers_of(peer),
    "councils:post_end": keepers_of(post),
    "councils:person_link_send": keepers_of(peer, posted=True),
    "councils:person_link_reissue": keepers_of(organiser, posted=True),
    "councils:account_list": Expect(see=LISTS),
    "councils:account_invite": Expect(see=ANY_KEEPER),
    "councils:account_invite_again": keepers_of(contact, posted=True),
    "councils:membership_add": keepers_of(contact),
    "councils:membership_change": keepers_of(contact_role),
    "councils:membership_end": keepers_of(contact_role),
    "councils:audit_log": Expect(see=("administrator", "national")),
    "councils:outbox": Expect(see=LISTS),
    "councils:outbox_batch": Expect(see=READERS, kwargs=batch),
    "councils:outbox_settle": Expect(see=READERS, kwargs=message, post=True),
    "councils:outbox_resend": Expect(see=READERS, kwargs=message, post=True),
}
