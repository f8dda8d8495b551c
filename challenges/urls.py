"""Addresses of rounds, sign-up and challenges."""

from django.urls import path

from challenges.views import rounds, schedule, sign_up

app_name = "challenges"

urlpatterns = [
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/open/", rounds.round_open, name="round_open"),
    path("rounds/<uuid:pk>/", rounds.round_detail, name="round_detail"),
    path("rounds/<uuid:pk>/edit/", rounds.round_edit, name="round_edit"),
    path("rounds/<uuid:pk>/move/", rounds.round_move, name="round_move"),
    path("rounds/<uuid:pk>/milestones/", rounds.preset_edit, name="preset_edit"),
    path("rounds/<uuid:pk>/calendar/", rounds.round_calendar, name="round_calendar"),
    path("rounds/<uuid:pk>/challenges/", rounds.challenge_list, name="challenge_list"),
    path("rounds/<uuid:pk>/sign-up/", sign_up.sign_up_list, name="sign_up_list"),
    path("rounds/<uuid:pk>/sign-up/send/", sign_up.sign_up_send, name="sign_up_send"),
    path("sign-up/<uuid:pk>/", sign_up.sign_up, name="sign_up"),
    path("sign-up/<uuid:pk>/peers/", sign_up.sign_up_offers, name="sign_up_offers"),
    path("sign-up/<uuid:pk>/schedule/", schedule.schedule, name="schedule"),
    path("challenges/<uuid:pk>/schedule/", schedule.schedule_edit, name="schedule_edit"),
]
