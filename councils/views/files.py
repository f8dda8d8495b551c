"""What pages have in common that take a file in, after a dry run, or give one out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from councils.errors import DomainError
from councils.forms.imports import FileForm
from councils.forms.refusals import refuse
from councils.imports.people import CHANGED, FAULTY, NEW, SAME
from councils.middleware import ActorRequest
from councils.models import PeopleImport
from councils.selectors.directory import export_csv, export_xlsx
from councils.services.uploads import digest_of, drop_file

MOST_SHOWN = 200
Kept = TypeVar("Kept")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload_form(request: HttpRequest) -> FileForm:
    """The form that takes a file, filled in where one was posted."""
    posted = request.method == "POST"
    return FileForm(request.POST if posted else None, request.FILES if posted else None)


def uploaded(form: FileForm, start: Callable[..., Kept], **about: Any) -> Kept | None:
    """What the service `start` keeps of the form's file; None where there is none or it is refused, which the form
    then says."""
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        return start(file=file, file_name=file.name, **about)
    except DomainError as error:
        refuse(form, error)
        return None


def dry_run(kept: PeopleImport, plan: Sequence[Any], refusal: str) -> dict[str, Any]:
    """What the page of a dry run shows: rows by what becomes of them, and a digest of what was shown."""
    return {
        "kept": kept,
        "groups": _grouped(plan),
        "counts": Counter(row.verdict for row in plan),
        "nothing_to_do": all(row.verdict == SAME for row in plan),
        "digest": digest_of(plan),
        "refusal": refusal,
    }


def _grouped(plan: Sequence[Any]) -> list[tuple[str, str, Sequence[Any], int]]:
    """The rows of a dry run by what becomes of them: title, verdict, the first of them, how many there are."""
    kinds = ((FAULTY, "Faulty"), (NEW, "New"), (CHANGED, "Changed"))
    groups = [(title, kind, [row for row in plan if row.verdict == kind]) for kind, title in kinds]
    return [(title, kind, rows[:MOST_SHOWN], len(rows)) for title, kind, rows in groups if rows]


def given_up(request: ActorRequest, kept: PeopleImport) -> bool:
    """Whether the button that drops the file was pressed; then it is dropped."""
    if "drop" not in request.POST:
        return False
    drop_file(kept, actor=request.actor)
    messages.success(request, "The file has been given up. Nothing was saved.")
    return True


def download(rows: Iterable[list[str]], kind: str, *, name: str, sheet: str) -> HttpResponse:
    """The rows as a file that an import takes back, as "csv" or "xlsx". Raises Http404 for any other kind."""
    if kind == "csv":
        content, type = export_csv(rows), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        content, type = export_xlsx(rows, sheet), XLSX
    else:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=type, headers=headers)
