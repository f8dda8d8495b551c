"""Pages of a round's plan: looking for one, changing it, why it is so, who carries what, agreeing it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from challenges.access import manages_programme
from challenges.forms.plans import MoveForm, PlannedVisitForm, PlanRequestForm, RulesForm, WishForm
from challenges.models import ChallengeRound, DraftPlan, PairWish, PeerOffer, PlannedVisit, PlanRun
from challenges.planning.settings import rules_of
from challenges.selectors.plans import pages as reads
from challenges.selectors.plans.problem import settings_of
from challenges.selectors.visits.schedule import managers_on_site
from challenges.services.plans.agreeing import agree_plan, changes_of
from challenges.services.plans.editing import (
    PlanChangedMeanwhile,
    change_visit,
    keep_visit,
    move_to_week,
    wish_pair,
)
from challenges.services.plans.looking import request_plan, set_rules, stop_plan, use_found
from challenges.views.frame import managed_round, seen_in
from councils.access import allow
from councils.errors import DomainError
from councils.forms.refusals import refuse
from councils.middleware import ActorRequest
from councils.runs.pages import progress_json


@allow(manages_programme)
def plan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The draft with what it costs and what is wrong with it; the search under way; why nothing fitted."""
    return _plan(request, managed_round(request, pk), PlanRequestForm())


def _plan(
    request: ActorRequest, round: ChallengeRound, form: PlanRequestForm, moving: MoveForm | None = None
) -> HttpResponse:
    newest = reads.latest_run(round, PlanRun.Kind.PLAN)
    page = reads.plan_page(round)
    weeks = reads.weeks_of(round, page.rows)
    context = {
        "round": round,
        "tab": "plan",
        "page": page,
        "form": form,
        "weeks": weeks,
        "moving": moving or (MoveForm(plan=page.draft, weeks=_mondays(weeks)) if page.draft else None),
        "active": reads.active_run(round),
        "newest": newest,
        "unused": newest if _is_unused(newest, page.draft) else None,
    }
    return render(request, "challenges/plans/plan.html", context)


def _is_unused(run: PlanRun | None, draft: DraftPlan | None) -> bool:
    """Whether a finished search found a plan that did not become the draft, as somebody changed that meanwhile."""
    return bool(
        run and not run.active and run.found and draft and draft.run_id != run.pk and run.base_edition
    )


@allow(manages_programme)
@require_POST
def plan_request(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Look for a plan; the worker does."""
    round = managed_round(request, pk)
    form = PlanRequestForm(request.POST)
    if form.is_valid():
        try:
            request_plan(round=round, actor=request.actor, **form.cleaned_data)
            return redirect("challenges:plan", round.pk)
        except DomainError as error:
            refuse(form, error)
    return _plan(request, round, form)


def _run(request: ActorRequest, pk: UUID) -> PlanRun:
    return get_object_or_404(PlanRun.objects.visible_to(request.actor).select_related("round"), pk=pk)


@allow(manages_programme)
def plan_progress(request: ActorRequest, pk: UUID) -> JsonResponse:
    """How far a search is."""
    return progress_json(_run(request, pk))


@allow(manages_programme)
@require_POST
def plan_stop(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Stop a search and keep the best plan so far."""
    run = _run(request, pk)
    stop_plan(run=run, actor=request.actor)
    messages.success(request, "The search stops within seconds, and the best plan so far is kept.")
    return redirect("challenges:plan", run.round_id)


@allow(manages_programme)
@require_POST
def plan_use(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put what a search found into the draft, over what somebody changed meanwhile."""
    run = _run(request, pk)
    try:
        use_found(run=run, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "The plan that was found is the draft now.")
    return redirect("challenges:plan", run.round_id)


@allow(manages_programme)
def plan_rules(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What a plan must keep and should prefer."""
    round = managed_round(request, pk)
    form = RulesForm(request.POST or None, settings=settings_of(round))
    if request.method == "POST" and form.is_valid():
        try:
            set_rules(round=round, settings=form.cleaned_data, actor=request.actor)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "The rules are saved. They hold from the next search on.")
            return redirect("challenges:plan", round.pk)
    return render(request, "challenges/plans/rules.html", {"round": round, "form": form})


def _visit(request: ActorRequest, pk: int) -> PlannedVisit:
    rounds = ChallengeRound.objects.managed_by(request.actor)
    visits = PlannedVisit.objects.filter(plan__round__in=rounds.values("pk"))
    related = visits.select_related("plan__round__preset", "participation__council", "manager")
    return get_object_or_404(related.prefetch_related("places__offer__person"), pk=pk)


@allow(manages_programme)
def plan_visit(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a planned visit by hand; what breaks then is named on the plan's page."""
    visit = _visit(request, pk)
    round = visit.plan.round
    offers = PeerOffer.objects.filter(participation__round=round, participation__lending=True)
    offers = offers.exclude(participation=visit.participation).select_related(
        "person", "participation__council"
    )
    form = PlannedVisitForm(
        request.POST or None,
        visit=visit,
        offers=list(offers.order_by("person__name")),
        managers=managers_on_site(round),
        team_size=rules_of(settings_of(round)).team_size,
    )
    meanwhile: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, visit, form)
        except PlanChangedMeanwhile as error:
            meanwhile = error.changes
            refuse(form, error)
        except DomainError as error:
            refuse(form, error)
    context = {"visit": visit, "round": round, "form": form, "meanwhile": meanwhile}
    return render(request, "challenges/plans/visit.html", context)


def _changed(request: ActorRequest, visit: PlannedVisit, form: PlannedVisitForm) -> HttpResponse:
    given = form.cleaned_data
    change_visit(
        visit=visit,
        first_day=given["first_day"],
        days=given["days"],
        manager=given["manager"],
        offers=form.team(),
        days_kept=given["days_kept"],
        kept=form.kept(),
        seen=given["seen"],
        actor=request.actor,
    )
    messages.success(request, f"The plan for {visit.participation.council} is changed.")
    return redirect("challenges:plan", visit.plan.round_id)


@allow(manages_programme)
@require_POST
def plan_keep(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep a visit as it is in every search, or let go of it."""
    visit = _visit(request, pk)
    kept = request.POST.get("kept") == "yes"
    try:
        keep_visit(visit=visit, kept=kept, seen=seen_in(request) or 0, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("challenges:plan", visit.plan.round_id)


@allow(manages_programme)
@require_POST
def plan_move(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Move a planned visit to another week, as somebody chose or dragged it; what breaks then is named."""
    draft = _draft(request, pk)
    round = draft.round
    weeks = _mondays(reads.weeks_of(round, reads.plan_page(round).rows))
    form = MoveForm(request.POST, plan=draft, weeks=weeks)
    if not form.is_valid():
        return _plan(request, round, PlanRequestForm(), form)
    try:
        visit = move_to_week(actor=request.actor, **form.cleaned_data)
    except PlanChangedMeanwhile as error:
        messages.error(request, " ".join([error.message, *error.changes, "Look again, and move it then."]))
    else:
        begins = f"{visit.first_day.day} {visit.first_day:%B %Y}"
        messages.success(request, f"The visit to {visit.participation.council} begins on {begins} now.")
    return redirect("challenges:plan", round.pk)


def _mondays(weeks: list[tuple[date, list[reads.VisitRow]]]) -> list[date]:
    return [monday for monday, _ in weeks]


@allow(manages_programme)
def plan_why(request: ActorRequest, pk: int) -> HttpResponse:
    """Why this lead: what each preference costs, and what stopped every other council."""
    visit = _visit(request, pk)
    context = {"visit": visit, "round": visit.plan.round, "page": reads.why_page(visit)}
    return render(request, "challenges/plans/why.html", context)


def _draft(request: ActorRequest, pk: UUID) -> DraftPlan:
    draft = reads.draft_of(managed_round(request, pk))
    if draft is None:
        raise Http404
    return draft


@allow(manages_programme)
def plan_fairness(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The worst-placed host first; days given and received."""
    draft = _draft(request, pk)
    return render(
        request, "challenges/plans/fairness.html", {"round": draft.round, "rows": reads.fairness(draft)}
    )


@allow(manages_programme)
def plan_wishes(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Pairs that are wished or barred."""
    round = managed_round(request, pk)
    form = WishForm(request.POST or None, parts=list(round.participations.all()))
    if request.method == "POST" and form.is_valid():
        try:
            wish_pair(actor=request.actor, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "It holds from the next search on.")
            return redirect("challenges:plan_wishes", round.pk)
    wishes = PairWish.objects.filter(host__round=round).select_related("host__council", "council")
    return render(request, "challenges/plans/wishes.html", {"round": round, "form": form, "wishes": wishes})


@allow(manages_programme)
def plan_agree(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What agreeing the plan would change and whom it tells; then the change."""
    draft = _draft(request, pk)
    if request.method == "POST":
        tell = request.POST.get("tell") == "yes"
        try:
            made = agree_plan(plan=draft, seen=seen_in(request) or 0, tell=tell, actor=request.actor)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("challenges:plan_agree", pk)
        told = "Those concerned are told." if tell else "Nobody has been told yet."
        messages.success(request, f"{len(made)} challenges were made or changed. {told}")
        return redirect("challenges:challenge_list", pk)
    page = reads.plan_page(draft.round)
    changes = changes_of(draft.round, reads.wanted_by(draft))
    context = {"round": draft.round, "draft": draft, "page": page, "changes": changes}
    return render(request, "challenges/plans/agree.html", context)
