"""Addresses of rounds, sign-up and challenges."""

from django.urls import path

app_name = "challenges"

urlpatterns: list = []
