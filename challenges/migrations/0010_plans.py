"""The planner: rules, runs, the draft that people change, wishes about pairs."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0009_common_topics'),
        ('councils', '0003_people_import'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.PositiveIntegerField(default=1)),
                ('changed_by', models.CharField(blank=True, max_length=200)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('agreed_edition', models.PositiveIntegerField(blank=True, null=True, verbose_name='edition that became challenges')),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft_plan', to='challenges.challengeround')),
            ],
        ),
        migrations.CreateModel(
            name='PlannedVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('days', models.PositiveSmallIntegerField(verbose_name='days on site')),
                ('days_kept', models.BooleanField(default=False, verbose_name='keep these days')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.person', verbose_name='manager on site')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_visits', to='challenges.participation')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='challenges.draftplan')),
            ],
            options={
                'ordering': ['first_day', 'participation__council__name'],
            },
        ),
        migrations.CreateModel(
            name='PlannedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'Lead challenger'), ('operational', 'Operational peer'), ('specialist', 'Specialist'), ('lead_member', 'Lead member')], max_length=12)),
                ('kept', models.BooleanField(default=False, verbose_name='keep on this team')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='planned_places', to='challenges.peeroffer')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='challenges.plannedvisit')),
            ],
            options={
                'ordering': ['visit', 'role', 'offer__person__name'],
            },
        ),
        migrations.CreateModel(
            name='PlanRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('settings', models.JSONField(default=dict)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('changed_by', models.CharField(blank=True, max_length=200)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan_rules', to='challenges.challengeround')),
            ],
        ),
        migrations.CreateModel(
            name='PlanRun',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('input_version', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('queued', 'Waiting to start'), ('running', 'Working'), ('done', 'Done'), ('failed', 'Failed')], default='queued', max_length=8)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='per cent')),
                ('step', models.CharField(blank=True, max_length=120, verbose_name='what it is doing')),
                ('error', models.CharField(blank=True, max_length=300, verbose_name='what went wrong, for people')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('plan', 'A plan'), ('repair', 'Repairs')], default='plan', max_length=6)),
                ('settings', models.JSONField(default=dict)),
                ('found', models.JSONField(blank=True, null=True)),
                ('why_not', models.JSONField(blank=True, null=True)),
                ('base_edition', models.PositiveIntegerField(default=0, verbose_name='edition of the draft it started from')),
                ('stop_asked', models.BooleanField(default=False, verbose_name='somebody wants the best so far')),
                ('asked_by', models.CharField(blank=True, max_length=200)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_runs', to='challenges.challengeround')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='draftplan',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='challenges.planrun'),
        ),
        migrations.CreateModel(
            name='PairWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('wanted', 'must be on the team'), ('barred', 'must not be on the team')], max_length=6)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.council')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pair_wishes', to='challenges.participation')),
            ],
            options={
                'ordering': ['host', 'council__name'],
                'constraints': [models.UniqueConstraint(fields=('host', 'council'), name='pair_wish_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='plannedvisit',
            constraint=models.UniqueConstraint(fields=('plan', 'participation'), name='planned_once'),
        ),
        migrations.AddConstraint(
            model_name='plannedvisit',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='planned_days_at_least_one'),
        ),
        migrations.AddConstraint(
            model_name='plannedplace',
            constraint=models.UniqueConstraint(fields=('visit', 'offer'), name='planned_place_once'),
        ),
        migrations.AddConstraint(
            model_name='planrun',
            constraint=models.UniqueConstraint(fields=('round', 'kind', 'input_version'), name='plan_run_once_per_input'),
        ),
    ]
