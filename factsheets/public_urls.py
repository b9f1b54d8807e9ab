"""Addresses of published factsheets of open reviews; printed on paper, so they
never change."""

from django.urls import path

from factsheets import public

app_name = "public"
urlpatterns = [
    path("<uuid:factsheet_id>/", public.factsheet, name="factsheet"),
    path("<uuid:factsheet_id>/<str:name>.pdf", public.factsheet_pdf, name="pdf"),
    path("<uuid:factsheet_id>/<str:language>.docx", public.factsheet_docx, name="docx"),
]
