"""A report has two PDFs of the same snapshot: one marked as a draft, one for when it is out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('evaluation', '0012_national_reports'),
    ]
    operations = [
        migrations.AddField(
            model_name='reportfile',
            name='draft',
            field=models.BooleanField(default=True, verbose_name='marked as a draft'),
        ),
        migrations.AlterField(
            model_name='reportfile',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='evaluation.evaluationreport'),
        ),
        migrations.AddConstraint(
            model_name='reportfile',
            constraint=models.UniqueConstraint(fields=('report', 'draft'), name='one_file_of_each_kind'),
        ),
    ]
