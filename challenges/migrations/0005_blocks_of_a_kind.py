"""A manager blocks days of a kind, for a whole round, one region of it or a council."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0004_availability_windows'),
        ('councils', '0003_people_import'),
    ]

    operations = [
        migrations.AddField(
            model_name='blockedperiod',
            name='kind',
            field=models.CharField(blank=True, choices=[('school_holiday', 'School holiday'), ('election', 'Election period'), ('inspection', 'Inspection window'), ('committee', 'Committee or budget week'), ('other', 'Something else')], max_length=14),
        ),
        migrations.AddField(
            model_name='blockedperiod',
            name='peers_too',
            field=models.BooleanField(default=False, verbose_name='its people cannot go elsewhere either'),
        ),
        migrations.AddField(
            model_name='blockedperiod',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.region'),
        ),
        migrations.AddConstraint(
            model_name='blockedperiod',
            constraint=models.CheckConstraint(condition=models.Q(('region__isnull', True), ('round__isnull', False), _connector='OR'), name='blocked_region_is_of_a_round'),
        ),
    ]
