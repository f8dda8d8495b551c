"""The states of rounds and challenges and the moves between them (product.md, "The life of a round")."""

from __future__ import annotations

from django.db import models


class RoundState(models.TextChoices):
    """Where a round is."""

    DRAFT = "draft", "Draft"
    SIGN_UP = "sign_up", "Sign-up"
    PLANNING = "planning", "Planning"
    RUNNING = "running", "Running"
    CLOSED = "closed", "Closed"


ROUND_MOVES = {
    RoundState.DRAFT: (RoundState.SIGN_UP,),
    RoundState.SIGN_UP: (RoundState.PLANNING, RoundState.DRAFT),
    RoundState.PLANNING: (RoundState.RUNNING, RoundState.SIGN_UP),
    RoundState.RUNNING: (RoundState.CLOSED, RoundState.PLANNING),
    RoundState.CLOSED: (RoundState.RUNNING,),
}


class ChallengeState(models.TextChoices):
    """Where a challenge is: ten steps in order, and three ways off the path."""

    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    SCOPED = "scoped", "Scoped"
    READY = "ready", "Ready"
    ON_SITE = "on_site", "On site"
    FED_BACK = "fed_back", "Fed back"
    LETTER_SENT = "letter_sent", "Letter sent"
    ACTION_PLAN = "action_plan", "Action plan"
    PROGRESS_REVIEW = "progress_review", "Progress review"
    CLOSED = "closed", "Closed"
    POSTPONED = "postponed", "Postponed"
    CANCELLED = "cancelled", "Cancelled"
    CUT_SHORT = "cut_short", "Cut short"


PATH = (
    ChallengeState.PROPOSED,
    ChallengeState.AGREED,
    ChallengeState.SCOPED,
    ChallengeState.READY,
    ChallengeState.ON_SITE,
    ChallengeState.FED_BACK,
    ChallengeState.LETTER_SENT,
    ChallengeState.ACTION_PLAN,
    ChallengeState.PROGRESS_REVIEW,
    ChallengeState.CLOSED,
)
BEFORE_VISIT = PATH[: PATH.index(ChallengeState.ON_SITE)]
HELD = PATH[PATH.index(ChallengeState.FED_BACK) :]
AFTER_VISIT = (ChallengeState.ON_SITE, ChallengeState.CUT_SHORT, *HELD)
MOVABLE = (*BEFORE_VISIT, ChallengeState.POSTPONED)
OFF = (ChallengeState.POSTPONED, ChallengeState.CANCELLED)


class TeamRole(models.TextChoices):
    """The part a peer plays on a team."""

    LEAD = "lead", "Lead challenger"
    OPERATIONAL = "operational", "Operational peer"
    SPECIALIST = "specialist", "Specialist"
    LEAD_MEMBER = "lead_member", "Lead member"


class PlacementState(models.TextChoices):
    """What a peer has said to a place on a team."""

    INVITED = "invited", "Invited"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


ON_TEAM = (PlacementState.INVITED, PlacementState.ACCEPTED)


class MoveReason(models.TextChoices):
    """Why a visit moved or fell away. An inspection is shown to managers only."""

    INSPECTION = "inspection", "An inspection"
    HOST_STAFFING = "host_staffing", "The host's staffing"
    TEAM_STAFFING = "team_staffing", "The team's staffing"
    DATES = "dates", "Dates did not suit"
    SCOPE = "scope", "The scope changed"
    OTHER = "other", "Something else"


MANAGERS_ONLY = (MoveReason.INSPECTION,)
