"""Coding by a language model behind an OpenAI-compatible address: off unless a region turns it on, with its reason.

All that changes is where the engine's codes come from: they are stored, queued, audited and overruled as any others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction

from councils.access import can_manage_region
from councils.actor import Actor
from councils.audit.services import record
from councils.errors import DomainError, NotAllowed
from councils.models import Region
from councils.runs.services import RunRefused
from evaluation.models import CodebookVersion, OutsideModel
from evaluation.selectors.coding.outside import ASK
from evaluation.theming.codes import Code
from evaluation.theming.engine import is_unusable

SECONDS = 15
LONGEST_ANSWER = 8_000
SOURCE = "outside model"
# The model says nothing of how sure it is: a middling score, so that its codes are queued among the less sure.
SCORE = 0.5


@transaction.atomic
def turn_on(*, region: Region, address: str, model: str, reason: str, actor: Actor) -> OutsideModel:
    """Have the region's answers coded by this model from now on.

    Raises NotAllowed for others than the region's managers and national staff; DomainError without a reason, a name, or
    a web address."""
    if actor.user is None or not can_manage_region(actor, region):
        raise NotAllowed("Only the region's managers decide where its answers are sent.")
    wrong = {
        name: sentence
        for name, sentence, right in (
            ("address", "Give an address that starts with https:// or http://.", _is_address(address)),
            ("model", "Name the model.", bool(model.strip())),
            ("reason", "Say why answers may be sent there.", bool(reason.strip())),
        )
        if not right
    }
    if wrong:
        raise DomainError(next(iter(wrong.values())), wrong)
    values = {"address": address.strip(), "model": model.strip(), "reason": reason.strip()}
    chosen, _ = OutsideModel.objects.update_or_create(
        region=region, defaults={**values, "turned_on_by": actor.user}
    )
    record(actor, "turned an outside model on", region, after=values)
    return chosen


@transaction.atomic
def turn_off(*, region: Region, actor: Actor) -> None:
    """Have the region's answers coded on this server again. Raises NotAllowed; DomainError where it is off already."""
    if not can_manage_region(actor, region):
        raise NotAllowed("Only the region's managers decide where its answers are sent.")
    chosen = OutsideModel.objects.filter(region=region).first()
    if chosen is None:
        raise DomainError("No outside model is turned on.")
    record(
        actor,
        "turned an outside model off",
        region,
        before={"address": chosen.address, "model": chosen.model},
    )
    chosen.delete()


def _is_address(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in ("http", "https") and bool(parts.hostname)


class OutsideCoder:
    """Codes answers by asking the model; the same request for the same answer and codebook."""

    def __init__(self, chosen: OutsideModel, codebook: CodebookVersion) -> None:
        self._address = chosen.address.rstrip("/") + "/chat/completions"
        self._model = chosen.model
        cards = list(codebook.cards.select_related("theme").order_by("theme__code"))
        self._themes = {card.theme.code for card in cards}
        self._ask = ASK.format(
            themes="\n".join(
                f"{card.theme.code} {card.title}: {card.definition} In: {card.include} Out: {card.exclude}"
                for card in cards
            )
        )

    def codes(self, text: str, question: str) -> tuple[Code, ...]:
        """The codes of one answer, sorted. Raises RunRefused where the model does not answer, or not as asked."""
        if is_unusable(text):
            return ()
        return self._read(text, self._answer(text[:LONGEST_ANSWER], question))

    def _answer(self, text: str, question: str) -> str:
        messages = [
            {"role": "system", "content": self._ask},
            {"role": "user", "content": f"Question about: {question}\nAnswer: {text}"},
        ]
        body = {"model": self._model, "messages": messages, "temperature": 0, "seed": 1}
        headers = {"Content-Type": "application/json"}
        if settings.OUTSIDE_MODEL_KEY:
            headers["Authorization"] = f"Bearer {settings.OUTSIDE_MODEL_KEY}"
        request = Request(self._address, json.dumps(body).encode(), headers)  # noqa: S310 - http(s) by `turn_on`
        try:
            with urlopen(request, timeout=SECONDS) as reply:  # noqa: S310
                return str(json.load(reply)["choices"][0]["message"]["content"])
        except (URLError, HTTPException, OSError, ValueError, LookupError, TypeError) as error:
            raise RunRefused(
                f"The outside model did not answer as it should ({type(error).__name__}). Try again, or turn it off."
            ) from error

    def _read(self, text: str, reply: str) -> tuple[Code, ...]:
        try:
            told = json.loads(reply[reply.index("{") : reply.rindex("}") + 1])["codes"]
            given = [
                (str(each["theme"]), bool(each.get("denied")), str(each.get("evidence", ""))) for each in told
            ]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise RunRefused(
                "The outside model's reply cannot be read. Try again, or turn it off."
            ) from error
        found: Mapping[tuple[str, bool], Code] = {
            (theme, denied): _code(text, theme, denied, evidence)
            for theme, denied, evidence in given
            if theme in self._themes
        }
        return tuple(found[key] for key in sorted(found))


def _code(text: str, theme: str, denied: bool, evidence: str) -> Code:
    """A code whose evidence is what the model quotes, where the answer holds it word for word, else the answer."""
    start = text.find(evidence) if evidence.strip() else -1
    if start < 0:
        return Code(theme, denied, 0, len(text), SOURCE, SCORE)
    return Code(theme, denied, start, start + len(evidence), SOURCE, SCORE)
