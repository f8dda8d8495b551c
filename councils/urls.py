"""Addresses of councils, people, accounts' rights and personal links."""

from django.urls import path

app_name = "councils"

urlpatterns: list = []
