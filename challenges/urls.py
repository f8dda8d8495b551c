"""Addresses of rounds, sign-up and challenges."""

from django.urls import path

from challenges.views.plans import pages as plans
from challenges.views.plans import repairs
from challenges.views.rounds import blocks, matching
from challenges.views.rounds import pages as rounds
from challenges.views.sign_up import blockers, days, days_import
from challenges.views.sign_up import pages as sign_up
from challenges.views.timetables import pages as timetables
from challenges.views.timetables import sessions, sessions_import
from challenges.views.visits import challenge, letters, mine, moves, schedule

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
    path("rounds/<uuid:pk>/blockers/", blockers.blockers, name="blockers"),
    path("rounds/<uuid:pk>/blocks/", blocks.blocks, name="blocks"),
    path("rounds/<uuid:pk>/topics/", matching.topics, name="topics"),
    path("rounds/<uuid:pk>/needs/", matching.needs, name="needs"),
    path("rounds/<uuid:pk>/conflicts/", matching.conflicts, name="conflicts"),
    path("rounds/<uuid:pk>/days/", days_import.days_import, name="days_import"),
    path("rounds/<uuid:pk>/days/template.<str:kind>", days_import.days_template, name="days_template"),
    path("rounds/<uuid:pk>/days/<uuid:file>/", days_import.days_import_check, name="days_import_check"),
    path("rounds/<uuid:pk>/sign-up/send/", sign_up.sign_up_send, name="sign_up_send"),
    path("rounds/<uuid:pk>/plan/", plans.plan, name="plan"),
    path("rounds/<uuid:pk>/plan/look/", plans.plan_request, name="plan_request"),
    path("rounds/<uuid:pk>/plan/move/", plans.plan_move, name="plan_move"),
    path("rounds/<uuid:pk>/plan/rules/", plans.plan_rules, name="plan_rules"),
    path("rounds/<uuid:pk>/plan/wishes/", plans.plan_wishes, name="plan_wishes"),
    path("rounds/<uuid:pk>/plan/fairness/", plans.plan_fairness, name="plan_fairness"),
    path("rounds/<uuid:pk>/plan/agree/", plans.plan_agree, name="plan_agree"),
    path("rounds/<uuid:pk>/repairs/", repairs.repairs, name="repairs"),
    path("rounds/<uuid:pk>/repairs/look/", repairs.repairs_request, name="repairs_request"),
    path("plan-runs/<uuid:pk>/progress/", plans.plan_progress, name="plan_progress"),
    path("plan-runs/<uuid:pk>/stop/", plans.plan_stop, name="plan_stop"),
    path("plan-runs/<uuid:pk>/use/", plans.plan_use, name="plan_use"),
    path("planned-visits/<int:pk>/", plans.plan_visit, name="plan_visit"),
    path("planned-visits/<int:pk>/keep/", plans.plan_keep, name="plan_keep"),
    path("planned-visits/<int:pk>/why/", plans.plan_why, name="plan_why"),
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
    path("challenges/<uuid:pk>/timetable/", timetables.timetable, name="timetable"),
    path("challenges/<uuid:pk>/timetable/draft/", timetables.timetable_draft, name="timetable_draft"),
    path(
        "challenges/<uuid:pk>/timetable/draft/look/", timetables.timetable_request, name="timetable_request"
    ),
    path(
        "challenges/<uuid:pk>/timetable/draft/progress/",
        timetables.timetable_progress,
        name="timetable_progress",
    ),
    path("challenges/<uuid:pk>/timetable/publish/", timetables.timetable_publish, name="timetable_publish"),
    path("challenges/<uuid:pk>/timetable/set-up/", timetables.timetable_setup, name="timetable_setup"),
    path("challenges/<uuid:pk>/sessions/", sessions.session_list, name="session_list"),
    path("challenges/<uuid:pk>/sessions/usual/", sessions.sessions_usual, name="sessions_usual"),
    path("challenges/<uuid:pk>/sessions/add/", sessions.session_add, name="session_add"),
    path("challenges/<uuid:pk>/sessions/file/", sessions_import.sessions_import, name="sessions_import"),
    path(
        "challenges/<uuid:pk>/sessions/file/template.<str:kind>",
        sessions_import.sessions_template,
        name="sessions_template",
    ),
    path(
        "challenges/<uuid:pk>/sessions/file/<uuid:file>/",
        sessions_import.sessions_import_check,
        name="sessions_import_check",
    ),
    path("challenges/<uuid:pk>/sessions/<int:session>/", sessions.session_edit, name="session_edit"),
    path(
        "challenges/<uuid:pk>/sessions/<int:session>/remove/", sessions.session_remove, name="session_remove"
    ),
    path("challenges/<uuid:pk>/sessions/<int:session>/place/", sessions.session_place, name="session_place"),
    path(
        "challenges/<uuid:pk>/sessions/<int:session>/out/", sessions.session_take_out, name="session_take_out"
    ),
    path("challenges/<uuid:pk>/sessions/<int:session>/lock/", sessions.session_lock, name="session_lock"),
    path("placements/<int:pk>/answer/", mine.placement_answer, name="placement_answer"),
    path("mine/", mine.mine, name="mine"),
    path("mine/calendar/", mine.calendar_reissue, name="calendar_reissue"),
    path("calendar/<str:token>.ics", mine.calendar_feed, name="calendar_feed"),
]
