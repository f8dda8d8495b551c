"""The timetable inside a visit: what it is made of, its draft, the searches for one, and what is published of it."""

import datetime
import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0010_plans'),
        ('councils', '0005_uploads_say_their_subject'),
    ]

    operations = [
        migrations.CreateModel(
            name='Timetable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens', models.TimeField(default=datetime.time(9, 0))),
                ('closes', models.TimeField(default=datetime.time(17, 0))),
                ('changeover', models.PositiveSmallIntegerField(default=15, verbose_name='minutes that a peer has between two sessions')),
                ('edition', models.PositiveIntegerField(default=0)),
                ('changed_by', models.CharField(blank=True, max_length=200)),
                ('published_edition', models.PositiveIntegerField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('challenge', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='timetable', to='challenges.challenge')),
            ],
        ),
        migrations.CreateModel(
            name='HostPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('post', models.CharField(blank=True, max_length=120)),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='challenges.timetable')),
            ],
            options={
                'ordering': ['timetable', 'name'],
            },
        ),
        migrations.CreateModel(
            name='TimetableRun',
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
                ('base_edition', models.PositiveIntegerField(verbose_name='edition that it started from')),
                ('found', models.JSONField(blank=True, null=True)),
                ('asked_by', models.CharField(blank=True, max_length=200)),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='challenges.timetable')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VisitBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('start', models.TimeField()),
                ('end', models.TimeField()),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='breaks', to='challenges.timetable')),
            ],
            options={
                'ordering': ['timetable', 'start', 'id'],
            },
        ),
        migrations.CreateModel(
            name='VisitRoom',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('seats', models.PositiveSmallIntegerField()),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rooms', to='challenges.timetable')),
            ],
            options={
                'ordering': ['timetable', 'id'],
            },
        ),
        migrations.CreateModel(
            name='VisitSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('interview', 'Interview'), ('group', 'Group'), ('case', 'Case discussion'), ('observation', 'Observation'), ('catch_up', 'Team catch-up'), ('feedback', 'Feedback')], default='interview', max_length=11)),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='key line of enquiry')),
                ('minutes', models.PositiveSmallIntegerField(default=45)),
                ('whole_team', models.BooleanField(default=False)),
                ('peers_needed', models.PositiveSmallIntegerField(default=2)),
                ('others', models.PositiveSmallIntegerField(default=0)),
                ('needs_room', models.BooleanField(default=True)),
                ('part', models.CharField(blank=True, choices=[('morning', 'In the morning (ends by 13:00)'), ('afternoon', 'In the afternoon (from 13:00)')], max_length=9)),
                ('day', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('start', models.TimeField(blank=True, null=True)),
                ('peers', models.ManyToManyField(blank=True, related_name='sessions_asked_for', to='councils.person')),
                ('people', models.ManyToManyField(blank=True, related_name='sessions', to='challenges.hostperson')),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='challenges.timetable')),
            ],
            options={
                'ordering': ['timetable', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SessionSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.PositiveSmallIntegerField()),
                ('start', models.TimeField()),
                ('locked', models.BooleanField(default=False)),
                ('peers', models.ManyToManyField(blank=True, related_name='session_slots', to='councils.person')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='slots', to='challenges.visitroom')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='slot', to='challenges.visitsession')),
            ],
            options={
                'ordering': ['day', 'start', 'session'],
            },
        ),
        migrations.CreateModel(
            name='PublishedSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('interview', 'Interview'), ('group', 'Group'), ('case', 'Case discussion'), ('observation', 'Observation'), ('catch_up', 'Team catch-up'), ('feedback', 'Feedback')], max_length=11)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('day', models.PositiveSmallIntegerField()),
                ('start', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('room', models.CharField(blank=True, max_length=60)),
                ('people', models.JSONField(default=list, verbose_name="names of the host's people")),
                ('others', models.PositiveSmallIntegerField(default=0)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField()),
                ('off', models.BooleanField(default=False)),
                ('timetable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published', to='challenges.timetable')),
                ('session', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='published', to='challenges.visitsession')),
            ],
            options={
                'ordering': ['day', 'start', 'room', 'id'],
            },
        ),
        migrations.CreateModel(
            name='HostAway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.PositiveSmallIntegerField()),
                ('start', models.TimeField(default=datetime.time(0, 0))),
                ('end', models.TimeField(default=datetime.time(23, 59))),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='away', to='challenges.hostperson')),
            ],
            options={
                'ordering': ['person', 'day', 'start'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='host_away_in_order'), models.CheckConstraint(condition=models.Q(('day__lt', 10)), name='host_away_day')],
            },
        ),
        migrations.CreateModel(
            name='PublishedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('off', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='published_sessions', to='councils.person')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='challenges.publishedsession')),
            ],
            options={
                'ordering': ['session', 'person__name'],
                'constraints': [models.UniqueConstraint(fields=('session', 'person'), name='published_place_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='timetable',
            constraint=models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='timetable_hours_in_order'),
        ),
        migrations.AddConstraint(
            model_name='timetable',
            constraint=models.CheckConstraint(condition=models.Q(('changeover__lte', 120)), name='timetable_changeover_is_short'),
        ),
        migrations.AddConstraint(
            model_name='hostperson',
            constraint=models.UniqueConstraint(models.F('timetable'), django.db.models.functions.text.Lower('name'), name='host_person_once'),
        ),
        migrations.AddConstraint(
            model_name='timetablerun',
            constraint=models.UniqueConstraint(fields=('timetable', 'input_version'), name='timetable_run_once_per_input'),
        ),
        migrations.AddConstraint(
            model_name='visitbreak',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='visit_break_in_order'),
        ),
        migrations.AddConstraint(
            model_name='visitbreak',
            constraint=models.CheckConstraint(condition=models.Q(('day__isnull', True), ('day__lt', 10), _connector='OR'), name='visit_break_day'),
        ),
        migrations.AddConstraint(
            model_name='visitroom',
            constraint=models.UniqueConstraint(models.F('timetable'), django.db.models.functions.text.Lower('name'), name='visit_room_once'),
        ),
        migrations.AddConstraint(
            model_name='visitroom',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 999)), name='visit_room_has_seats'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.UniqueConstraint(models.F('timetable'), django.db.models.functions.text.Lower('title'), name='visit_session_title_once'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 720)), name='visit_session_minutes'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.CheckConstraint(condition=models.Q(('peers_needed__gte', 1), ('peers_needed__lte', 20)), name='visit_session_has_peers'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.CheckConstraint(condition=models.Q(('others__lte', 500)), name='visit_session_others'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('part', ''), _connector='OR'), name='visit_session_one_wish'),
        ),
        migrations.AddConstraint(
            model_name='visitsession',
            constraint=models.CheckConstraint(condition=models.Q(('day__isnull', True), ('day__lt', 10), _connector='OR'), name='visit_session_day'),
        ),
        migrations.AddConstraint(
            model_name='sessionslot',
            constraint=models.CheckConstraint(condition=models.Q(('day__lt', 10)), name='session_slot_day'),
        ),
    ]
