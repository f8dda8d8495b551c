"""A report goes from draft by fact check and sign-off to publication; people comment on its facts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('evaluation', '0008_commentary'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='FactComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(max_length=200, verbose_name='the fact')),
                ('text', models.TextField(max_length=2000)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'The record is corrected'), ('kept', 'The fact stands')], max_length=9)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['report', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ReportStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('fact_check', 'Fact check'), ('signed_off', 'Signed off'), ('published', 'Published')], max_length=10)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['report', 'id'],
            },
        ),
        migrations.AddField(
            model_name='evaluationreport',
            name='cancelled_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='evaluationreport',
            name='check_until',
            field=models.DateField(blank=True, null=True, verbose_name='facts are checked until'),
        ),
        migrations.AddField(
            model_name='evaluationreport',
            name='stage',
            field=models.CharField(choices=[('draft', 'Draft'), ('fact_check', 'Fact check'), ('signed_off', 'Signed off'), ('published', 'Published')], default='draft', max_length=10),
        ),
        migrations.AddField(
            model_name='factcomment',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.person'),
        ),
        migrations.AddField(
            model_name='factcomment',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='evaluation.evaluationreport'),
        ),
        migrations.AddField(
            model_name='factcomment',
            name='user',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportstep',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='evaluation.evaluationreport'),
        ),
        migrations.AddConstraint(
            model_name='factcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='fact_comment_answered_as_a_whole'),
        ),
    ]
