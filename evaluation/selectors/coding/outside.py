"""Whether a round's answers are coded by a model outside this server, and what that engine is called."""

from __future__ import annotations

import hashlib
from uuid import UUID

from challenges.models import ChallengeRound
from evaluation.models import OutsideModel

ASK = """You code answers to a survey by a codebook. Give each theme that the answer affirms, and each that it denies
(says did not happen, or is no longer so). Read the answer together with its question. Wishes, plans and thanks are no
theme. Reply with JSON alone: {{"codes": [{{"theme": "B1", "denied": false, "evidence": "words of the answer"}}]}}.
The themes are:
{themes}"""


def outside_of(round_id: UUID) -> OutsideModel | None:
    """The model that every region of the round has turned on; None where one has not, or they differ: one query."""
    regions = ChallengeRound.regions.through.objects.filter(challengeround=round_id)
    rows = list(
        regions.values_list(
            "region__outside_model", "region__outside_model__address", "region__outside_model__model"
        )
    )
    chosen = {(address, model) for key, address, model in rows if key}
    if len(chosen) != 1 or not all(key for key, _, _ in rows):
        return None
    return OutsideModel(pk=rows[0][0], address=rows[0][1], model=rows[0][2])


def outside_engine(chosen: OutsideModel) -> str:
    """The name of the engine that this model is: it changes with the address, the model and what is asked."""
    told = f"{chosen.address}|{chosen.model}|{ASK}"
    return f"outside-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
