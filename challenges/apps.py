"""WHEN: rounds, sign-up, challenges and their visits, letters and action plans."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ChallengesConfig(AppConfig):
    """Loads the two milestone presets after every migration; follows when two people are merged."""

    name = "challenges"
    verbose_name = "Rounds and challenges"

    def ready(self) -> None:
        """Connect the preset loader and what follows a merge of two people."""
        from challenges.presets import load_presets_after_migrate  # noqa: PLC0415
        from challenges.services.merging import follow_merge  # noqa: PLC0415
        from councils.signals import person_merged  # noqa: PLC0415

        post_migrate.connect(load_presets_after_migrate, sender=self)
        person_merged.connect(follow_merge, dispatch_uid="challenges.follow_merge")
