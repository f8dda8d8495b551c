"""WHEN: rounds, sign-up, challenges and their visits, letters and action plans."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChallengesConfig(AppConfig):
    """Loads the milestone presets after every migration, registers this app's runs, follows when people are merged."""

    name = "challenges"
    verbose_name = "Rounds and challenges"

    def ready(self) -> None:
        """Connect the preset loader and what follows a merge; tell the sweep which task carries which run."""
        from challenges.models import PlanRun, TimetableRun  # noqa: PLC0415
        from challenges.presets import load_presets_after_migrate  # noqa: PLC0415
        from challenges.services.merging import follow_merge  # noqa: PLC0415
        from councils.runs.registry import register  # noqa: PLC0415
        from councils.signals import person_merged  # noqa: PLC0415

        post_migrate.connect(load_presets_after_migrate, sender=self)
        person_merged.connect(follow_merge, dispatch_uid="challenges.follow_merge")
        register(PlanRun, "challenges.find_plan")
        register(TimetableRun, "challenges.find_timetable")
