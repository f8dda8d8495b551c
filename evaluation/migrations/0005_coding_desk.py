"""What counts for each answer, who has it on the screen, and themes that coders propose."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0004_codings_taken_back'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='lease', serialize=False, to='evaluation.answer')),
                ('until', models.DateTimeField()),
                ('coder', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('answer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='standing', serialize=False, to='evaluation.answer')),
                ('outcome', models.CharField(choices=[('coded', 'Coded'), ('none', 'No theme'), ('unusable', 'Unusable'), ('waiting', 'Waiting')], max_length=8)),
                ('by_person', models.BooleanField(default=False)),
                ('disputed', models.BooleanField(default=False)),
                ('score', models.FloatField(null=True)),
                ('lot', models.PositiveIntegerField()),
                ('coding', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.coding')),
            ],
        ),
        migrations.CreateModel(
            name='StandingCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('denied', models.BooleanField(default=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('standing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='evaluation.standing')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluation.theme')),
            ],
            options={
                'ordering': ['start', 'theme__code'],
            },
        ),
        migrations.CreateModel(
            name='ThemeProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('proposed_at', models.DateTimeField(auto_now_add=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('taken_up', 'Taken up'), ('declined', 'Declined')], default='open', max_length=8)),
                ('reply', models.CharField(blank=True, max_length=300)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='evaluation.answer')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='evaluation.theme')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['outcome', 'by_person'], name='standing_outcome'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('disputed', True)), fields=['disputed'], name='standing_disputed'),
        ),
        migrations.AddIndex(
            model_name='standingcode',
            index=models.Index(fields=['theme', 'denied'], name='standing_theme'),
        ),
        migrations.AddConstraint(
            model_name='standingcode',
            constraint=models.UniqueConstraint(fields=('standing', 'theme', 'denied'), name='standing_theme_once'),
        ),
        migrations.AddConstraint(
            model_name='standingcode',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='standing_span_is_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='themeproposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_by__isnull', False)), _connector='OR'), name='proposal_is_settled_by_somebody'),
        ),
    ]
