"""Mail waits in batches until a person sends it, keeps to working hours, and is stopped where it is not needed."""


import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('councils', '0003_people_import'),
    ]

    operations = [
        migrations.AddField(
            model_name='outboxmessage',
            name='about',
            field=models.JSONField(default=list, verbose_name='records it asks about'),
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='bulk',
            field=models.BooleanField(default=False, verbose_name='keeps to working hours'),
        ),
        migrations.AlterField(
            model_name='outboxmessage',
            name='state',
            field=models.CharField(choices=[('held', 'Held until somebody sends it'), ('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unknown', 'Outcome unknown'), ('bounced', 'Bounced'), ('stopped', 'Stopped, no longer needed')], default='waiting', max_length=8),
        ),
        migrations.CreateModel(
            name='MailBatch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('written_by', models.CharField(max_length=200)),
                ('released_at', models.DateTimeField(blank=True, null=True, verbose_name='sent off')),
                ('released_by', models.CharField(blank=True, max_length=200, verbose_name='who sent it off')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='councils.region')),
            ],
            options={
                'ordering': ['-created_at'],
            },
        ),
        migrations.AddField(
            model_name='outboxmessage',
            name='batch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='councils.mailbatch'),
        ),
        migrations.AddIndex(
            model_name='outboxmessage',
            index=models.Index(fields=['claimed_at'], name='outbox_pace'),
        ),
    ]
