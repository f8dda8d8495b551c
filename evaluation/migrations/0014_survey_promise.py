"""A survey says what it promises the people asked, and how many should answer."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('challenges', '0003_milestone_reason'),
        ('councils', '0004_mail_batches'),
        ('evaluation', '0013_two_files_a_report'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name='survey',
            name='promise',
            field=models.CharField(choices=[('confidential', 'Confidential: the coding desk can see who wrote an answer, nobody else'), ('anonymous', 'Anonymous: nobody can see who wrote an answer')], default='confidential', max_length=12),
        ),
        migrations.AddField(
            model_name='survey',
            name='target',
            field=models.PositiveSmallIntegerField(default=60, verbose_name='per cent of those asked who should answer'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('target__gte', 1), ('target__lte', 100)), name='survey_target_is_a_share'),
        ),
    ]
