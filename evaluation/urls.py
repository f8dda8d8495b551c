"""Addresses of feedback, findings and reports."""

from django.urls import path

from evaluation.views import desk, feedback, findings, invitations, phone, questionnaires, reports, surveys

app_name = "evaluation"

urlpatterns = [
    path("feedback/<str:token>/", feedback.feedback_start, name="feedback_start"),
    path("feedback/<str:token>/<int:number>/", feedback.feedback_page, name="feedback_page"),
    path("feedback/<str:token>/<int:number>/keep/", feedback.feedback_keep, name="feedback_keep"),
    path("feedback/<str:token>/print/", feedback.feedback_print, name="feedback_print"),
    path("feedback/<str:token>/check/", feedback.feedback_check, name="feedback_check"),
    path("feedback/<str:token>/done/", feedback.feedback_done, name="feedback_done"),
    path("feedback-preview/<str:post>/", feedback.feedback_preview, name="feedback_preview"),
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path("questionnaires/draft/", questionnaires.questionnaire_draft, name="questionnaire_draft"),
    path("questionnaires/<int:number>/", questionnaires.questionnaire, name="questionnaire"),
    path(
        "questionnaires/<int:number>/roles/", questionnaires.questionnaire_roles, name="questionnaire_roles"
    ),
    path(
        "questionnaires/<int:number>/publish/",
        questionnaires.questionnaire_publish,
        name="questionnaire_publish",
    ),
    path("questionnaires/<int:number>/add/", questionnaires.question_edit, name="question_add"),
    path("questionnaires/<int:number>/<int:pk>/", questionnaires.question_edit, name="question_edit"),
    path("questionnaires/<int:number>/<int:pk>/move/", questionnaires.question_move, name="question_move"),
    path("rounds/<uuid:pk>/feedback/", surveys.survey, name="survey"),
    path("rounds/<uuid:pk>/feedback/days/", surveys.survey_open, name="survey_open"),
    path("rounds/<uuid:pk>/feedback/send/", surveys.invite_send, name="invite_send"),
    path("rounds/<uuid:pk>/feedback/reminders/", surveys.survey_reminders, name="survey_reminders"),
    path("rounds/<uuid:pk>/feedback/add/", invitations.invitation_add, name="invitation_add"),
    path("rounds/<uuid:pk>/feedback/import/", invitations.invitation_import, name="invitation_import"),
    path("invitation-files/<uuid:pk>/", invitations.invitation_import_check, name="invitation_import_check"),
    path("invitations/<uuid:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("invitations/<uuid:pk>/days/", invitations.invitation_days, name="invitation_days"),
    path("invitations/<uuid:pk>/deputy/", invitations.invitation_deputy, name="invitation_deputy"),
    path("invitations/<uuid:pk>/phone/", phone.invitation_phone, name="invitation_phone"),
    path("rounds/<uuid:pk>/feedback/calls/", surveys.survey_calls, name="survey_calls"),
    path("rounds/<uuid:pk>/feedback/figures/", surveys.survey_figures, name="survey_figures"),
    path("invitations/<uuid:pk>/reissue/", invitations.invitation_reissue, name="invitation_reissue"),
    path("invitations/<uuid:pk>/withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
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
    path("reports/<uuid:pk>/sign-off/", reports.report_sign_off, name="report_sign_off"),
]
