"""A report names the count that it prints, which is kept as long as the report."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="evaluationreport",
            name="findings",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="evaluation.findingsrun",
            ),
        ),
    ]
