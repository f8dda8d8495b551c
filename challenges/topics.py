"""The topics that every round starts from; a manager changes its round's own list."""

from __future__ import annotations

from challenges.models import ChallengeRound, Topic

TOPICS = (
    "Early help",
    "Front door and assessment",
    "Child protection and neglect",
    "Exploitation and adolescents",
    "Children in care",
    "Care leavers",
    "Fostering and permanence",
    "SEND and disabled children",
    "Schools and attendance",
    "Quality assurance and audit",
    "Data and performance",
    "Workforce and supervision",
    "Leadership and governance",
)


def lay_topics(round: ChallengeRound) -> None:
    """Give a round the common topics where it has none yet."""
    if round.topics.exists():
        return
    Topic.objects.bulk_create(
        Topic(round=round, position=n, name=name) for n, name in enumerate(TOPICS, start=1)
    )
