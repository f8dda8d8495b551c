"""A kept file says what it is a file of: people, or the days of a round."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0004_mail_batches'),
    ]

    operations = [
        migrations.AddField(
            model_name='peopleimport',
            name='subject',
            field=models.CharField(default='people', max_length=60, verbose_name='what it is a file of'),
        ),
    ]
