"""WHO: regions, councils over time, people, accounts and what they may do."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CouncilsConfig(AppConfig):
    """Loads the reference facts after every migration (and after a test's flush)."""

    name = "councils"
    verbose_name = "Councils and people"

    def ready(self) -> None:
        """Connect the reference loader."""
        from councils.reference.load import load_after_migrate  # noqa: PLC0415

        post_migrate.connect(load_after_migrate, sender=self)
