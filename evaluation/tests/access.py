"""Who may open each address of this app."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from challenges.models import Letter
from councils.runs.models import RunState
from councils.tests import factories as who
from evaluation.models import (
    Answer,
    CodebookVersion,
    Coding,
    CodingSample,
    EvaluationReport,
    FactComment,
    FindingsRun,
    Invitation,
    KeptFile,
    Quote,
    ReportFile,
    SampleItem,
    Theme,
)
from evaluation.services.coding.codebook import begin_draft
from evaluation.services.coding.proposals import propose_theme
from evaluation.services.coding.samples import freeze
from evaluation.services.feedback.questionnaires import start_draft
from evaluation.services.findings.tokens import make_token
from evaluation.tests import factories as what
from peerchallenge.testing.access import Expect
from peerchallenge.testing.world import PERSONAS, World

MANAGERS = ("administrator", "national", "own")
OF_ROUND = (*MANAGERS, "evaluator")
EVERY_STAFF = (*OF_ROUND, "other")
NATIONAL = ("administrator", "national")
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


def of_file(world: World) -> dict[str, Any]:
    """A file of people to invite that the administrator has uploaded."""
    kept = KeptFile.objects.create(
        user=world.actors["administrator"].user,
        survey=what.survey(world.round),
        purpose="invitations",
        file_name="people.csv",
    )
    return {"pk": kept.pk}


def of_answers(world: World) -> dict[str, Any]:
    """A file of answers that the administrator has uploaded."""
    kept = KeptFile.objects.get(pk=of_file(world)["pk"])
    kept.purpose = "answers"
    kept.save()
    return {"pk": kept.pk}


def of_token_of_program(world: World) -> dict[str, Any]:
    """A key of the national staff's account."""
    made, _ = make_token(
        name="Test", scopes=["rounds"], expires_on=timezone.localdate(), actor=world.actors["national"]
    )
    return {"pk": made.pk}


def of_questionnaire_draft(world: World) -> dict[str, Any]:
    """A draft of the next questionnaire."""
    return {"number": start_draft(actor=world.actors["national"]).number}


def of_question(world: World) -> dict[str, Any]:
    """The draft's first question."""
    draft = start_draft(actor=world.actors["national"])
    return {"number": draft.number, "pk": draft.questions.all()[0].pk}


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


def of_decision(world: World) -> dict[str, Any]:
    """The address of a decision on an answer, for answers alike."""
    made = {"answer": answer(world), "codebook": CodebookVersion.objects.get(), "outcome": "none"}
    return {"pk": Coding.objects.create(**made, purpose="desk", coder=world.actors["national"].user).pk}


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


def of_region(world: World) -> dict[str, Any]:
    """The address of the region whose round it is."""
    return {"slug": world.round.regions.get().slug}


def of_report(world: World) -> dict[str, Any]:
    """The address of a report with its file."""
    report = EvaluationReport.objects.create(
        round=world.round, audience="staff", input_version="1", state=RunState.FAILED, error="A test."
    )
    ReportFile.objects.create(report=report, pdf=b"%PDF-", sha256="0", pages=1, seconds=0)
    return {"pk": report.pk}


def of_fact_check(world: World) -> dict[str, Any]:
    """The address of a report whose facts are being checked."""
    report = EvaluationReport.objects.create(
        round=world.round,
        audience="staff",
        input_version="1",
        state=RunState.DONE,
        stage="fact_check",
        check_until=timezone.localdate(),
    )
    return {"pk": report.pk}


def of_comment(world: World) -> dict[str, Any]:
    """The address of a comment on a fact."""
    report = EvaluationReport.objects.get(**of_fact_check(world))
    comment = FactComment.objects.create(
        report=report, about="Challenge of Kent", text="Four days.", by="Cora"
    )
    return {"pk": comment.pk}


def two_reports(world: World) -> dict[str, Any]:
    """The addresses of two versions of a report."""
    source = what.frozen_report(world.round, "1")
    return {"pk": source.pk, "other": what.frozen_report(world.round, "2").pk}


def of_data(world: World) -> dict[str, Any]:
    """The address of a report's tables."""
    return {"pk": what.frozen_report(world.round, "1").pk, "kind": "csv"}


def of_year(world: World) -> dict[str, Any]:
    """The year of the world's round, which has a survey."""
    what.survey(world.round)
    return {"year": world.round.start_year}


def of_place(world: World) -> dict[str, Any]:
    """A place of the round's report."""
    return {"pk": world.round.pk, "place": "b1"}


def of_national_place(world: World) -> dict[str, Any]:
    """A place of the nation's report."""
    return {**of_year(world), "place": "conclusions"}


def of_letter(world: World) -> dict[str, Any]:
    """The address of a letter that was sent."""
    letter = Letter.objects.create(challenge=world.challenge, sent_on=date(2027, 2, 1))
    letter.strengths.create(position=1, text="Steady leadership")
    return {"pk": world.challenge.pk}


EXPECTED: dict[str, Expect] = {
    "evaluation:feedback_start": Expect(PERSONAS, of_token),
    "evaluation:feedback_page": Expect(PERSONAS, of_page),
    "evaluation:feedback_keep": Expect(PERSONAS, of_page, post=True),
    "evaluation:feedback_privacy": Expect(PERSONAS, of_token),
    "evaluation:feedback_deputy": Expect(PERSONAS, of_token),
    "evaluation:feedback_print": Expect(PERSONAS, of_token),
    "evaluation:feedback_check": Expect(PERSONAS, of_token),
    "evaluation:feedback_done": Expect(PERSONAS, of_token),
    "evaluation:questionnaires": Expect(EVERY_STAFF),
    "evaluation:questionnaire": Expect(EVERY_STAFF, lambda world: {"number": 1}),
    "evaluation:questionnaire_roles": Expect(EVERY_STAFF, lambda world: {"number": 1}),
    "evaluation:questionnaire_role": Expect(EVERY_STAFF, lambda world: {"number": 1, "post": "director"}),
    "evaluation:questionnaire_draft": Expect(NATIONAL, post=True),
    "evaluation:questionnaire_publish": Expect(NATIONAL, of_questionnaire_draft),
    "evaluation:question_add": Expect(NATIONAL, of_questionnaire_draft),
    "evaluation:question_edit": Expect(NATIONAL, of_question),
    "evaluation:question_move": Expect(NATIONAL, of_question, post=True),
    "evaluation:survey": Expect(MANAGERS, of_round),
    "evaluation:survey_open": Expect(MANAGERS, of_round),
    "evaluation:invite_send": Expect(MANAGERS, of_round, post=True),
    "evaluation:survey_reminders": Expect(MANAGERS, of_round),
    "evaluation:invitation_add": Expect(MANAGERS, of_round),
    "evaluation:invitation_import": Expect(MANAGERS, of_round),
    "evaluation:invitation_import_check": Expect(("administrator",), of_file),
    "evaluation:invitation_detail": Expect(MANAGERS, of_invitation),
    "evaluation:invitation_days": Expect(MANAGERS, of_invitation),
    "evaluation:invitation_deputy": Expect(MANAGERS, of_invitation),
    "evaluation:invitation_phone": Expect(MANAGERS, of_invitation),
    "evaluation:survey_calls": Expect(MANAGERS, of_round),
    "evaluation:answers_import": Expect(NATIONAL, of_round),
    "evaluation:answers_import_columns": Expect(("administrator",), of_answers),
    "evaluation:answers_import_check": Expect(("administrator",), of_answers),
    "evaluation:survey_figures": Expect(MANAGERS, of_round),
    "evaluation:invitation_reissue": Expect(MANAGERS, of_invitation, post=True),
    "evaluation:invitation_withdraw": Expect(MANAGERS, of_invitation, post=True),
    "evaluation:findings": Expect(OF_ROUND, of_round),
    "evaluation:findings_request": Expect(MANAGERS, of_round, post=True),
    "evaluation:findings_csv": Expect(OF_ROUND, of_round),
    "evaluation:findings_stop": Expect(OF_ROUND, of_run, post=True),
    "evaluation:findings_progress": Expect(OF_ROUND, of_run),
    "evaluation:outside": Expect(MANAGERS, of_region),
    "evaluation:outside_off": Expect(MANAGERS, of_region, post=True),
    "evaluation:emerging": Expect(DESK, of_round),
    "evaluation:alike": Expect(DESK, of_round),
    "evaluation:desk": Expect(DESK, of_round),
    "evaluation:desk_next": Expect(DESK, of_round),
    "evaluation:desk_undo": Expect(DESK, of_round, post=True),
    "evaluation:answer_code": Expect(DESK, of_answer),
    "evaluation:coding_alike": Expect(DESK, of_decision),
    "evaluation:answers": Expect(DESK, of_round),
    "evaluation:answers_csv": Expect(DESK, of_round),
    "evaluation:answers_xlsx": Expect(DESK, of_round),
    "evaluation:answers_qdpx": Expect(DESK, of_round),
    "evaluation:grid": Expect(DESK, of_round),
    "evaluation:weights": Expect(DESK, of_round),
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
    "evaluation:responses_csv": Expect(DESK, of_round),
    "evaluation:responses_xlsx": Expect(DESK, of_round),
    "evaluation:subject": Expect(("administrator",), lambda world: {"pk": world.peer.pk}),
    "evaluation:subject_data": Expect(("administrator",), lambda world: {"pk": world.peer.pk}),
    "evaluation:api_description": Expect(PERSONAS),
    "evaluation:api_rounds": Expect(EVERY_STAFF),
    "evaluation:api_rates": Expect(OF_ROUND, of_round),
    "evaluation:api_findings": Expect(OF_ROUND, of_round),
    "evaluation:tokens": Expect(EVERY_STAFF),
    "evaluation:token_revoke": Expect(("national",), of_token_of_program, post=True),
    "evaluation:retention": Expect(("administrator",)),
    "evaluation:reports": Expect(OF_ROUND, of_round),
    "evaluation:report_request": Expect(DESK, of_round, post=True),
    "evaluation:report_detail": Expect(OF_ROUND, of_report),
    "evaluation:report_progress": Expect(OF_ROUND, of_report),
    "evaluation:report_pdf": Expect(OF_ROUND, of_report),
    "evaluation:report_cancel": Expect(DESK, of_report, post=True),
    "evaluation:report_data": Expect(OF_ROUND, of_data),
    "evaluation:report_changes": Expect(OF_ROUND, two_reports),
    "evaluation:fact_check_open": Expect(DESK, of_fact_check, post=True),
    "evaluation:fact_check": Expect((*OF_ROUND, "host"), of_fact_check),
    "evaluation:fact_answer": Expect(DESK, of_comment),
    "evaluation:report_sign_off": Expect(OF_ROUND, of_report, post=True),
    "evaluation:report_publish": Expect(OF_ROUND, of_report, post=True),
    "evaluation:national_reports": Expect(EVERY_STAFF),
    "evaluation:national_request": Expect(DESK, of_year),
    "evaluation:round_commentary": Expect(DESK, of_round),
    "evaluation:round_commentary_place": Expect(DESK, of_place),
    "evaluation:round_commentary_versions": Expect(DESK, of_place),
    "evaluation:national_commentary": Expect(DESK, of_year),
    "evaluation:national_commentary_place": Expect(DESK, of_national_place),
    "evaluation:national_commentary_versions": Expect(DESK, of_national_place),
    "evaluation:letter_pdf": Expect((*OF_ROUND, "host", "peer"), of_letter),
    "evaluation:timetable_pdf": Expect((*OF_ROUND, "host", "peer"), lambda world: {"pk": world.challenge.pk}),
    "evaluation:schedule_pdf": Expect(OF_ROUND, of_round),
}
