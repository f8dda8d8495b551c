"""Background work of this app, thin: each calls one service."""

from celery import shared_task

from challenges.models import PlanRun, TimetableRun
from challenges.services.plans.looking import do_plan
from challenges.services.plans.repairs import do_repairs
from challenges.services.timetables.drafts import do_draft
from councils.runs.services import perform


@shared_task(name="challenges.find_plan")
def find_plan(run_id: str) -> None:
    """Search a plan of a round, or repairs of an agreed one."""
    kind = PlanRun.objects.filter(pk=run_id).values_list("kind", flat=True).first()
    perform(PlanRun, run_id, do_repairs if kind == PlanRun.Kind.REPAIR else do_plan)


@shared_task(name="challenges.find_timetable")
def find_timetable(run_id: str) -> None:
    """Draft the timetable of a visit."""
    perform(TimetableRun, run_id, do_draft)
