"""The static pages."""

app_name = "pages"
urlpatterns: list = []
