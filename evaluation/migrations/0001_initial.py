"""Questionnaires, invitations, responses, codebooks, coding, findings, reports."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('challenges', '0001_initial'),
        ('councils', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=4, unique=True)),
                ('heading', models.CharField(choices=[('benefit', 'Benefits'), ('development', 'Areas for development'), ('barrier', 'Barriers')], max_length=11)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='CodebookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('draft', models.BooleanField(default=False)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('draft', True)), fields=('draft',), name='one_codebook_draft'), models.CheckConstraint(condition=models.Q(models.Q(('draft', True), ('published_on__isnull', True)), models.Q(('draft', False), ('published_on__isnull', False)), _connector='OR'), name='codebook_is_draft_or_published')],
            },
        ),
        migrations.CreateModel(
            name='ThemeCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='evaluation.codebookversion')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='evaluation.theme')),
                ('title', models.CharField(max_length=80)),
                ('definition', models.CharField(max_length=300)),
                ('include', models.CharField(blank=True, max_length=300)),
                ('exclude', models.CharField(blank=True, max_length=300)),
                ('examples', models.JSONField(default=list, verbose_name='typical examples')),
                ('borderline', models.JSONField(default=list, verbose_name='borderline examples')),
                ('nearest', models.JSONField(default=list)),
                ('seeds', models.JSONField(default=list, verbose_name='seed phrases')),
            ],
            options={
                'ordering': ['theme__code'],
                'constraints': [models.UniqueConstraint(fields=('codebook', 'theme'), name='card_once_per_version')],
            },
        ),
        migrations.CreateModel(
            name='ThemeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='evaluation.codebookversion')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='evaluation.theme')),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.theme')),
                ('kind', models.CharField(choices=[('retired', 'Retired'), ('merged', 'Merged'), ('split', 'Split')], max_length=8)),
            ],
            options={
                'ordering': ['theme__code', 'id'],
                'constraints': [models.UniqueConstraint(fields=('codebook', 'theme', 'into'), name='theme_moves_once'), models.UniqueConstraint(condition=models.Q(('kind', 'split'), _negated=True), fields=('codebook', 'theme'), name='theme_ends_once'), models.CheckConstraint(condition=models.Q(models.Q(('into__isnull', True), ('kind', 'retired')), models.Q(models.Q(('kind', 'retired'), _negated=True), ('into__isnull', False), models.Q(('into', models.F('theme')), _negated=True)), _connector='OR'), name='move_leads_elsewhere')],
            },
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='evaluation.codebookversion')),
                ('said', models.CharField(max_length=200, verbose_name='what was done')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('before', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='QuestionnaireVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on, of a draft not yet')),
                ('note', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='evaluation.questionnaireversion')),
                ('key', models.SlugField(max_length=40)),
                ('position', models.PositiveSmallIntegerField()),
                ('page', models.CharField(max_length=80, verbose_name='heading of its page')),
                ('kind', models.CharField(choices=[('open', 'Open text'), ('scale', 'Scale'), ('yes_no', 'Yes or no'), ('number', 'Whole number'), ('date', 'Date')], max_length=6)),
                ('about', models.CharField(choices=[('benefit', 'What was gained'), ('development', 'What should improve'), ('barrier', 'What made it hard'), ('open', 'Anything')], max_length=11)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='evaluation.theme')),
                ('text', models.CharField(max_length=300)),
                ('hint', models.CharField(blank=True, max_length=300)),
                ('options', models.JSONField(default=list)),
                ('outside', models.JSONField(default=list)),
                ('posts', models.JSONField(default=list)),
                ('limit', models.PositiveIntegerField(default=10000, verbose_name='most characters of an open answer')),
                ('comparable', models.BooleanField(default=True, verbose_name='still compares with the version before')),
                ('involved_before_only', models.BooleanField(default=False, verbose_name='only people involved last time')),
            ],
            options={
                'ordering': ['version', 'position'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='question_key_once'), models.UniqueConstraint(fields=('version', 'position'), name='question_position_once')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='survey', to='challenges.challengeround')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='evaluation.questionnaireversion')),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField(verbose_name='last day of answers')),
                ('promise', models.CharField(choices=[('confidential', 'Confidential: the coding desk can see who wrote an answer, nobody else'), ('anonymous', 'Anonymous: nobody can see who wrote an answer')], default='confidential', max_length=12)),
                ('target', models.PositiveSmallIntegerField(default=60, verbose_name='per cent of those asked who should answer')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_days_in_order'), models.CheckConstraint(condition=models.Q(('target__gte', 1), ('target__lte', 100)), name='survey_target_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='ReminderDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_days', to='evaluation.survey')),
                ('day', models.DateField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'day'), name='reminded_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='evaluation.survey')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='councils.person')),
                ('link', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to='councils.personallink')),
                ('post', models.CharField(choices=[('director', "Director of children's services"), ('assistant_director', 'Assistant director'), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member'), ('operational_manager', 'Operational manager'), ('specialist', 'Specialist'), ('programme_manager', 'Programme manager')], max_length=24)),
                ('role_group', models.CharField(choices=[('political_corporate', 'Political and corporate'), ('childrens_services', "Children's services"), ('programme', 'Programme')], max_length=20)),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.region')),
                ('parts', models.JSONField(default=list, verbose_name='parts we think they played')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deputised', to='councils.person')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='last day for this person, where it is another')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['person__name'],
                'constraints': [models.UniqueConstraint(fields=('survey', 'person'), name='invited_once_per_survey')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='evaluation.invitation')),
                ('answers', models.JSONField(default=dict)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('sent_key', models.UUIDField(null=True, unique=True)),
                ('sent_at', models.DateTimeField(null=True, verbose_name='when it was sent, never in an anonymous round')),
                ('consent', models.CharField(blank=True, choices=[('none', 'Do not quote me'), ('role_only', 'Quote me with my role only'), ('region_only', 'Quote me with my region only'), ('contact_me', 'Ask me first')], max_length=11)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='evaluation.survey')),
                ('invitation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='response', to='evaluation.invitation')),
                ('anonymous', models.BooleanField(default=False)),
                ('post', models.CharField(blank=True, choices=[('director', "Director of children's services"), ('assistant_director', 'Assistant director'), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member'), ('operational_manager', 'Operational manager'), ('specialist', 'Specialist'), ('programme_manager', 'Programme manager')], max_length=24)),
                ('role_group', models.CharField(choices=[('political_corporate', 'Political and corporate'), ('childrens_services', "Children's services"), ('programme', 'Programme')], max_length=20)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.region')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.council')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by phone by')),
                ('parts', models.JSONField(default=list)),
                ('involved_before', models.BooleanField(default=False)),
                ('consent', models.CharField(choices=[('none', 'Do not quote me'), ('role_only', 'Quote me with my role only'), ('region_only', 'Quote me with my region only'), ('contact_me', 'Ask me first')], default='none', max_length=11)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('anonymous', False), models.Q(('council', None), ('entered_by', None), ('invitation', None), ('involved_before', False), ('parts', []), ('post', '')), _connector='OR'), name='anonymous_response_names_nobody')],
            },
        ),
        migrations.CreateModel(
            name='SealedResponse',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed', to='evaluation.survey')),
                ('role_group', models.CharField(choices=[('political_corporate', 'Political and corporate'), ('childrens_services', "Children's services"), ('programme', 'Programme')], max_length=20)),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.region')),
                ('consent', models.CharField(choices=[('none', 'Do not quote me'), ('role_only', 'Quote me with my role only'), ('region_only', 'Quote me with my region only'), ('contact_me', 'Ask me first')], default='none', max_length=11)),
                ('given', models.JSONField(default=dict)),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('fresh', models.BooleanField(default=True, verbose_name='not yet rewritten with others')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ResponseRevision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='evaluation.response')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('idempotency_key', models.UUIDField(unique=True)),
                ('submitted_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['response', 'number'],
                'constraints': [models.UniqueConstraint(fields=('response', 'number'), name='revision_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='receipt', to='evaluation.invitation')),
                ('received_at', models.DateTimeField(null=True, verbose_name='never in an anonymous round')),
            ],
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluation.response')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='evaluation.question')),
                ('text', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=20)),
                ('first_revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='evaluation.responserevision')),
                ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers_superseded', to='evaluation.responserevision')),
            ],
            options={
                'ordering': ['response', 'question__position'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_by__isnull', True)), fields=('response', 'question'), name='one_current_answer_per_question'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('text', ''), _negated=True), ('value', '')), models.Q(('text', ''), models.Q(('value', ''), _negated=True)), _connector='OR'), name='answer_is_text_or_value')],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='evaluation.answer')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='evaluation.codebookversion')),
                ('purpose', models.CharField(choices=[('engine', 'Engine'), ('desk', 'Desk'), ('blind', 'Blind'), ('adjudication', 'Adjudication')], max_length=12)),
                ('coder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='codings', to=settings.AUTH_USER_MODEL)),
                ('engine', models.CharField(blank=True, max_length=60)),
                ('outcome', models.CharField(choices=[('coded', 'Coded'), ('none', 'No theme'), ('unusable', 'Unusable')], max_length=8)),
                ('score', models.FloatField(blank=True, null=True, verbose_name='how sure the engine is, of its least sure code')),
                ('created_at', models.DateTimeField(auto_now_add=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back by its coder')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['coder', 'purpose', '-id'], name='coding_of_coder')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('purpose', 'engine')), fields=('answer', 'codebook', 'engine'), name='engine_codes_once'), models.CheckConstraint(condition=models.Q(models.Q(('coder__isnull', True), ('purpose', 'engine'), models.Q(('engine', ''), _negated=True)), models.Q(models.Q(('purpose', 'engine'), _negated=True), ('coder__isnull', False)), _connector='OR'), name='coding_by_engine_or_person'), models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'engine'), _negated=True), ('withdrawn_at__isnull', True), _connector='OR'), name='only_people_take_back'), models.UniqueConstraint(condition=models.Q(('purpose', 'blind'), ('withdrawn_at__isnull', True)), fields=('answer', 'codebook', 'coder'), name='blind_coding_once')],
            },
        ),
        migrations.CreateModel(
            name='CodeAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='evaluation.coding')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='evaluation.theme')),
                ('denied', models.BooleanField(default=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('score', models.FloatField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='the phrase or model that found it')),
            ],
            options={
                'ordering': ['coding', 'start'],
                'constraints': [models.UniqueConstraint(fields=('coding', 'theme', 'denied'), name='theme_once_per_polarity'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='span_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='evaluation.answer')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='evaluation.theme')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['theme', 'id'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'theme', 'start', 'end'), name='quote_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='quote_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Commentary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='commentary', to='challenges.challengeround')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the nation')),
                ('place', models.SlugField(max_length=24)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('claims', models.JSONField(default=list)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'commentary',
                'ordering': ['place', '-number'],
                'constraints': [models.UniqueConstraint(fields=('round', 'place', 'number'), name='commentary_version_once'), models.UniqueConstraint(condition=models.Q(('round__isnull', True)), fields=('start_year', 'place', 'number'), name='national_commentary_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('round__isnull', False), ('start_year__isnull', True)), models.Q(('round__isnull', True), ('start_year__isnull', False)), _connector='OR'), name='commentary_of_a_round_or_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='evaluation.answer')),
                ('coding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.coding')),
                ('outcome', models.CharField(choices=[('coded', 'Coded'), ('none', 'No theme'), ('unusable', 'Unusable'), ('waiting', 'Waiting')], max_length=8)),
                ('by_person', models.BooleanField(default=False)),
                ('disputed', models.BooleanField(default=False)),
                ('score', models.FloatField(null=True)),
                ('lot', models.PositiveIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['outcome', 'by_person'], name='standing_outcome'), models.Index(condition=models.Q(('disputed', True)), fields=['disputed'], name='standing_disputed')],
            },
        ),
        migrations.CreateModel(
            name='StandingCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='evaluation.standing')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.theme')),
                ('denied', models.BooleanField(default=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['start', 'theme__code'],
                'indexes': [models.Index(fields=['theme', 'denied'], name='standing_theme')],
                'constraints': [models.UniqueConstraint(fields=('standing', 'theme', 'denied'), name='standing_theme_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='standing_span_is_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='lease', serialize=False, to='evaluation.answer')),
                ('coder', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('until', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ThemeProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='evaluation.answer')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('taken_up', 'Taken up'), ('declined', 'Declined')], default='open', max_length=8)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='evaluation.theme')),
                ('reply', models.CharField(blank=True, max_length=300)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_by__isnull', False)), _connector='OR'), name='proposal_is_settled_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='PurgeCertificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.CharField(max_length=200)),
                ('as_of', models.DateField()),
                ('counts', models.JSONField(default=dict)),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='KeptFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.survey')),
                ('purpose', models.CharField(choices=[('invitations', 'People to invite'), ('answers', 'Answers from another survey tool')], max_length=11)),
                ('file_name', models.CharField(max_length=200)),
                ('columns', models.JSONField(default=list)),
                ('rows', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict, verbose_name='what each column holds')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='ColumnMeaning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=300, unique=True, verbose_name='in small letters')),
                ('holds', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ['heading'],
            },
        ),
        migrations.CreateModel(
            name='FindingsRun',
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
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings_runs', to='challenges.challengeround')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.codebookversion')),
                ('engine', models.CharField(max_length=60)),
                ('result', models.JSONField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('round', 'input_version'), name='findings_once_per_input')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationReport',
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
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='challenges.challengeround')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of a national report')),
                ('audience', models.CharField(choices=[('staff', 'Staff'), ('published', 'Published')], max_length=9)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_made', to=settings.AUTH_USER_MODEL)),
                ('findings', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='evaluation.findingsrun')),
                ('left_out', models.JSONField(blank=True, default=list, verbose_name='chapters left out')),
                ('snapshot', models.JSONField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('signed_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_signed_off', to=settings.AUTH_USER_MODEL)),
                ('signed_off_at', models.DateTimeField(blank=True, null=True)),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('fact_check', 'Fact check'), ('signed_off', 'Signed off'), ('published', 'Published')], default='draft', max_length=10)),
                ('check_until', models.DateField(blank=True, null=True, verbose_name='facts are checked until')),
                ('cancelled_by', models.CharField(blank=True, max_length=200)),
                ('national_findings', models.ManyToManyField(blank=True, related_name='national_reports', to='evaluation.findingsrun')),
            ],
            options={
                'ordering': ['-created_at'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('round', 'audience', 'input_version'), name='report_once_per_input'), models.UniqueConstraint(condition=models.Q(('round__isnull', True)), fields=('start_year', 'audience', 'input_version'), name='national_report_once_per_input'), models.CheckConstraint(condition=models.Q(models.Q(('round__isnull', False), ('start_year__isnull', True)), models.Q(('round__isnull', True), ('start_year__isnull', False)), _connector='OR'), name='report_of_a_round_or_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ('signed_off', 'published')), _negated=True), ('signed_off_by__isnull', False), _connector='OR'), name='signed_report_has_a_signatory'), models.CheckConstraint(condition=models.Q(('signed_off_by__isnull', True), models.Q(('signed_off_by', models.F('author')), _negated=True), _connector='OR'), name='signatory_is_not_the_author')],
            },
        ),
        migrations.CreateModel(
            name='ReportStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='evaluation.evaluationreport')),
                ('stage', models.CharField(choices=[('draft', 'Draft'), ('fact_check', 'Fact check'), ('signed_off', 'Signed off'), ('published', 'Published')], max_length=10)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['report', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FactComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='evaluation.evaluationreport')),
                ('about', models.CharField(max_length=200, verbose_name='the fact')),
                ('text', models.TextField(max_length=2000)),
                ('by', models.CharField(max_length=200)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.person')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'The record is corrected'), ('kept', 'The fact stands')], max_length=9)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_by', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['report', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='fact_comment_answered_as_a_whole')],
            },
        ),
        migrations.CreateModel(
            name='ReportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='evaluation.evaluationreport')),
                ('draft', models.BooleanField(default=True, verbose_name='marked as a draft')),
                ('pdf', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('pages', models.PositiveSmallIntegerField()),
                ('seconds', models.FloatField(verbose_name='seconds it took to render')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'draft'), name='one_file_of_each_kind')],
            },
        ),
        migrations.CreateModel(
            name='CodingSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coding_samples', to='challenges.challengeround')),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.codebookversion')),
                ('kind', models.CharField(choices=[('audit', 'Audit of what the engine coded'), ('blind', 'Blind double coding')], max_length=5)),
                ('seed', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('population', models.PositiveIntegerField()),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drawn_at', models.DateTimeField(auto_now_add=True)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('coders', models.ManyToManyField(blank=True, related_name='coding_samples', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', models.F('population'))), name='sample_fits_population'), models.CheckConstraint(condition=models.Q(models.Q(('frozen_at__isnull', True), ('frozen_by__isnull', True)), models.Q(('frozen_at__isnull', False), ('frozen_by__isnull', False), ('kind', 'blind')), _connector='OR'), name='gold_is_frozen_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='SampleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='evaluation.codingsample')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sample_items', to='evaluation.answer')),
                ('place', models.PositiveIntegerField()),
                ('gold', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gold_of', to='evaluation.coding')),
            ],
            options={
                'ordering': ['sample', 'place'],
                'constraints': [models.UniqueConstraint(fields=('sample', 'answer'), name='answer_drawn_once'), models.UniqueConstraint(fields=('sample', 'place'), name='place_drawn_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=80)),
                ('scopes', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_on', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
    ]
