"""A report that is signed off or published has a signatory."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('evaluation', '0010_stage_of_signed_reports'),
    ]
    operations = [
        migrations.AddConstraint(
            model_name='evaluationreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ('signed_off', 'published')), _negated=True), ('signed_off_by__isnull', False), _connector='OR'), name='signed_report_has_a_signatory'),
        ),
    ]
