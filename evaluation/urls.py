"""Addresses of feedback, findings and reports."""

from django.urls import path

app_name = "evaluation"

urlpatterns: list = []
