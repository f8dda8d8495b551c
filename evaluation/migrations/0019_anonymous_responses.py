"""Anonymous answers are sealed until their survey has closed, and name nobody."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('evaluation', '0018_sent_drafts')]
    operations = [
        migrations.CreateModel(
            name='SealedResponse',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role_group', models.CharField(choices=[('political_corporate', 'Political and corporate'), ('childrens_services', "Children's services"), ('programme', 'Programme')], max_length=20)),
                ('consent', models.CharField(choices=[('none', 'Do not quote me'), ('role_only', 'Quote me with my role only'), ('region_only', 'Quote me with my region only'), ('contact_me', 'Ask me first')], default='none', max_length=11)),
                ('given', models.JSONField(default=dict)),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('fresh', models.BooleanField(default=True, verbose_name='not yet rewritten with others')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='response',
            name='anonymous',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='entered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by phone by'),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='received_at',
            field=models.DateTimeField(null=True, verbose_name='never in an anonymous round'),
        ),
        migrations.AlterField(
            model_name='response',
            name='post',
            field=models.CharField(blank=True, choices=[('director', "Director of children's services"), ('assistant_director', 'Assistant director'), ('chief_executive', 'Chief executive'), ('lead_member', 'Lead member'), ('operational_manager', 'Operational manager'), ('specialist', 'Specialist'), ('programme_manager', 'Programme manager')], max_length=24),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('anonymous', False), models.Q(('council', None), ('entered_by', None), ('invitation', None), ('involved_before', False), ('parts', []), ('post', '')), _connector='OR'), name='anonymous_response_names_nobody'),
        ),
        migrations.AddField(
            model_name='sealedresponse',
            name='region',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='councils.region'),
        ),
        migrations.AddField(
            model_name='sealedresponse',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed', to='evaluation.survey'),
        ),
    ]
