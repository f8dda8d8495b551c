"""Who must not challenge which council, and when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('challenges', '0007_topics_and_needs'),
        ('councils', '0003_people_import'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeclaredConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(blank=True, null=True)),
                ('last_day', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(max_length=300)),
                ('declared_by', models.CharField(max_length=200)),
                ('declared_at', models.DateTimeField(auto_now_add=True)),
                ('against', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts_against', to='councils.council')),
                ('council', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='councils.council')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='councils.person')),
            ],
            options={
                'ordering': ['against__name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('council__isnull', True), ('person__isnull', False)), models.Q(('council__isnull', False), ('person__isnull', True)), _connector='OR'), name='conflict_is_of_a_person_or_a_council'), models.CheckConstraint(condition=models.Q(('council__isnull', True), models.Q(('council', models.F('against')), _negated=True), _connector='OR'), name='conflict_is_with_another_council'), models.CheckConstraint(condition=models.Q(('first_day__isnull', True), ('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='conflict_days_in_order')],
            },
        ),
    ]
