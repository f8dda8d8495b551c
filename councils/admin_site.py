"""Django's own admin pages: for administrators only, who sign in where everybody does, second factor and all."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from councils.actor import NOBODY


class HouseAdminSite(admin.AdminSite):
    """The admin site of administrators."""

    site_header = site_title = "Peer challenge: records"
    index_title = "Records"

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether an administrator's role holds today for whoever asks."""
        return request.user.is_active and getattr(request, "actor", NOBODY).is_administrator

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No sign-in of its own: that would go round the second factor. Signed in without the role: 404."""
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.GET.get("next") or request.get_full_path())
