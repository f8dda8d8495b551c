"""Who may open each address of this app."""

from typing import Any

from challenges.tests import factories
from councils.links.models import LinkPurpose
from councils.links.services import issue_link
from councils.links.tokens import token_for
from councils.models import PeopleImport
from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS, World

MANAGERS = ("administrator", "national", "own")
EVERY_MANAGER = (*MANAGERS, "other")
STAFF = (*MANAGERS, "evaluator")
KNOWN = tuple(persona for persona in PERSONAS if persona != "anonymous")
OF_THE_HOST = (*STAFF, "host")


def of_round(world: World) -> dict[str, Any]:
    """The round's address."""
    return {"pk": world.round.pk}


def of_sign_up(world: World) -> dict[str, Any]:
    """The address of the host's sign-up."""
    return {"pk": world.participation.pk}


def of_challenge(world: World) -> dict[str, Any]:
    """The challenge's address."""
    return {"pk": world.challenge.pk}


def of_offer(world: World) -> dict[str, Any]:
    """The address of the peer's offer."""
    surrey = world.round.participations.get(council__name="Surrey")
    return {"pk": factories.offer(surrey, world.peer).pk}


def of_upload(world: World) -> dict[str, Any]:
    """The address of a file of days that the region's manager has uploaded."""
    made = PeopleImport.objects.create(
        user=world.actors["own"].user, subject=f"days:{world.round.pk}", file_name="days.csv"
    )
    return {"pk": world.round.pk, "file": made.pk}


def of_milestone(world: World) -> dict[str, Any]:
    """The address of a milestone of the challenge."""
    return {**of_challenge(world), "milestone": factories.milestone(world.challenge).pk}


def of_action(world: World) -> dict[str, Any]:
    """The address of an action of the challenge."""
    return {**of_challenge(world), "action": factories.action(world.challenge).pk}


def of_calendar(world: World) -> dict[str, Any]:
    """The address of the peer's calendar."""
    return {"token": token_for(issue_link(LinkPurpose.CALENDAR, world.peer.pk, person=world.peer))}


def of_run(world: World) -> dict[str, Any]:
    """The address of a finished search of the round."""
    return {"pk": factories.plan_run(world.round).pk}


def of_planned(world: World) -> dict[str, Any]:
    """The address of a planned visit."""
    return {"pk": factories.planned_visit(world.participation).pk}


def of_planned_round(world: World) -> dict[str, Any]:
    """The address of the round, once it has a draft plan."""
    factories.planned_visit(world.participation)
    return of_round(world)


def of_session(world: World) -> dict[str, Any]:
    """The address of a session of the visit."""
    return {**of_challenge(world), "session": factories.session(world.challenge).pk}


def of_timetable_run(world: World) -> dict[str, Any]:
    """The challenge's address, once a draft of its timetable has been searched."""
    factories.timetable_run(world.challenge)
    return of_challenge(world)


def of_sessions_upload(world: World) -> dict[str, Any]:
    """The address of a file of sessions that the region's manager has uploaded."""
    made = PeopleImport.objects.create(
        user=world.actors["own"].user, subject=f"sessions:{world.challenge.pk}", file_name="sessions.csv"
    )
    return {**of_challenge(world), "file": made.pk}


EXPECTED: dict[str, Expect] = {
    "challenges:round_list": Expect((*STAFF, "other")),
    "challenges:round_open": Expect(EVERY_MANAGER),
    "challenges:round_detail": Expect(STAFF, of_round),
    "challenges:round_edit": Expect(MANAGERS, of_round),
    "challenges:round_move": Expect(MANAGERS, of_round, post=True),
    "challenges:preset_edit": Expect(MANAGERS, of_round),
    "challenges:round_calendar": Expect(STAFF, of_round),
    "challenges:challenge_list": Expect(STAFF, of_round),
    "challenges:plan": Expect(MANAGERS, of_round),
    "challenges:plan_move": Expect(MANAGERS, of_planned_round, post=True),
    "challenges:plan_request": Expect(MANAGERS, of_round, post=True),
    "challenges:plan_rules": Expect(MANAGERS, of_round),
    "challenges:plan_wishes": Expect(MANAGERS, of_round),
    "challenges:plan_fairness": Expect(MANAGERS, of_planned_round),
    "challenges:plan_agree": Expect(MANAGERS, of_planned_round),
    "challenges:plan_progress": Expect(MANAGERS, of_run),
    "challenges:plan_stop": Expect(MANAGERS, of_run, post=True),
    "challenges:plan_use": Expect(MANAGERS, of_run, post=True),
    "challenges:plan_visit": Expect(MANAGERS, of_planned),
    "challenges:plan_keep": Expect(MANAGERS, of_planned, post=True),
    "challenges:plan_why": Expect(MANAGERS, of_planned),
    "challenges:repairs": Expect(MANAGERS, of_round),
    "challenges:repairs_request": Expect(MANAGERS, of_round, post=True),
    "challenges:sign_up_list": Expect(STAFF, of_round),
    "challenges:sign_up_send": Expect(MANAGERS, of_round, post=True),
    "challenges:sign_up": Expect(OF_THE_HOST, of_sign_up),
    "challenges:sign_up_offers": Expect(OF_THE_HOST, of_sign_up),
    "challenges:blockers": Expect(MANAGERS, of_round),
    "challenges:blocks": Expect(MANAGERS, of_round),
    "challenges:topics": Expect(MANAGERS, of_round),
    "challenges:needs": Expect(MANAGERS, of_round),
    "challenges:conflicts": Expect(MANAGERS, of_round),
    "challenges:days_import": Expect(MANAGERS, of_round),
    "challenges:days_template": Expect(MANAGERS, lambda world: {"pk": world.round.pk, "kind": "csv"}),
    "challenges:days_import_check": Expect(("own",), of_upload),
    "challenges:offer_days": Expect((*MANAGERS, "peer"), of_offer),
    "challenges:schedule": Expect(MANAGERS, of_sign_up),
    "challenges:schedule_edit": Expect(MANAGERS, of_challenge),
    "challenges:challenge_detail": Expect((*STAFF, "host", "peer"), of_challenge),
    "challenges:step_record": Expect(MANAGERS, of_challenge),
    "challenges:key_lines": Expect((*MANAGERS, "host"), of_challenge),
    "challenges:milestone_update": Expect((*MANAGERS, "host"), of_milestone),
    "challenges:data_pack": Expect((*MANAGERS, "host"), of_challenge),
    "challenges:visit_move": Expect(MANAGERS, of_challenge),
    "challenges:visit_cancel": Expect(MANAGERS, of_challenge),
    "challenges:letter": Expect((*MANAGERS, "peer"), of_challenge),
    "challenges:action_add": Expect((*MANAGERS, "host"), of_challenge),
    "challenges:action_edit": Expect((*MANAGERS, "host"), of_action),
    "challenges:progress_add": Expect((*MANAGERS, "host"), of_action),
    "challenges:timetable": Expect((*STAFF, "host", "peer"), of_challenge),
    "challenges:timetable_draft": Expect(MANAGERS, of_challenge),
    "challenges:timetable_request": Expect(MANAGERS, of_challenge, post=True),
    "challenges:timetable_progress": Expect(MANAGERS, of_timetable_run),
    "challenges:timetable_publish": Expect(MANAGERS, of_challenge, post=True),
    "challenges:timetable_setup": Expect(MANAGERS, of_challenge),
    "challenges:session_list": Expect(MANAGERS, of_challenge),
    "challenges:sessions_usual": Expect(MANAGERS, of_challenge, post=True),
    "challenges:session_add": Expect(MANAGERS, of_challenge),
    "challenges:session_edit": Expect(MANAGERS, of_session),
    "challenges:session_remove": Expect(MANAGERS, of_session, post=True),
    "challenges:session_place": Expect(MANAGERS, of_session),
    "challenges:session_take_out": Expect(MANAGERS, of_session, post=True),
    "challenges:session_lock": Expect(MANAGERS, of_session, post=True),
    "challenges:sessions_import": Expect(MANAGERS, of_challenge),
    "challenges:sessions_template": Expect(MANAGERS, lambda world: {"pk": world.challenge.pk, "kind": "csv"}),
    "challenges:sessions_import_check": Expect(("own",), of_sessions_upload),
    "challenges:placement_answer": Expect(("peer",), lambda world: {"pk": world.placement.pk}),
    "challenges:mine": Expect(KNOWN),
    "challenges:calendar_reissue": Expect(("own", "other", "peer"), post=True),
    "challenges:calendar_feed": Expect(PERSONAS, of_calendar),
}
