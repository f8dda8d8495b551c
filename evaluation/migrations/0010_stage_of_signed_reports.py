"""Reports signed off before there were stages are signed off; those not, drafts."""

from django.db import migrations


def mark_signed(apps, schema_editor):
    reports = apps.get_model("evaluation", "EvaluationReport")
    reports.objects.filter(signed_off_by__isnull=False).update(stage="signed_off")


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0009_report_stages")]
    operations = [migrations.RunPython(mark_signed, migrations.RunPython.noop)]
