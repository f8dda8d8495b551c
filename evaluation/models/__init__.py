"""Every model of the app, one aggregate per module."""

from evaluation.models.codebook import CodebookVersion, Theme, ThemeCard
from evaluation.models.coding import CodeAssignment, Coding, Quote
from evaluation.models.duties import PurgeCertificate
from evaluation.models.files import KeptFile
from evaluation.models.meanings import ColumnMeaning
from evaluation.models.questionnaire import Promise, Question, QuestionnaireVersion, ReminderDay, Survey
from evaluation.models.reports import EvaluationReport, ReportFile
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
from evaluation.models.tokens import ApiToken

__all__ = [
    "Answer",
    "ApiToken",
    "CodeAssignment",
    "CodebookVersion",
    "Coding",
    "ColumnMeaning",
    "Draft",
    "EvaluationReport",
    "FindingsRun",
    "Invitation",
    "KeptFile",
    "Promise",
    "PurgeCertificate",
    "Question",
    "QuestionnaireVersion",
    "Quote",
    "Receipt",
    "ReminderDay",
    "ReportFile",
    "Response",
    "ResponseRevision",
    "SealedResponse",
    "Survey",
    "Theme",
    "ThemeCard",
]
