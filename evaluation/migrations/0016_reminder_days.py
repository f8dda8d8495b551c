"""The days on which those who have not answered are reminded."""


import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('evaluation', '0015_invitation_days_and_deputies')]
    operations = [
        migrations.CreateModel(
            name='ReminderDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.AddField(
            model_name='reminderday',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminder_days', to='evaluation.survey'),
        ),
        migrations.AddConstraint(
            model_name='reminderday',
            constraint=models.UniqueConstraint(fields=('survey', 'day'), name='reminded_once_a_day'),
        ),
    ]
