"""Addresses of feedback, findings and reports."""

from django.urls import path

from evaluation.views import coding, desk, exports, feedback, findings, reports, samples, surveys

app_name = "evaluation"

urlpatterns = [
    path("feedback/<str:token>/", feedback.feedback_start, name="feedback_start"),
    path("feedback/<str:token>/<int:number>/", feedback.feedback_page, name="feedback_page"),
    path("feedback/<str:token>/check/", feedback.feedback_check, name="feedback_check"),
    path("feedback/<str:token>/done/", feedback.feedback_done, name="feedback_done"),
    path("feedback-preview/<str:post>/", feedback.feedback_preview, name="feedback_preview"),
    path("rounds/<uuid:pk>/feedback/", surveys.survey, name="survey"),
    path("rounds/<uuid:pk>/feedback/days/", surveys.survey_open, name="survey_open"),
    path("rounds/<uuid:pk>/feedback/send/", surveys.invite_send, name="invite_send"),
    path("invitations/<uuid:pk>/reissue/", surveys.invitation_reissue, name="invitation_reissue"),
    path("invitations/<uuid:pk>/withdraw/", surveys.invitation_withdraw, name="invitation_withdraw"),
    path("rounds/<uuid:pk>/findings/", findings.findings, name="findings"),
    path("rounds/<uuid:pk>/findings/count/", findings.findings_request, name="findings_request"),
    path("rounds/<uuid:pk>/findings.csv", findings.findings_csv, name="findings_csv"),
    path("findings/<uuid:pk>/progress/", findings.findings_progress, name="findings_progress"),
    path("rounds/<uuid:pk>/desk/", desk.desk, name="desk"),
    path("rounds/<uuid:pk>/desk/next/", coding.desk_next, name="desk_next"),
    path("rounds/<uuid:pk>/desk/undo/", coding.desk_undo, name="desk_undo"),
    path("answers/<uuid:pk>/code/", coding.answer_code, name="answer_code"),
    path("rounds/<uuid:pk>/answers/", desk.answers, name="answers"),
    path("rounds/<uuid:pk>/answers.csv", exports.answers_export, {"format": "csv"}, name="answers_csv"),
    path("rounds/<uuid:pk>/answers.xlsx", exports.answers_export, {"format": "xlsx"}, name="answers_xlsx"),
    path("rounds/<uuid:pk>/answers.qdpx", exports.answers_export, {"format": "qdpx"}, name="answers_qdpx"),
    path("rounds/<uuid:pk>/grid/", exports.grid, name="grid"),
    path("rounds/<uuid:pk>/samples/", samples.samples, name="samples"),
    path("rounds/<uuid:pk>/agreement/", samples.agreement, name="agreement"),
    path("samples/<int:pk>/", samples.sample, name="sample"),
    path("samples/<int:pk>/code/", samples.sample_code, name="sample_code"),
    path("samples/<int:pk>/freeze/", samples.sample_freeze, name="sample_freeze"),
    path("samples/<int:pk>/gold.csv", samples.sample_gold, name="sample_gold"),
    path("sample-items/<int:pk>/", samples.adjudication, name="adjudication"),
    path("answers/<uuid:pk>/", desk.answer_detail, name="answer_detail"),
    path("quotes/<int:pk>/remove/", desk.quote_remove, name="quote_remove"),
    path("rounds/<uuid:pk>/reports/", reports.reports, name="reports"),
    path("rounds/<uuid:pk>/reports/make/", reports.report_request, name="report_request"),
    path("reports/<uuid:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<uuid:pk>/progress/", reports.report_progress, name="report_progress"),
    path("reports/<uuid:pk>/pdf/", reports.report_pdf, name="report_pdf"),
    path("reports/<uuid:pk>/sign-off/", reports.report_sign_off, name="report_sign_off"),
]
