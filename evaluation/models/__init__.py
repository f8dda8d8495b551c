"""Every model of the app, one aggregate per module."""

from evaluation.models.codebook import CodebookVersion, DraftStep, Theme, ThemeCard, ThemeMove
from evaluation.models.coding import CodeAssignment, Coding, Quote
from evaluation.models.commentary import Commentary
from evaluation.models.desk import Lease, Standing, StandingCode, ThemeProposal
from evaluation.models.duties import PurgeCertificate
from evaluation.models.files import KeptFile
from evaluation.models.learning import LearnedCoder
from evaluation.models.meanings import ColumnMeaning
from evaluation.models.outside import OutsideModel
from evaluation.models.questionnaire import Promise, Question, QuestionnaireVersion, ReminderDay, Survey
from evaluation.models.reports import EvaluationReport, FactComment, ReportFile, ReportStep
from evaluation.models.responses import (
    Answer,
    Draft,
    Invitation,
    Receipt,
    Response,
    ResponseRevision,
    SealedResponse,
)
from evaluation.models.runs import FindingsRun
from evaluation.models.samples import CodingSample, SampleItem
from evaluation.models.tokens import ApiToken

__all__ = [
    "Answer",
    "ApiToken",
    "CodeAssignment",
    "CodebookVersion",
    "Coding",
    "CodingSample",
    "Commentary",
    "ColumnMeaning",
    "Draft",
    "DraftStep",
    "EvaluationReport",
    "FactComment",
    "FindingsRun",
    "Invitation",
    "LearnedCoder",
    "Lease",
    "KeptFile",
    "OutsideModel",
    "Promise",
    "PurgeCertificate",
    "Question",
    "QuestionnaireVersion",
    "Quote",
    "Receipt",
    "ReminderDay",
    "ReportFile",
    "ReportStep",
    "Response",
    "ResponseRevision",
    "SampleItem",
    "Standing",
    "StandingCode",
    "SealedResponse",
    "Survey",
    "Theme",
    "ThemeCard",
    "ThemeMove",
    "ThemeProposal",
]
