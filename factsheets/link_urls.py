"""Addresses that are their own key."""

from django.urls import path

from factsheets import public

app_name = "link"
urlpatterns = [
    path("<str:token>/", public.linked, name="factsheet"),
    path("<str:token>/<str:name>.pdf", public.linked_pdf, name="pdf"),
    path("<str:token>/<str:language>.docx", public.linked_docx, name="docx"),
]
