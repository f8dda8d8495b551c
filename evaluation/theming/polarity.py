"""Whether a phrase found in an answer affirms its theme, denies it, or says nothing of it.

Rules 1 to 4 of the coding frame, by heading. A cue changes a phrase only from inside its own clause, except where the
writer takes a sentence back ("… but that is sorted now") or means all of it the other way about."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.theming.clauses import has_verb
from evaluation.theming.found import (
    AFFIRMED,
    CLOSE,
    DENIED,
    Found,
    Verdict,
    absence,
    all_was_well,
    before,
    belongs,
    beside,
    near,
    negation,
)
from evaluation.theming.phrases import Match
from evaluation.theming.reading import Context

WISH_REACH = 12
SHORT = 5
LONG_HEADING = 7
_SPEAKERS = frozenset({
    "i", "we", "our", "my", "they", "it", "he", "she", "us", "me", "people", "everyone", "colleagues", "staff",
    "managers", "members", "directors",
})  # fmt: skip
Judge = Callable[[Found, Context], Verdict | None]


def polarity(found: Found, context: Context) -> Verdict | None:
    """What the phrase says of its theme, or None where it says nothing that counts."""
    rule = found.match.owner
    verdict = _JUDGES[rule.heading, rule.kind](found, context)
    if not verdict:
        return None
    if rule.heading == "benefit" and context.question == "barrier" and verdict.polarity == DENIED:
        return None  # What was not gained is no barrier.
    if rule.heading == "benefit" and context.question == "barrier" and "gain" not in found.cues(context):
        return None
    if rule.heading != "benefit" and context.question == "benefit" and not _shows_a_gap(found, context):
        return None  # Asked what was gained, nobody states a need in passing.
    return verdict


def _shows_a_gap(found: Found, context: Context) -> bool:
    names = {"fine", "trouble"}
    if found.match.owner.kind == "topic":
        names = {"fine"}
    elif found.match.owner.heading == "development":
        names |= {"neg", "lack", "wish"}
    return found.clause[0].word in ("but", "although", "though") or not names.isdisjoint(found.cues(context))


def _taken_back(found: Found, context: Context) -> Match[str] | None | bool:
    """The cue that says it is over: in the clause itself, or (True) in what follows."""
    own = beside(found, found.cues(context), "gone")
    return own or any("gone after" in cues for cues in found.later(context))


def _turned(verdict: Verdict, context: Context) -> Verdict:
    return Verdict(DENIED, verdict.cue) if context.sarcastic else verdict


def _benefit_said(found: Found, context: Context) -> Verdict | None:
    cues = found.cues(context)
    if "failed" in cues or any("failed" in later for later in found.later(context)):
        return Verdict(DENIED)
    negated = negation(found, cues) or beside(found, cues, "no longer", "doubt")
    if before(found, cues, "wish", WISH_REACH) and not beside(found, cues, "now"):
        return None
    if negated:
        return Verdict(DENIED, negated)
    if context.question == "development" and not _is_told(found):
        return None
    return _turned(Verdict(AFFIRMED), context)


def _is_told(found: Found) -> bool:
    """Whether someone tells what happened, rather than asks that it should."""
    so_far = found.clause[: found.match.first + 1]
    past = so_far[-1].word.endswith("ed")
    return past or has_verb(so_far) or any(token.word in _SPEAKERS for token in so_far)


def _benefit_fallback(found: Found, context: Context) -> Verdict | None:
    verdict = _benefit_said(found, context) if context.question == "benefit" else None
    return verdict if verdict and verdict.polarity == AFFIRMED else None


def _benefit_topic(found: Found, context: Context) -> Verdict | None:
    cues = found.cues(context)
    if beside(found, cues, "wish", "need") and not (context.question == "benefit" and found.heading_only):
        return None
    if "failed" in cues or any("failed" in later for later in found.later(context)):
        return Verdict(DENIED)
    negated = negation(found, cues) or beside(found, cues, "no longer", "doubt")
    if negated:
        plain = negated.last >= found.match.first - 2 and context.question == "open"
        return Verdict(DENIED, negated) if plain or context.question == "benefit" else None
    if context.question == "benefit" and (after := _denied_after(found, context)):
        return Verdict(DENIED, after)
    if context.question == "benefit" and found.heading_only and not found.teller:
        return _turned(Verdict(AFFIRMED), context)
    if context.sarcastic:
        return Verdict(DENIED) if context.question == "benefit" else None
    gain = near(found, cues, "gain")
    return Verdict(AFFIRMED, gain) if gain and context.question in ("benefit", "open") else None


def _denied_after(found: Found, context: Context) -> Match[str] | None:
    """The negation of "networks did not really develop"."""
    last = found.match.last
    cues = (cue for cue in found.cues(context).get("not", ()) if last < cue.first <= last + CLOSE)
    return next((cue for cue in cues if not belongs(cue, found.cues(context), "not only")), None)


def _benefit_fixed(found: Found, context: Context) -> Verdict | None:
    wish = before(found, found.cues(context), "wish", WISH_REACH)
    return None if wish and wish.first < found.match.first else _turned(Verdict(AFFIRMED), context)


def _benefit_opposite(found: Found, context: Context) -> Verdict | None:
    negated = negation(found, found.cues(context))
    return Verdict(AFFIRMED, negated) if negated else Verdict(DENIED)


def _need_said(found: Found, context: Context) -> Verdict | None:
    cues = found.cues(context)
    over = _taken_back(found, context)
    if over:
        return Verdict(DENIED, over if isinstance(over, Match) else None)
    cue = all_was_well(found, context) or negation(found, cues)
    if cue and not context.sarcastic:
        return Verdict(DENIED, cue)
    return Verdict(AFFIRMED)


def _need_fixed(found: Found, context: Context) -> Verdict | None:
    over = _taken_back(found, context)
    if over:
        return Verdict(DENIED, over if isinstance(over, Match) else None)
    fine = all_was_well(found, context) or (
        absence(found, context) if found.match.owner.heading == "barrier" else None
    )
    return Verdict(DENIED, fine) if fine else Verdict(AFFIRMED)


def _need_fallback(found: Found, context: Context) -> Verdict | None:
    if context.question != found.match.owner.heading or negation(found, found.cues(context), "not"):
        return None
    verdict = _need_fixed(found, context)
    return verdict if verdict and verdict.polarity == AFFIRMED else None


def _need_opposite(found: Found, context: Context) -> Verdict | None:
    cues = found.cues(context)
    turned = (
        negation(found, cues)
        or before(found, cues, "wish", WISH_REACH)
        or before(found, cues, "need", WISH_REACH)
    )
    if turned:
        return Verdict(AFFIRMED, turned)
    if (
        found.match.owner.heading == context.question == "development"
        and found.heading_only
        and not found.teller
    ):
        return Verdict(AFFIRMED)  # "Timely data" is asked for, not reported.
    return Verdict(AFFIRMED) if context.sarcastic else Verdict(DENIED)


def _development_topic(found: Found, context: Context) -> Verdict | None:
    cues = found.cues(context)
    settled = _settled(found, context)
    if settled:
        return settled
    cue = near(found, cues, "lack", "wish", "need") or _in_trouble(found, context)
    if cue and context.question != "benefit":
        return Verdict(AFFIRMED, cue)
    if context.question == "development":
        named = (
            found.match.first <= 1 or len(found.clause) <= SHORT or found.heading_only and not found.teller
        )
        return Verdict(AFFIRMED) if named else None
    return Verdict(AFFIRMED) if context.question == "barrier" and len(found.clause) <= SHORT else None


def _barrier_topic(found: Found, context: Context) -> Verdict | None:
    settled = _settled(found, context)
    if settled:
        return settled
    cue = beside(found, found.cues(context), "lack") or _in_trouble(found, context)
    if cue:
        return Verdict(AFFIRMED, cue)
    if context.sarcastic and context.question in ("barrier", "development"):
        return Verdict(AFFIRMED)
    if context.question == "barrier" and _names_it(found):
        return Verdict(AFFIRMED)
    wanted = near(found, found.cues(context), "need") if context.question == "development" else None
    return Verdict(AFFIRMED, wanted) if wanted else None


def _in_trouble(found: Found, context: Context) -> Match[str] | None:
    return (
        near(found, found.cues(context), "trouble")
        if context.question in ("barrier", "development")
        else None
    )


def _names_it(found: Found) -> bool:
    """Whether the clause does no more than name the noun: "money", "it's the diary"."""
    if found.heading_only:
        return len(found.clause) <= LONG_HEADING and not found.teller
    return len(found.clause) <= SHORT and found.match.last == len(found.clause) - 1


def _settled(found: Found, context: Context) -> Verdict | None:
    """The denial of a mere noun: "cost was no problem", "not the money", "used to be"."""
    if context.sarcastic:
        return None
    over = _taken_back(found, context)
    if over:
        return Verdict(DENIED, over if isinstance(over, Match) else None)
    well = all_was_well(found, context)
    cue = well or negation(found, found.cues(context), "not")
    if cue and not well and belongs(cue, found.cues(context), "lack"):
        return None  # "We could not get dates" is no denial.
    if not cue and found.place and found.heading_only and "none of" in context.cues[found.number][0]:
        return Verdict(DENIED)  # "No barriers on money, time or people."
    return Verdict(DENIED, cue) if cue else None


_JUDGES: dict[tuple[str, str], Judge] = {
    ("benefit", "said"): _benefit_said,
    ("benefit", "topic"): _benefit_topic,
    ("benefit", "fixed"): _benefit_fixed,
    ("benefit", "opposite"): _benefit_opposite,
    ("benefit", "fallback"): _benefit_fallback,
    ("development", "said"): _need_said,
    ("development", "topic"): _development_topic,
    ("development", "fixed"): _need_fixed,
    ("development", "opposite"): _need_opposite,
    ("development", "fallback"): _need_fallback,
    ("barrier", "said"): _need_said,
    ("barrier", "topic"): _barrier_topic,
    ("barrier", "fixed"): _need_fixed,
    ("barrier", "opposite"): _need_opposite,
    ("barrier", "fallback"): _need_fallback,
}
