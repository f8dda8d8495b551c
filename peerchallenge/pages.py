"""The pages around the service: accessibility, privacy, cookies, and help written for each role."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

app_name = "pages"


@dataclass(frozen=True)
class HelpPage:
    """Help for one role: the last part of its address, its title, and who it is for."""

    role: str
    title: str
    summary: str

    @property
    def template(self) -> str:
        """Where the words are."""
        return f"pages/help/{self.role}.html"


HELP_PAGES = (
    HelpPage("programme-manager", "Programme managers", "You run the rounds of a region."),
    HelpPage("national", "National staff", "You look after the questionnaire, the codebook and the reports."),
    HelpPage("council", "Council contacts", "You organise a challenge of your council, or sponsor one."),
    HelpPage("peer", "Peers", "Your council lends you to challenge another."),
    HelpPage("feedback", "People giving feedback", "You were sent a link to say what came of a challenge."),
    HelpPage("administrator", "Administrators", "You look after accounts, roles, imports and health."),
)


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, why, and for how long."""
    return render(request, "pages/privacy.html")


def cookies(request: HttpRequest) -> HttpResponse:
    """The two cookies, and why nobody is asked about them."""
    return render(request, "pages/cookies.html")


def help_index(request: HttpRequest) -> HttpResponse:
    """Which help is for whom."""
    return render(request, "pages/help/index.html", {"help_pages": HELP_PAGES})


def help_role(request: HttpRequest, role: str) -> HttpResponse:
    """Help for one role. Raises Http404 for a role that has none."""
    chosen = next((page for page in HELP_PAGES if page.role == role), None)
    if chosen is None:
        raise Http404("There is no help page for this role.")
    return render(request, chosen.template, {"help_page": chosen, "help_pages": HELP_PAGES})


urlpatterns = [
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("cookies/", cookies, name="cookies"),
    path("help/", help_index, name="help"),
    path("help/<slug:role>/", help_role, name="help_role"),
]
