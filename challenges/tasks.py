"""Background work of this app, thin: each calls one service."""

from celery import shared_task

from challenges.models import PlanRun, TimetableRun
from councils.runs.services import perform


@shared_task(name="challenges.find_plan")
def find_plan(run_id: str) -> None:
    """Search a plan of a round, or repairs of an agreed one."""
    from challenges.services.plans.looking import do_plan  # noqa: PLC0415
    from challenges.services.plans.repairs import do_repairs  # noqa: PLC0415

    kind = PlanRun.objects.filter(pk=run_id).values_list("kind", flat=True).first()
    perform(PlanRun, run_id, do_repairs if kind == PlanRun.Kind.REPAIR else do_plan)


@shared_task(name="challenges.find_timetable")
def find_timetable(run_id: str) -> None:
    """Draft the timetable of a visit."""
    from challenges.services.timetables.drafts import do_draft  # noqa: PLC0415

    perform(TimetableRun, run_id, do_draft)
