"""A report may be of the nation in a year, and may leave chapters out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('evaluation', '0011_signed_reports_have_a_signatory'),
        ('challenges', '0003_milestone_reason'),
    ]
    operations = [
        migrations.AddField(
            model_name='evaluationreport',
            name='left_out',
            field=models.JSONField(blank=True, default=list, verbose_name='chapters left out'),
        ),
        migrations.AddField(
            model_name='evaluationreport',
            name='national_findings',
            field=models.ManyToManyField(blank=True, related_name='national_reports', to='evaluation.findingsrun'),
        ),
        migrations.AddField(
            model_name='evaluationreport',
            name='start_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of a national report'),
        ),
        migrations.AlterField(
            model_name='evaluationreport',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='challenges.challengeround'),
        ),
        migrations.AddConstraint(
            model_name='evaluationreport',
            constraint=models.UniqueConstraint(condition=models.Q(('round__isnull', True)), fields=('start_year', 'audience', 'input_version'), name='national_report_once_per_input'),
        ),
        migrations.AddConstraint(
            model_name='evaluationreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('round__isnull', False), ('start_year__isnull', True)), models.Q(('round__isnull', True), ('start_year__isnull', False)), _connector='OR'), name='report_of_a_round_or_a_year'),
        ),
    ]
