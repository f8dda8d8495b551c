"""Addresses of feedback, findings and reports."""

from django.urls import path

from evaluation.views import feedback, surveys

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
]
