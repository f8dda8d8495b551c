"""A codebook can be drafted; what became of its themes is kept, and every edit of a draft."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0002_report_keeps_its_findings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.CharField(max_length=200, verbose_name='what was done')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('before', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ThemeMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('retired', 'Retired'), ('merged', 'Merged'), ('split', 'Split')], max_length=8)),
            ],
            options={
                'ordering': ['theme__code', 'id'],
            },
        ),
        migrations.AddField(
            model_name='codebookversion',
            name='draft',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='codebookversion',
            name='published_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='themecard',
            name='borderline',
            field=models.JSONField(default=list, verbose_name='borderline examples'),
        ),
        migrations.AddField(
            model_name='themecard',
            name='nearest',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='themecard',
            name='seeds',
            field=models.JSONField(default=list, verbose_name='seed phrases'),
        ),
        migrations.AlterField(
            model_name='codebookversion',
            name='published_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='themecard',
            name='examples',
            field=models.JSONField(default=list, verbose_name='typical examples'),
        ),
        migrations.AddConstraint(
            model_name='codebookversion',
            constraint=models.UniqueConstraint(condition=models.Q(('draft', True)), fields=('draft',), name='one_codebook_draft'),
        ),
        migrations.AddConstraint(
            model_name='codebookversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('draft', True), ('published_on__isnull', True)), models.Q(('draft', False), ('published_on__isnull', False)), _connector='OR'), name='codebook_is_draft_or_published'),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='codebook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='evaluation.codebookversion'),
        ),
        migrations.AddField(
            model_name='thememove',
            name='codebook',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='evaluation.codebookversion'),
        ),
        migrations.AddField(
            model_name='thememove',
            name='into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.theme'),
        ),
        migrations.AddField(
            model_name='thememove',
            name='theme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='evaluation.theme'),
        ),
        migrations.AddConstraint(
            model_name='thememove',
            constraint=models.UniqueConstraint(fields=('codebook', 'theme', 'into'), name='theme_moves_once'),
        ),
        migrations.AddConstraint(
            model_name='thememove',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'split'), _negated=True), fields=('codebook', 'theme'), name='theme_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='thememove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('into__isnull', True), ('kind', 'retired')), models.Q(models.Q(('kind', 'retired'), _negated=True), ('into__isnull', False), models.Q(('into', models.F('theme')), _negated=True)), _connector='OR'), name='move_leads_elsewhere'),
        ),
    ]
