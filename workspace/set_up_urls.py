from django.urls import path

from workspace import set_up_views as views

STEP = "r/<uuid:review_id>/set-up/"

app_name = "set_up"
urlpatterns = [
    path("set-up/", views.open_review, name="open"),
    path(STEP, views.overview, name="overview"),
    path(f"{STEP}dates/", views.dates, name="dates"),
    path(f"{STEP}behind/", views.behind, name="behind"),
    path(f"{STEP}groups/", views.groups, name="groups"),
    path(f"{STEP}people/", views.people, name="people"),
    path(f"{STEP}away/", views.put_away, name="put_away"),
]
