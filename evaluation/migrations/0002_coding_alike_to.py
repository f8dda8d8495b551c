"""A decision that was given to an answer alike knows the decision it was taken from, so that all are undone as one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="coding",
            name="alike_to",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="given_to",
                to="evaluation.coding",
                verbose_name="the decision that its coder gave this answer too, as it is alike",
            ),
        )
    ]
