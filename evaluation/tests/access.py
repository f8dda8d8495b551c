"""Who may open each address of this app."""

from __future__ import annotations

from typing import Any

from councils.runs.models import RunState
from councils.tests import factories as who
from evaluation.models import (
    Answer,
    CodebookVersion,
    Coding,
    CodingSample,
    EvaluationReport,
    FindingsRun,
    Invitation,
    Quote,
    ReportFile,
    SampleItem,
    Theme,
)
from evaluation.services.codebook import begin_draft
from evaluation.services.proposals import propose_theme
from evaluation.services.samples import freeze
from evaluation.tests import factories as what
from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS, World

MANAGERS = ("administrator", "national", "own")
OF_ROUND = (*MANAGERS, "evaluator")
EVERY_STAFF = (*OF_ROUND, "other")
DESK = ("national", "evaluator")
KEEPERS = ("national",)


def of_round(world: World) -> dict[str, Any]:
    """The round's address; it has a survey."""
    what.survey(world.round)
    return {"pk": world.round.pk}


def invitation(world: World) -> Invitation:
    """Somebody asked in the world's round."""
    return what.invitation(what.survey(world.round), who.person(at=who.council("Kent")))


def of_token(world: World, **more: Any) -> dict[str, Any]:
    """The address of a feedback form."""
    return {"token": what.token(invitation(world)), **more}


def of_page(world: World) -> dict[str, Any]:
    """The address of the form's first page."""
    return of_token(world, number=1)


def of_invitation(world: World) -> dict[str, Any]:
    """The address of an invitation."""
    return {"pk": invitation(world).pk}


def answer(world: World) -> Answer:
    """An open answer of the world's round."""
    what.response(invitation(world), {"changed": "More trust."}, consent="role_only")
    return Answer.objects.get()


def of_answer(world: World) -> dict[str, Any]:
    """The address of an answer."""
    return {"pk": answer(world).pk}


def sample(world: World) -> CodingSample:
    """One answer to be coded by the evaluator blind, who has."""
    item, national, evaluator = answer(world), world.actors["national"].user, world.actors["evaluator"].user
    drawn = CodingSample.objects.create(
        round=world.round, codebook=CodebookVersion.objects.get(), kind="blind", seed=1, size=1, population=1,
        drawn_by=national,
    )  # fmt: skip
    drawn.coders.set([evaluator])
    SampleItem.objects.create(sample=drawn, answer=item, place=1)
    made = {"answer": item, "codebook": drawn.codebook, "outcome": "none"}
    Coding.objects.create(**made, purpose="blind", coder=evaluator)
    Coding.objects.create(**made, purpose="desk", coder=national)
    return drawn


def of_sample(world: World) -> dict[str, Any]:
    """The address of a sample."""
    return {"pk": sample(world).pk}


def of_item(world: World) -> dict[str, Any]:
    """The address of a drawn answer."""
    return {"pk": sample(world).items.get().pk}


def of_gold(world: World) -> dict[str, Any]:
    """The address of a frozen gold set."""
    drawn = sample(world)
    freeze(sample=drawn, actor=world.actors["national"])
    return {"pk": drawn.pk}


def of_draft(world: World) -> dict[str, Any]:
    """The address of the codebook's draft."""
    begin_draft(world.actors["national"])
    return {}


def of_card(world: World) -> dict[str, Any]:
    """The address of a theme of the draft."""
    return {**of_draft(world), "code": "B3"}


def of_proposal(world: World) -> dict[str, Any]:
    """The address of a proposed theme."""
    proposed = propose_theme(title="Politics", note="", answer=None, actor=world.actors["evaluator"])
    return {"pk": proposed.pk}


def of_quote(world: World) -> dict[str, Any]:
    """The address of a quote."""
    return {
        "pk": Quote.objects.create(
            answer=answer(world), theme=Theme.objects.get(code="B4"), start=0, end=4
        ).pk
    }


def of_run(world: World) -> dict[str, Any]:
    """The address of findings that wait."""
    codebook = CodebookVersion.objects.get()
    return {
        "pk": FindingsRun.objects.create(
            round=world.round, input_version="1", codebook=codebook, engine="e"
        ).pk
    }


def of_report(world: World) -> dict[str, Any]:
    """The address of a report with its file."""
    report = EvaluationReport.objects.create(
        round=world.round, audience="staff", input_version="1", state=RunState.FAILED, error="A test."
    )
    ReportFile.objects.create(report=report, pdf=b"%PDF-", sha256="0", pages=1, seconds=0)
    return {"pk": report.pk}


EXPECTED: dict[str, Expect] = {
    "evaluation:feedback_start": Expect(PERSONAS, of_token),
    "evaluation:feedback_page": Expect(PERSONAS, of_page),
    "evaluation:feedback_check": Expect(PERSONAS, of_token),
    "evaluation:feedback_done": Expect(PERSONAS, of_token),
    "evaluation:feedback_preview": Expect(EVERY_STAFF, lambda world: {"post": "director"}),
    "evaluation:survey": Expect(MANAGERS, of_round),
    "evaluation:survey_open": Expect(MANAGERS, of_round),
    "evaluation:invite_send": Expect(MANAGERS, of_round, post=True),
    "evaluation:invitation_reissue": Expect(MANAGERS, of_invitation, post=True),
    "evaluation:invitation_withdraw": Expect(MANAGERS, of_invitation, post=True),
    "evaluation:findings": Expect(OF_ROUND, of_round),
    "evaluation:findings_request": Expect(MANAGERS, of_round, post=True),
    "evaluation:findings_csv": Expect(OF_ROUND, of_round),
    "evaluation:findings_progress": Expect(OF_ROUND, of_run),
    "evaluation:desk": Expect(DESK, of_round),
    "evaluation:desk_next": Expect(DESK, of_round),
    "evaluation:desk_undo": Expect(DESK, of_round, post=True),
    "evaluation:answer_code": Expect(DESK, of_answer),
    "evaluation:answers": Expect(DESK, of_round),
    "evaluation:answers_csv": Expect(DESK, of_round),
    "evaluation:answers_xlsx": Expect(DESK, of_round),
    "evaluation:answers_qdpx": Expect(DESK, of_round),
    "evaluation:grid": Expect(DESK, of_round),
    "evaluation:propose": Expect(DESK, of_answer),
    "evaluation:results_as_of": Expect(DESK, of_round),
    "evaluation:codebook": Expect(DESK),
    "evaluation:codebook_version": Expect(DESK, lambda world: {"number": 1}),
    "evaluation:codebook_compare": Expect(DESK),
    "evaluation:proposals": Expect(DESK),
    "evaluation:proposal_settle": Expect(KEEPERS, of_proposal),
    "evaluation:draft": Expect(KEEPERS, of_draft),
    "evaluation:draft_begin": Expect(KEEPERS, post=True),
    "evaluation:draft_add": Expect(KEEPERS, of_draft),
    "evaluation:draft_undo": Expect(KEEPERS, of_draft, post=True),
    "evaluation:draft_discard": Expect(KEEPERS, of_draft, post=True),
    "evaluation:draft_publish": Expect(KEEPERS, of_draft),
    "evaluation:draft_card": Expect(KEEPERS, of_card),
    "evaluation:draft_retire": Expect(KEEPERS, of_card),
    "evaluation:draft_merge": Expect(KEEPERS, of_card),
    "evaluation:draft_split": Expect(KEEPERS, of_card),
    "evaluation:samples": Expect(DESK, of_round),
    "evaluation:agreement": Expect(DESK, of_round),
    "evaluation:sample": Expect(DESK, of_sample),
    "evaluation:sample_code": Expect(("evaluator",), of_sample),
    "evaluation:sample_freeze": Expect(DESK, of_sample, post=True),
    "evaluation:sample_gold": Expect(DESK, of_gold),
    "evaluation:adjudication": Expect(DESK, of_item),
    "evaluation:answer_detail": Expect(DESK, of_answer),
    "evaluation:quote_remove": Expect(DESK, of_quote, post=True),
    "evaluation:reports": Expect(OF_ROUND, of_round),
    "evaluation:report_request": Expect(DESK, of_round, post=True),
    "evaluation:report_detail": Expect(OF_ROUND, of_report),
    "evaluation:report_progress": Expect(OF_ROUND, of_report),
    "evaluation:report_pdf": Expect(OF_ROUND, of_report),
    "evaluation:report_sign_off": Expect(OF_ROUND, of_report, post=True),
}
