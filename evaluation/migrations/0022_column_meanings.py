"""What columns of another survey tool hold is kept for next time."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0021_purge_certificates'),
    ]

    operations = [
        migrations.CreateModel(
            name='ColumnMeaning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('heading', models.CharField(max_length=300, unique=True, verbose_name='in small letters')),
                ('holds', models.CharField(max_length=40)),
            ],
            options={
                'ordering': ['heading'],
            },
        ),
    ]
