"""Random samples of answers, to audit the engine and to be coded twice, blind."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0003_milestone_reason'),
        ('evaluation', '0005_coding_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CodingSample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('audit', 'Audit of what the engine coded'), ('blind', 'Blind double coding')], max_length=5)),
                ('seed', models.PositiveIntegerField()),
                ('size', models.PositiveIntegerField()),
                ('population', models.PositiveIntegerField()),
                ('drawn_at', models.DateTimeField(auto_now_add=True)),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
                ('codebook', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.codebookversion')),
                ('coders', models.ManyToManyField(blank=True, related_name='coding_samples', to=settings.AUTH_USER_MODEL)),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coding_samples', to='challenges.challengeround')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SampleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sample_items', to='evaluation.answer')),
                ('gold', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gold_of', to='evaluation.coding')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='evaluation.codingsample')),
            ],
            options={
                'ordering': ['sample', 'place'],
            },
        ),
        migrations.AddConstraint(
            model_name='codingsample',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', models.F('population'))), name='sample_fits_population'),
        ),
        migrations.AddConstraint(
            model_name='codingsample',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('frozen_at__isnull', True), ('frozen_by__isnull', True)), models.Q(('frozen_at__isnull', False), ('frozen_by__isnull', False), ('kind', 'blind')), _connector='OR'), name='gold_is_frozen_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('sample', 'answer'), name='answer_drawn_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('sample', 'place'), name='place_drawn_once'),
        ),
    ]
