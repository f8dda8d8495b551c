"""A questionnaire can be a draft, with more kinds of answer, limits, and a mark of what still compares."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0019_anonymous_responses'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='comparable',
            field=models.BooleanField(default=True, verbose_name='still compares with the version before'),
        ),
        migrations.AddField(
            model_name='question',
            name='limit',
            field=models.PositiveIntegerField(default=10000, verbose_name='most characters of an open answer'),
        ),
        migrations.AlterField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('open', 'Open text'), ('scale', 'Scale'), ('yes_no', 'Yes or no'), ('number', 'Whole number'), ('date', 'Date')], max_length=6),
        ),
        migrations.AlterField(
            model_name='questionnaireversion',
            name='published_on',
            field=models.DateField(blank=True, null=True, verbose_name='published on, of a draft not yet'),
        ),
    ]
