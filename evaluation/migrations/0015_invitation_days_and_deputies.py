"""One person may have another last day, or a deputy who answers."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('evaluation', '0014_survey_promise')]
    operations = [
        migrations.AddField(
            model_name='invitation',
            name='closes_on',
            field=models.DateField(blank=True, null=True, verbose_name='last day for this person, where it is another'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='deputy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputised', to='councils.person'),
        ),
    ]
