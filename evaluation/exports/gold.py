"""A frozen gold set as the file by which a coder is measured: id,text,question,role,themes,denied."""

from __future__ import annotations

import csv
import io

from evaluation.models import CodeAssignment, CodingSample

COLUMNS = ("id", "text", "question", "role", "themes", "denied")


def as_gold(sample: CodingSample) -> str:
    """The answers of a frozen sample with their codes, in the order of the draw. It is read by programs: no cell is
    changed, so it is not for a spreadsheet."""
    items = list(
        sample.items.filter(gold__isnull=False).select_related("answer__question", "answer__response")
    )
    codes: dict[tuple[int | None, bool], list[str]] = {}
    found = CodeAssignment.objects.filter(coding__in=[item.gold_id for item in items])
    for coding, denied, theme in found.order_by("theme__code").values_list("coding", "denied", "theme__code"):
        codes.setdefault((coding, denied), []).append(theme)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        answer = item.answer
        themes = ("|".join(codes.get((item.gold_id, denied), [])) for denied in (False, True))
        writer.writerow([answer.pk, answer.text, answer.question.about, answer.response.post, *themes])
    return file.getvalue()
