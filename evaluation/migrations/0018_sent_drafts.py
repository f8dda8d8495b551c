"""Sending marks the draft; a worker makes the response of it."""


import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('councils', '0004_mail_batches'),
        ('evaluation', '0017_kept_files'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name='draft',
            name='consent',
            field=models.CharField(blank=True, choices=[('none', 'Do not quote me'), ('role_only', 'Quote me with my role only'), ('region_only', 'Quote me with my region only'), ('contact_me', 'Ask me first')], max_length=11),
        ),
        migrations.AddField(
            model_name='draft',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draft',
            name='sent_at',
            field=models.DateTimeField(null=True, verbose_name='when it was sent, never in an anonymous round'),
        ),
        migrations.AddField(
            model_name='draft',
            name='sent_key',
            field=models.UUIDField(null=True, unique=True),
        ),
    ]
