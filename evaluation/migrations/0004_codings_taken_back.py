"""A coder takes a coding back; engines say how sure they are and what they found."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0003_codebook_drafts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='codeassignment',
            name='score',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='codeassignment',
            name='source',
            field=models.CharField(blank=True, max_length=120, verbose_name='the phrase or model that found it'),
        ),
        migrations.AddField(
            model_name='coding',
            name='score',
            field=models.FloatField(blank=True, null=True, verbose_name='how sure the engine is, of its least sure code'),
        ),
        migrations.AddField(
            model_name='coding',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='taken back by its coder'),
        ),
        migrations.AddIndex(
            model_name='coding',
            index=models.Index(fields=['coder', 'purpose', '-id'], name='coding_of_coder'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('purpose', 'engine'), _negated=True), ('withdrawn_at__isnull', True), _connector='OR'), name='only_people_take_back'),
        ),
        migrations.AddConstraint(
            model_name='coding',
            constraint=models.UniqueConstraint(condition=models.Q(('purpose', 'blind'), ('withdrawn_at__isnull', True)), fields=('answer', 'codebook', 'coder'), name='blind_coding_once'),
        ),
    ]
