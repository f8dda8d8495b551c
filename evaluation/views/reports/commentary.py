"""Writing beside the figures of a report, and what was written before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from challenges.models import ChallengeRound
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from evaluation.access import can_make_reports
from evaluation.forms.reports import CommentaryForm
from evaluation.reports.differences import differences
from evaluation.reports.places import Place
from evaluation.reports.remarks import remarks_on
from evaluation.reports.sentences import broken, drafts
from evaluation.selectors.reports.commentary import Subject, standing, versions_of
from evaluation.selectors.reports.desktop import Desk, desk_of
from evaluation.selectors.reports.national import years_with_rounds
from evaluation.services.reports.commentary import write_commentary


def _round(request: ActorRequest, pk: UUID) -> Subject:
    return Subject(get_object_or_404(ChallengeRound.objects.visible_to(request.actor), pk=pk))


def _nation(year: int) -> Subject:
    if year not in years_with_rounds():
        raise Http404
    return Subject(start_year=year)


def _address(subject: Subject, place: str = "", *, versions: bool = False) -> str:
    """Where the commentary of a subject is: its list, one place of it, or that place's versions."""
    of = "round" if subject.round else "national"
    args: list[Any] = [subject.round.pk if subject.round else subject.start_year]
    if not place:
        return reverse(f"evaluation:{of}_commentary", args=args)
    name = f"{of}_commentary_versions" if versions else f"{of}_commentary_place"
    return reverse(f"evaluation:{name}", args=[*args, place])


@allow(can_make_reports)
def round_commentary(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The places of a round's report at which staff write."""
    return _list(request, _round(request, pk))


@allow(can_make_reports)
def national_commentary(request: ActorRequest, year: int) -> HttpResponse:
    """The places of the nation's report at which staff write."""
    return _list(request, _nation(year))


@allow(can_make_reports)
def round_commentary_place(request: ActorRequest, pk: UUID, place: str) -> HttpResponse:
    """Write at a place of a round's report."""
    return _write(request, _round(request, pk), place)


@allow(can_make_reports)
def national_commentary_place(request: ActorRequest, year: int, place: str) -> HttpResponse:
    """Write at a place of the nation's report."""
    return _write(request, _nation(year), place)


@allow(can_make_reports)
def round_commentary_versions(request: ActorRequest, pk: UUID, place: str) -> HttpResponse:
    """Every version at a place of a round's report."""
    return _versions(request, _round(request, pk), place)


@allow(can_make_reports)
def national_commentary_versions(request: ActorRequest, year: int, place: str) -> HttpResponse:
    """Every version at a place of the nation's report."""
    return _versions(request, _nation(year), place)


def _list(request: ActorRequest, subject: Subject) -> HttpResponse:
    desk, written = desk_of(subject), standing(subject)
    rows = []
    for place in desk.places:
        version = written.get(place.key)
        stale = bool(version and broken(version.claims, desk.figures))
        address = _address(subject, place.key)
        rows.append({"place": place, "version": version, "stale": stale, "address": address})
    context = {"subject": subject, "round": subject.round, "tab": "reports", "rows": rows}
    return render(request, "evaluation/reports/commentary.html", context)


def _place(desk: Desk, key: str) -> Place:
    place = next((each for each in desk.places if each.key == key), None)
    if place is None:
        raise Http404
    return place


def _write(request: ActorRequest, subject: Subject, key: str) -> HttpResponse:
    desk = desk_of(subject)
    place, newest = _place(desk, key), versions_of(subject, key).first()
    text, number = (newest.text, newest.number) if newest else ("", 0)
    form = CommentaryForm(request.POST or None, place=place, text=text, number=number)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_commentary(
                subject=subject, place=place, figures=desk.figures, actor=request.actor, **form.cleaned_data
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Your words are saved. They stand in the next report that is made.")
            for remark in remarks_on(made.text, desk.figures, made.claims):
                messages.warning(request, remark)
            return redirect(_address(subject))
    context = {
        "subject": subject,
        "place": place,
        "newest": newest,
        "form": form,
        "drafts": drafts(key, desk.figures),
        "stale": broken(newest.claims, desk.figures) if newest else [],
        "remarks": remarks_on(text, desk.figures, newest.claims) if newest else [],
        "chapters": {"chapters": desk.beside(place)},
        "back": _address(subject),
        "versions": _address(subject, key, versions=True),
    }
    return render(request, "evaluation/reports/commentary_place.html", context)


def _versions(request: ActorRequest, subject: Subject, key: str) -> HttpResponse:
    place = _place(desk_of(subject), key)
    versions = list(versions_of(subject, key))
    older = [*versions[1:], None][: len(versions)]
    rows = [
        {
            "version": new,
            "passages": differences((old.text if old else "").splitlines(), new.text.splitlines()),
        }
        for new, old in zip(versions, older, strict=True)
    ]
    context = {"subject": subject, "place": place, "rows": rows, "back": _address(subject, key)}
    return render(request, "evaluation/reports/commentary_versions.html", context)
