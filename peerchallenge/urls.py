"""Every address of the service: three apps, accounts, the pages around them."""

from django.contrib import admin
from django.urls import include, path

from peerchallenge import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    # Addresses are tried from the top: the feedback form, which most people post to, comes before hundreds of others.
    path("", include("evaluation.urls")),
    path("", include("peerchallenge.pages")),
    path("", include("councils.urls")),
    path("", include("challenges.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
