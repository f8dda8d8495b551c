"""WHAT WAS LEARNT: questionnaires, responses, coding, findings and reports."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EvaluationConfig(AppConfig):
    """Loads the questionnaire and the codebook after every migration, registers this app's runs, follows merges."""

    name = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        """Connect the loaders and what follows a merge; tell the sweep which task carries which run."""
        from councils.outbox.sending import ask_before_sending  # noqa: PLC0415
        from councils.runs.registry import register  # noqa: PLC0415
        from councils.signals import mail_released, person_merged  # noqa: PLC0415
        from evaluation.instrument.load import load_after_migrate  # noqa: PLC0415
        from evaluation.models import EvaluationReport, FindingsRun  # noqa: PLC0415
        from evaluation.services.feedback.invitations import follow_release, still_asked  # noqa: PLC0415
        from evaluation.services.feedback.merging import follow_merge  # noqa: PLC0415

        post_migrate.connect(load_after_migrate, sender=self)
        person_merged.connect(follow_merge, dispatch_uid="evaluation.follow_merge")
        mail_released.connect(follow_release, dispatch_uid="evaluation.follow_release")
        ask_before_sending("feedback", still_asked)
        register(FindingsRun, "evaluation.make_findings")
        register(EvaluationReport, "evaluation.make_report")
