"""Answers that are coded already get the row that says what counts for them."""

import hashlib

from django.db import migrations

BATCH = 1000


def fill(apps, schema_editor):
    """What counts is people's latest coding, else the engine's latest. There are no themes that moved yet."""
    Coding = apps.get_model("evaluation", "Coding")
    counting = {}
    for purposes in (["engine"], ["desk", "adjudication"]):
        rows = Coding.objects.filter(purpose__in=purposes).order_by("pk").values_list("answer", "pk", "outcome")
        counting |= {answer: (pk, outcome, "desk" in purposes) for answer, pk, outcome in rows.iterator()}
    answers = list(counting)
    for start in range(0, len(answers), BATCH):
        fill_batch(apps, {answer: counting[answer] for answer in answers[start : start + BATCH]})


def fill_batch(apps, counting):
    """The rows of these answers with their themes."""
    Standing, StandingCode = (apps.get_model("evaluation", name) for name in ("Standing", "StandingCode"))
    Standing.objects.bulk_create(
        Standing(answer_id=answer, coding_id=pk, outcome=outcome, by_person=by_person, lot=lot_of(answer))
        for answer, (pk, outcome, by_person) in counting.items()
    )
    codes = apps.get_model("evaluation", "CodeAssignment").objects.filter(
        coding__in=[pk for pk, _, _ in counting.values()]
    )
    StandingCode.objects.bulk_create(
        StandingCode(standing_id=code.coding.answer_id, theme_id=code.theme_id, denied=code.denied,
                     start=code.start, end=code.end)
        for code in codes.select_related("coding")
    )  # fmt: skip


def lot_of(answer):
    """A number by chance, the same each time."""
    return int.from_bytes(hashlib.sha256(answer.bytes).digest()[:4]) >> 1


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0006_coding_samples")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
