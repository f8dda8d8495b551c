"""A milestone says why it was moved or is not needed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("challenges", "0002_initial")]
    operations = [
        migrations.AddField(
            model_name="milestone",
            name="reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="why it was moved or is not needed"),
        ),
    ]
