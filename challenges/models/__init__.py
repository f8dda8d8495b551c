"""Every model of the app, one aggregate per module."""

from challenges.models.conflicts import DeclaredConflict
from challenges.models.letters import Action, AreaForConsideration, Letter, Progress, Strength
from challenges.models.milestones import DataPack, Milestone, MilestonePreset
from challenges.models.plans import DraftPlan, PairWish, PlannedPlace, PlannedVisit, PlanRules, PlanRun
from challenges.models.rounds import ChallengeRound, RoundStep
from challenges.models.sign_up import (
    AvailabilityWindow,
    BlockedPeriod,
    BlockKind,
    Participation,
    PeerOffer,
    PreferredWeek,
)
from challenges.models.timetable import (
    HostAway,
    HostPerson,
    PublishedPlace,
    PublishedSession,
    SessionSlot,
    Timetable,
    TimetableRun,
    VisitBreak,
    VisitRoom,
    VisitSession,
)
from challenges.models.topics import Topic
from challenges.models.visits import (
    BookedDay,
    Challenge,
    ChallengeStep,
    DateChange,
    KeyLineOfEnquiry,
    Placement,
)

__all__ = [
    "Action",
    "AreaForConsideration",
    "AvailabilityWindow",
    "BlockKind",
    "BlockedPeriod",
    "BookedDay",
    "Challenge",
    "ChallengeRound",
    "ChallengeStep",
    "DataPack",
    "DateChange",
    "DeclaredConflict",
    "DraftPlan",
    "HostAway",
    "HostPerson",
    "KeyLineOfEnquiry",
    "Letter",
    "Milestone",
    "MilestonePreset",
    "PairWish",
    "Participation",
    "PeerOffer",
    "Placement",
    "PlanRules",
    "PlanRun",
    "PlannedPlace",
    "PlannedVisit",
    "PreferredWeek",
    "Progress",
    "PublishedPlace",
    "PublishedSession",
    "RoundStep",
    "SessionSlot",
    "Strength",
    "Timetable",
    "TimetableRun",
    "Topic",
    "VisitBreak",
    "VisitRoom",
    "VisitSession",
]
