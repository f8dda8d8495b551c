"""Puts the house's admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    """Loaded before any model is: hence not beside the site itself."""

    default_site = "councils.admin_site.HouseAdminSite"
