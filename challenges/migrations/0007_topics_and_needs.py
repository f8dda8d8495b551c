"""Councils ask for help and peers offer it in the topics of their round; a manager sets a need."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0006_training_of_peers'),
        ('councils', '0003_people_import'),
    ]

    operations = [
        migrations.AddField(
            model_name='participation',
            name='need',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='need, 1 to 5, set by the manager'),
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(max_length=60)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='challenges.challengeround')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.AddField(
            model_name='participation',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='asked_by', to='challenges.topic'),
        ),
        migrations.AddField(
            model_name='peeroffer',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='offered_by', to='challenges.topic'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('need__isnull', True), ('need__range', (1, 5)), _connector='OR'), name='need_is_one_to_five'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(models.F('round'), django.db.models.functions.text.Lower('name'), name='topic_once_per_round'),
        ),
    ]
