from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.shelves, name="list"),
    path("of/<uuid:group_id>/", views.shelf, name="shelf"),
    path("of/<uuid:group_id>/new/", views.add, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/paper/", views.paper, name="paper"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/clear/", views.clear, name="clear"),
    path("<uuid:pk>/give/", views.give, name="give"),
]
