"""What staff write into a report beside its figures, every version kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('evaluation', '0007_what_counts'),
        ('challenges', '0003_milestone_reason'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name='Commentary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of the nation')),
                ('place', models.SlugField(max_length=24)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True)),
                ('claims', models.JSONField(default=list)),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name_plural': 'commentary',
                'ordering': ['place', '-number'],
            },
        ),
        migrations.AddField(
            model_name='commentary',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='commentary',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='commentary', to='challenges.challengeround'),
        ),
        migrations.AddConstraint(
            model_name='commentary',
            constraint=models.UniqueConstraint(fields=('round', 'place', 'number'), name='commentary_version_once'),
        ),
        migrations.AddConstraint(
            model_name='commentary',
            constraint=models.UniqueConstraint(condition=models.Q(('round__isnull', True)), fields=('start_year', 'place', 'number'), name='national_commentary_version_once'),
        ),
        migrations.AddConstraint(
            model_name='commentary',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('round__isnull', False), ('start_year__isnull', True)), models.Q(('round__isnull', True), ('start_year__isnull', False)), _connector='OR'), name='commentary_of_a_round_or_a_year'),
        ),
    ]
