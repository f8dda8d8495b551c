"""Addresses of rounds, sign-up and challenges."""

from django.urls import path

from challenges.views import (
    blocks,
    challenge,
    days,
    days_import,
    letters,
    matching,
    mine,
    moves,
    rounds,
    schedule,
    sign_up,
)

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
    path("rounds/<uuid:pk>/blocks/", blocks.blocks, name="blocks"),
    path("rounds/<uuid:pk>/topics/", matching.topics, name="topics"),
    path("rounds/<uuid:pk>/needs/", matching.needs, name="needs"),
    path("rounds/<uuid:pk>/conflicts/", matching.conflicts, name="conflicts"),
    path("rounds/<uuid:pk>/days/", days_import.days_import, name="days_import"),
    path("rounds/<uuid:pk>/days/template.<str:kind>", days_import.days_template, name="days_template"),
    path("rounds/<uuid:pk>/days/<uuid:file>/", days_import.days_import_check, name="days_import_check"),
    path("rounds/<uuid:pk>/sign-up/send/", sign_up.sign_up_send, name="sign_up_send"),
    path("sign-up/<uuid:pk>/", sign_up.sign_up, name="sign_up"),
    path("sign-up/<uuid:pk>/peers/", sign_up.sign_up_offers, name="sign_up_offers"),
    path("offers/<int:pk>/days/", days.offer_days, name="offer_days"),
    path("sign-up/<uuid:pk>/schedule/", schedule.schedule, name="schedule"),
    path("challenges/<uuid:pk>/schedule/", schedule.schedule_edit, name="schedule_edit"),
    path("challenges/<uuid:pk>/", challenge.challenge_detail, name="challenge_detail"),
    path("challenges/<uuid:pk>/step/", challenge.step_record, name="step_record"),
    path("challenges/<uuid:pk>/key-lines/", challenge.key_lines, name="key_lines"),
    path(
        "challenges/<uuid:pk>/milestones/<int:milestone>/",
        challenge.milestone_update,
        name="milestone_update",
    ),
    path("challenges/<uuid:pk>/data-pack/", challenge.data_pack, name="data_pack"),
    path("challenges/<uuid:pk>/move/", moves.visit_move, name="visit_move"),
    path("challenges/<uuid:pk>/cancel/", moves.visit_cancel, name="visit_cancel"),
    path("challenges/<uuid:pk>/letter/", letters.letter, name="letter"),
    path("challenges/<uuid:pk>/actions/add/", letters.action_add, name="action_add"),
    path("challenges/<uuid:pk>/actions/<int:action>/", letters.action_edit, name="action_edit"),
    path("challenges/<uuid:pk>/actions/<int:action>/progress/", letters.progress_add, name="progress_add"),
    path("placements/<int:pk>/answer/", mine.placement_answer, name="placement_answer"),
    path("mine/", mine.mine, name="mine"),
    path("mine/calendar/", mine.calendar_reissue, name="calendar_reissue"),
    path("calendar/<str:token>.ics", mine.calendar_feed, name="calendar_feed"),
]
