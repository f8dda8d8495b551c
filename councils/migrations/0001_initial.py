"""Regions, councils, people, accounts, links, the audit log, mail."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import councils.links.models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=9, unique=True, verbose_name='ONS code')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('contact_name', models.CharField(blank=True, max_length=120, verbose_name='whom people write to')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='their address')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dfe_number', models.CharField(max_length=4, unique=True, verbose_name='DfE number')),
                ('name', models.CharField(max_length=80)),
                ('official_name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('county', 'County'), ('unitary', 'Unitary'), ('metropolitan', 'Metropolitan'), ('london', 'London borough'), ('city', 'City of London'), ('scilly', 'Isles of Scilly')], max_length=12)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='councils.region')),
                ('existed_from', models.DateField()),
                ('existed_until', models.DateField(blank=True, null=True)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('successors', models.ManyToManyField(blank=True, related_name='predecessors', to='councils.council')),
            ],
            options={
                'ordering': ['name', 'existed_from'],
                'constraints': [models.UniqueConstraint(fields=('name', 'existed_from'), name='council_name_once_a_day'), models.CheckConstraint(condition=models.Q(('existed_until__isnull', True), ('existed_until__gt', models.F('existed_from')), _connector='OR'), name='council_dates_in_order')],
            },
        ),
        migrations.CreateModel(
            name='CouncilCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='councils.council')),
                ('gss_code', models.CharField(max_length=9, unique=True, verbose_name='GSS code')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['council', 'valid_from'],
            },
        ),
        migrations.CreateModel(
            name='Neighbour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='neighbours', to='councils.council')),
                ('neighbour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='neighbour_of', to='councils.council')),
                ('model', models.CharField(default='DfE 2025', max_length=20)),
                ('rank', models.PositiveSmallIntegerField()),
                ('closeness', models.CharField(max_length=20)),
            ],
            options={
                'ordering': ['council', 'rank'],
                'constraints': [models.UniqueConstraint(fields=('model', 'council', 'rank'), name='neighbour_rank_once'), models.CheckConstraint(condition=models.Q(('council', models.F('neighbour')), _negated=True), name='neighbour_is_another')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(error_messages={'unique': 'There is already an account with this address.'}, max_length=254, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('is_active', models.BooleanField(default=True)),
                ('is_staff', models.BooleanField(default=False, verbose_name="may open Django's admin pages")),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_email_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='PeopleImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.CharField(default='people', max_length=60, verbose_name='what it is a file of')),
                ('file_name', models.CharField(max_length=200)),
                ('columns', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True, verbose_name='reference')),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='councils.person')),
            ],
            options={
                'ordering': ['name', 'reference'],
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.person')),
                ('acting_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.person')),
                ('actor', models.CharField(max_length=200, verbose_name='who, in words')),
                ('verb', models.CharField(max_length=60)),
                ('record_type', models.CharField(max_length=60)),
                ('record_id', models.CharField(max_length=64)),
                ('record', models.CharField(max_length=200, verbose_name='which, in words')),
                ('region', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.region')),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['record_type', 'record_id'], name='audit_record')],
            },
        ),
        migrations.CreateModel(
            name='PersonalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=councils.links.models.new_code, max_length=16, unique=True)),
                ('purpose', models.CharField(choices=[('person', "A person's own pages"), ('sign_up', "A council's sign-up"), ('feedback', 'A feedback form'), ('calendar', 'A calendar feed')], max_length=10)),
                ('record_id', models.CharField(max_length=36)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='councils.person')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.region')),
                ('issue', models.PositiveIntegerField(default=1)),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='last day it opens')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('purpose', 'record_id'), name='link_once_per_record')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='councils.person')),
                ('kind', models.CharField(choices=[('director', "Director of children's services"), ('assistant_director', 'Assistant director'), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member'), ('operational_manager', 'Operational manager'), ('specialist', 'Specialist'), ('programme_manager', 'Programme manager')], max_length=24)),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='councils.council')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='councils.region')),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['person', 'kind'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('council__isnull', False), ('region__isnull', True)), models.Q(('council__isnull', True), ('region__isnull', False)), _connector='OR'), name='post_is_of_a_council_or_a_region'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='post_dates_in_order'), models.UniqueConstraint(condition=models.Q(('council__isnull', False), ('ends_on__isnull', True)), fields=('person', 'kind', 'council'), name='post_of_council_held_once'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('region__isnull', False)), fields=('person', 'kind', 'region'), name='post_of_region_held_once')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('national_staff', 'National board staff'), ('evaluator', 'External evaluator'), ('programme_manager', 'Programme manager'), ('council_contact', 'Council contact')], max_length=20)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='councils.region')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='councils.council')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ends_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['user', 'role', 'starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('council__isnull', True), ('region__isnull', True), ('role__in', ['administrator', 'national_staff', 'evaluator'])), models.Q(('council__isnull', True), ('region__isnull', False), ('role', 'programme_manager')), models.Q(('council__isnull', False), ('region__isnull', True), ('role', 'council_contact')), _connector='OR'), name='membership_role_fits_its_scope'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order'), models.UniqueConstraint(condition=models.Q(('council__isnull', True), ('ends_on__isnull', True), ('region__isnull', True)), fields=('user', 'role'), name='national_membership_open_once'), models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('region__isnull', False)), fields=('user', 'region'), name='region_membership_open_once'), models.UniqueConstraint(condition=models.Q(('council__isnull', False), ('ends_on__isnull', True)), fields=('user', 'council'), name='council_membership_open_once')],
            },
        ),
        migrations.CreateModel(
            name='MailBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.region')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('written_by', models.CharField(max_length=200)),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='sent off')),
                ('released_by', models.CharField(blank=True, max_length=200, verbose_name='who sent it off')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('to_email', models.EmailField(max_length=254)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.person')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.region')),
                ('batch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='councils.mailbatch')),
                ('bulk', models.BooleanField(default=False, verbose_name='keeps to working hours')),
                ('about', models.JSONField(default=list, verbose_name='records it asks about')),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('state', models.CharField(choices=[('held', 'Held until somebody sends it'), ('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Outcome unknown'), ('bounced', 'Bounced'), ('stopped', 'Stopped, no longer needed')], default='waiting', max_length=8)),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('due_at', models.DateTimeField()),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['state', 'due_at'], name='outbox_due'), models.Index(fields=['claimed_at'], name='outbox_pace')],
            },
        ),
    ]
