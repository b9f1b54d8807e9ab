"""Addresses that are their own key."""

from django.urls import path

from factsheets import by_link, public

app_name = "link"
urlpatterns = [
    path("draft/<str:token>/", by_link.draft, name="draft"),
    path("<str:token>/", public.linked, name="factsheet"),
    path("<str:token>/<str:name>.pdf", public.linked_pdf, name="pdf"),
    path("<str:token>/<str:language>.docx", public.linked_docx, name="docx"),
]
