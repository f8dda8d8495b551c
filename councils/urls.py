"""Addresses of councils, people, accounts' rights and personal links."""

from django.urls import path

from councils.views import links

app_name = "councils"

urlpatterns = [
    path("l/<str:token>/", links.open_link, name="open_link"),
    path("l/close", links.close_link, name="close_link"),
]
