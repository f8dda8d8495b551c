"""Who may do what with accounts, people and councils; and the guard that views of every app use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from councils.actor import Actor
from councils.errors import NotAllowed
from councils.models import Council, Person, Region

View = Callable[..., HttpResponse]


def allow(predicate: Callable[[Actor], bool]) -> Callable[[View], View]:
    """A view for actors who satisfy `predicate`. A stranger gets 404; somebody signed out is asked to sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not actor.known:
                return redirect_to_login(request.get_full_path())
            if not predicate(actor):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def is_known(actor: Actor) -> bool:
    """Anybody with an account or an opened personal link; what they see is decided by `visible_to`."""
    return actor.known


def is_staff(actor: Actor) -> bool:
    """National staff, evaluators and programme managers."""
    return actor.is_staff


def is_national(actor: Actor) -> bool:
    """National staff and administrators."""
    return actor.is_national


def manages_programme(actor: Actor) -> bool:
    """Programme managers and national staff."""
    return actor.is_national or bool(actor.managed_region_ids)


def can_manage_region(actor: Actor, region: Region) -> bool:
    """Its programme managers, and national staff."""
    return actor.is_national or region.pk in actor.managed_region_ids


def can_keep_accounts(actor: Actor) -> bool:
    """Administrators everywhere; programme managers for contacts of their own region's councils."""
    return actor.is_administrator or bool(actor.managed_region_ids)


def is_the_system(actor: Actor) -> bool:
    """Whether the work was asked for by nobody: sample data, a command. Only code can make such an actor."""
    return bool(actor.label) and not actor.known


def require_manager_of_person(actor: Actor, person: Person) -> None:
    """Raises NotAllowed unless the actor keeps this person: administrators, managers of a region of their posts."""
    if not (is_the_system(actor) or Person.objects.managed_by(actor).filter(pk=person.pk).exists()):
        raise NotAllowed("Only administrators and the region's programme managers can change this person.")


def require_manager_of_place(actor: Actor, council: Council | None, region: Region | None) -> None:
    """Raises NotAllowed unless the actor keeps people of this council or region."""
    place = council.region_id if council else region.pk if region else None
    if not (is_the_system(actor) or actor.is_administrator or place in actor.managed_region_ids):
        raise NotAllowed("Only administrators and the region's programme managers can change its people.")
