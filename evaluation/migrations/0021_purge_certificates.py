"""A purge leaves a certificate."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0020_questionnaire_drafts'),
    ]

    operations = [
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
    ]
