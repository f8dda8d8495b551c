"""Every number of a round's report, counted again from the rows of the database: plain loops, nothing of the report's
own reads, tallies or wording."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from challenges.models import (
    Action,
    Challenge,
    ChallengeRound,
    DataPack,
    DateChange,
    Milestone,
    Placement,
    Progress,
)
from evaluation.models import Answer, CodeAssignment, Coding, Invitation, Question, Receipt, Theme

Row = tuple[str, ...]
POLITICAL, CHILDREN = "Political and corporate", "Children's services and programme"
GROUPS = {"political_corporate": POLITICAL, "childrens_services": CHILDREN, "programme": CHILDREN}
HELD = ("fed_back", "letter_sent", "action_plan", "progress_review", "closed", "cut_short")
ON_TEAM = ("invited", "accepted")
NOT_COUNTED = ("dont_know", "not_applicable", "cannot_compare")


class Counted:
    """One round, read once."""

    def __init__(self, round: ChallengeRound, today: date) -> None:
        self.round, self.today = round, today
        rows = Answer.objects.filter(response__survey__round=round, superseded_by=None)
        self.answers = list(rows.select_related("response__council", "question"))
        self.codings = {answer.pk: self._coding(answer) for answer in self.answers if not answer.value}

    def _coding(self, answer: Answer) -> Coding | None:
        """A person's latest coding that stands, else the engine's newest."""
        given = [c for c in Coding.objects.filter(answer=answer).order_by("pk") if c.withdrawn_at is None]
        people = [c for c in given if c.purpose in ("desk", "adjudication")]
        machine = [c for c in given if c.purpose == "engine"]
        return (people or machine or [None])[-1]  # type: ignore[list-item]

    def said(self, *, denied: bool) -> dict[str, set[Any]]:
        """The responses that said each theme."""
        found: dict[str, set[Any]] = defaultdict(set)
        for answer in self.answers:
            coding = self.codings.get(answer.pk)
            if coding is not None and coding.outcome == "coded":
                for given in CodeAssignment.objects.filter(coding=coding, denied=denied):
                    found[given.theme.code].add(answer.response)
        return found

    def writers(self) -> set[Any]:
        """Those who gave an open answer that can be used."""
        usable = ("coded", "none")
        return {a.response for a in self.answers if (c := self.codings.get(a.pk)) and c.outcome in usable}

    def themes(self) -> dict[str, dict[str, str]]:
        """For each theme the numbers of its row in the chapter's table, by column."""
        affirmed, denied, of = self.said(denied=False), self.said(denied=True), self.writers()
        bases = Counter(GROUPS[response.role_group] for response in of)
        rows = {}
        for code in Theme.objects.values_list("code", flat=True):
            by_group = Counter(GROUPS[response.role_group] for response in affirmed[code])
            rows[code] = {
                "People": str(len(affirmed[code])),
                "Of": str(len(of)),
                "Councils": str(len({r.council for r in affirmed[code]} - {None})),
                "Said not so": str(len(denied[code])),
                **{group: f"{by_group[group]} of {bases[group]}" for group in set(GROUPS.values())},
            }
        return rows

    def denied_by_group(self) -> dict[str, dict[str, str]]:
        """For each theme who said that it was not so."""
        bases = Counter(GROUPS[response.role_group] for response in self.writers())
        counted = {
            code: Counter(GROUPS[r.role_group] for r in people)
            for code, people in self.said(denied=True).items()
        }
        return {c: {g: f"{n[g]} of {bases[g]}" for g in set(GROUPS.values())} for c, n in counted.items()}

    def scale(self, question: Question, group: str | None = None) -> dict[str, str]:
        """How often each option was chosen, by its label; and how many answers count."""
        given = [a.value for a in self.answers if a.question_id == question.pk and a.value]
        if group:
            given = [
                a.value
                for a in self.answers
                if a.question_id == question.pk and a.value and GROUPS[a.response.role_group] == group
            ]
        counted, labels = Counter(given), dict(question.options)
        base = sum(n for value, n in counted.items() if value not in NOT_COUNTED)
        return {"Answers": str(base), **{label: str(counted[value]) for value, label in labels.items()}}

    def rates(self) -> dict[str, Row]:
        """Asked and answered, by group."""
        asked = list(Invitation.objects.filter(survey__round=self.round))
        answered = set(Receipt.objects.filter(invitation__in=asked).values_list("invitation", flat=True))
        rows = {"Everyone": (str(len(asked)), str(len(answered)))}
        for group in set(GROUPS.values()):
            mine = [i for i in asked if GROUPS[i.role_group] == group]
            rows[group] = (str(len(mine)), str(sum(i.pk in answered for i in mine)))
        return rows

    def deeds(self) -> dict[str, dict[str, Row]]:
        """The tables of delivery and of what followed, by caption."""
        challenges = [c for c in Challenge.objects.filter(round=self.round) if c.state != "proposed"]
        held = [c for c in challenges if c.state in HELD]
        off = Counter(c.state for c in challenges if c.state in ("postponed", "cancelled"))
        moved = [c for c in held if (c.first_day, c.last_day) != (c.original_first_day, c.original_last_day)]
        reasons = Counter(
            change.get_reason_display() for change in DateChange.objects.filter(challenge__in=challenges)
        )
        months: dict[str, Row] = {}
        for name in {
            f"{day:%B %Y}" for c in challenges for day in (c.original_first_day, c.first_day) if day
        }:
            first = sum(f"{c.original_first_day:%B %Y}" == name for c in challenges if c.original_first_day)
            months[name] = (str(first), str(sum(f"{c.first_day:%B %Y}" == name for c in held if c.first_day)))
        return {
            "Challenges of the round": {
                "Planned": (str(len(challenges)),),
                "Held": (str(len(held)),),
                "Held on other days than first planned (among those held)": (str(len(moved)),),
                "Still to come": (str(len(challenges) - len(held) - sum(off.values())),),
                "Postponed, without a new date": (str(off["postponed"]),),
                "Cancelled": (str(off["cancelled"]),),
            },
            "Why visits moved or fell away": {reason: (str(n),) for reason, n in reasons.items()},
            "Visits by month": months,
            "Days given and received by council": self._ledger(held),
            **self._actions(),
        }

    def _ledger(self, held: list[Challenge]) -> dict[str, Row]:
        given: Counter[str] = Counter()
        got: Counter[str] = Counter()
        for place in Placement.objects.filter(challenge__in=held):
            if place.state in ON_TEAM:
                days = (place.challenge.last_day - place.challenge.first_day).days + 1  # type: ignore[operator]
                given[place.home_council.name] += days
                got[place.challenge.host.name] += days
        return {name: (str(given[name]), str(got[name])) for name in {*given, *got}}

    def _actions(self) -> dict[str, dict[str, Row]]:
        actions = [a for a in Action.objects.filter(challenge__round=self.round) if a.state != "dropped"]
        order = [value for value, _ in Progress.Evidence.choices]
        best = {
            a.pk: max((order.index(p.evidence) for p in Progress.objects.filter(action=a)), default=-1)
            for a in actions
        }
        told = Progress.objects.filter(evidence__in=("measured", "verified"))
        measured = {p.action_id for p in told} & {a.pk for a in actions}
        late = [a for a in actions if a.state == "open" and a.due_on < self.today]
        rows = {
            "Actions that followed the letters": len(actions),
            "With a baseline": sum(not a.no_baseline for a in actions),
            "Done": sum(a.state == "done" for a in actions),
            "Overdue": len(late),
            "Given a later date than the first": sum(a.due_on != a.original_due_on for a in actions),
            "With a result that is measured, or verified by a peer": len(measured),
        }
        graded = Counter(best.values())
        evidence = {str(label): (str(graded[n]),) for n, (_, label) in enumerate(Progress.Evidence.choices)}
        return {
            "Actions of the round": {what: (str(n),) for what, n in rows.items()},
            "Actions by their best evidence": {**evidence, "Nothing recorded": (str(graded[-1]),)},
        }

    @property
    def group_names(self) -> set[str]:
        """The role groups as they are shown within a region."""
        return set(GROUPS.values())

    def open_answers(self) -> dict[str, str]:
        """What became of every open answer."""
        outcomes = Counter(coding.outcome if coding else "waiting" for coding in self.codings.values())
        names = {
            "Coded with at least one theme": outcomes["coded"],
            "Read, with no theme": outcomes["none"],
            "Unusable": outcomes["unusable"],
            "Waiting to be read": outcomes["waiting"],
            "Received": len(self.codings),
        }
        return {what: str(n) for what, n in names.items()}

    def pairs_of_deeds(self) -> set[tuple[str, str]]:
        """The pairs of numbers that sentences on delivery and on what followed name."""
        deeds = self.deeds()
        challenges, actions = deeds["Challenges of the round"], deeds["Actions of the round"]
        held, planned = challenges["Held"][0], challenges["Planned"][0]
        moved = challenges["Held on other days than first planned (among those held)"][0]
        all_actions = actions["Actions that followed the letters"][0]
        graded = {(row[0], all_actions) for row in deeds["Actions by their best evidence"].values()}
        measured = actions["With a result that is measured, or verified by a peer"][0]
        visits = Challenge.objects.filter(round=self.round, state__in=HELD)
        places = [p for p in Placement.objects.filter(challenge__in=visits) if p.state in ON_TEAM]
        mine = set(self.round.regions.values_list("pk", flat=True))
        outside = sum(p.home_council.region_id not in mine for p in places)
        packs = [p for p in DataPack.objects.filter(challenge__in=visits) if p.received_on]
        due = {m.challenge_id: m.original_due_on for m in Milestone.objects.filter(kind="data_pack")}
        on_time = sum(p.challenge_id in due and p.received_on <= due[p.challenge_id] for p in packs)
        later = sum(
            bool(c.first_day and c.original_first_day and c.first_day > c.original_first_day) for c in visits
        )
        return {
            (held, planned),
            (moved, held),
            (str(later), held),
            (measured, all_actions),
            (str(outside), str(len(places))),
            (str(on_time), held),
            *graded,
        }
