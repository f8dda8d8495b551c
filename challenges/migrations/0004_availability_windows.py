"""A host or an offered peer says on which days they can, and who wrote it down is kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0003_milestone_reason'),
    ]

    operations = [
        migrations.AddField(
            model_name='participation',
            name='days_given_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='participation',
            name='days_given_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='peeroffer',
            name='days_given_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='peeroffer',
            name='days_given_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.CreateModel(
            name='AvailabilityWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=120, verbose_name='note')),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='challenges.peeroffer')),
                ('participation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='windows', to='challenges.participation')),
            ],
            options={
                'ordering': ['first_day', 'last_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='window_days_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('offer__isnull', True), ('participation__isnull', False)), models.Q(('offer__isnull', False), ('participation__isnull', True)), _connector='OR'), name='window_has_one_owner')],
            },
        ),
    ]
