"""Rounds that are there already start from the common topics, as new ones do."""

from django.db import migrations

TOPICS = (
    "Early help",
    "Front door and assessment",
    "Child protection and neglect",
    "Exploitation and adolescents",
    "Children in care",
    "Care leavers",
    "Fostering and permanence",
    "SEND and disabled children",
    "Schools and attendance",
    "Quality assurance and audit",
    "Data and performance",
    "Workforce and supervision",
    "Leadership and governance",
)


def lay_topics(apps, schema_editor):
    topic = apps.get_model("challenges", "Topic")
    for round in apps.get_model("challenges", "ChallengeRound").objects.filter(topics__isnull=True):
        topic.objects.bulk_create(
            topic(round=round, position=n, name=name) for n, name in enumerate(TOPICS, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("challenges", "0008_declared_conflicts")]
    operations = [migrations.RunPython(lay_topics, migrations.RunPython.noop)]
