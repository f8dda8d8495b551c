"""Every address of the service: three apps, accounts, the pages around them."""

from django.contrib import admin
from django.urls import include, path

from peerchallenge import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health", views.health, name="health"),
    path("", include("peerchallenge.pages")),
    path("", include("councils.urls")),
    path("", include("challenges.urls")),
    path("", include("evaluation.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
