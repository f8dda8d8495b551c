"""Addresses of feedback, findings and reports."""

from django.urls import path

from evaluation.views import commentary, desk, feedback, findings, packs, publication, reports, surveys

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
    path("rounds/<uuid:pk>/answers/", desk.answers, name="answers"),
    path("answers/<uuid:pk>/", desk.answer_detail, name="answer_detail"),
    path("quotes/<int:pk>/remove/", desk.quote_remove, name="quote_remove"),
    path("rounds/<uuid:pk>/reports/", reports.reports, name="reports"),
    path("rounds/<uuid:pk>/reports/make/", reports.report_request, name="report_request"),
    path("reports/<uuid:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<uuid:pk>/progress/", reports.report_progress, name="report_progress"),
    path("reports/<uuid:pk>/pdf/", reports.report_pdf, name="report_pdf"),
    path("reports/<uuid:pk>/cancel/", reports.report_cancel, name="report_cancel"),
    path("reports/<uuid:pk>/tables.<str:kind>", reports.report_data, name="report_data"),
    path("reports/<uuid:pk>/since/<uuid:other>/", reports.report_changes, name="report_changes"),
    path("reports/<uuid:pk>/fact-check/open/", publication.fact_check_open, name="fact_check_open"),
    path("reports/<uuid:pk>/fact-check/", publication.fact_check, name="fact_check"),
    path("fact-comments/<int:pk>/answer/", publication.fact_answer, name="fact_answer"),
    path("reports/<uuid:pk>/sign-off/", publication.report_sign_off, name="report_sign_off"),
    path("reports/<uuid:pk>/publish/", publication.report_publish, name="report_publish"),
    path("national/", reports.national_reports, name="national_reports"),
    path("national/<int:year>/make/", reports.national_request, name="national_request"),
    path("rounds/<uuid:pk>/commentary/", commentary.round_commentary, name="round_commentary"),
    path(
        "rounds/<uuid:pk>/commentary/<slug:place>/",
        commentary.round_commentary_place,
        name="round_commentary_place",
    ),
    path(
        "rounds/<uuid:pk>/commentary/<slug:place>/versions/",
        commentary.round_commentary_versions,
        name="round_commentary_versions",
    ),
    path("national/<int:year>/commentary/", commentary.national_commentary, name="national_commentary"),
    path(
        "national/<int:year>/commentary/<slug:place>/",
        commentary.national_commentary_place,
        name="national_commentary_place",
    ),
    path(
        "national/<int:year>/commentary/<slug:place>/versions/",
        commentary.national_commentary_versions,
        name="national_commentary_versions",
    ),
    path("challenges/<uuid:pk>/letter.pdf", packs.letter_pdf, name="letter_pdf"),
    path("rounds/<uuid:pk>/schedule.pdf", packs.schedule_pdf, name="schedule_pdf"),
]
