"""Every model of the app, one aggregate per module."""

from challenges.models.conflicts import DeclaredConflict
from challenges.models.letters import Action, AreaForConsideration, Letter, Progress, Strength
from challenges.models.milestones import DataPack, Milestone, MilestonePreset
from challenges.models.rounds import ChallengeRound, RoundStep
from challenges.models.sign_up import (
    AvailabilityWindow,
    BlockedPeriod,
    BlockKind,
    Participation,
    PeerOffer,
    PreferredWeek,
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
    "KeyLineOfEnquiry",
    "Letter",
    "Milestone",
    "MilestonePreset",
    "Participation",
    "PeerOffer",
    "Placement",
    "PreferredWeek",
    "Progress",
    "RoundStep",
    "Strength",
    "Topic",
]
