"""A peer has a day of training, and a round says after how many months it lapses."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0005_blocks_of_a_kind'),
    ]

    operations = [
        migrations.AddField(
            model_name='challengeround',
            name='training_lapses_after',
            field=models.PositiveSmallIntegerField(blank=True, default=36, null=True, verbose_name="months after which a peer's training lapses"),
        ),
        migrations.AddField(
            model_name='peeroffer',
            name='trained_on',
            field=models.DateField(blank=True, null=True, verbose_name='last trained as a peer on'),
        ),
    ]
