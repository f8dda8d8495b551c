"""Every model of the app, one aggregate per module."""

from evaluation.models.codebook import CodebookVersion, Theme, ThemeCard
from evaluation.models.coding import CodeAssignment, Coding, Quote
from evaluation.models.commentary import Commentary
from evaluation.models.questionnaire import Question, QuestionnaireVersion, Survey
from evaluation.models.reports import EvaluationReport, FactComment, ReportFile, ReportStep
from evaluation.models.responses import Answer, Draft, Invitation, Receipt, Response, ResponseRevision
from evaluation.models.runs import FindingsRun

__all__ = [
    "Answer",
    "CodeAssignment",
    "CodebookVersion",
    "Coding",
    "Commentary",
    "Draft",
    "EvaluationReport",
    "FactComment",
    "FindingsRun",
    "Invitation",
    "Question",
    "QuestionnaireVersion",
    "Quote",
    "Receipt",
    "ReportFile",
    "ReportStep",
    "Response",
    "ResponseRevision",
    "Survey",
    "Theme",
    "ThemeCard",
]
