from django.urls import path

from proposals import linking_views, views

app_name = "proposals"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/<uuid:group_id>/", views.write, name="new"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/edit/", views.reword, name="edit"),
    path("<uuid:pk>/agree/", views.agree, name="agree"),
    path("<uuid:pk>/adopt/", views.adopt, name="adopt"),
    path("<uuid:pk>/behind/", linking_views.link, name="link"),
    path("<uuid:pk>/behind/<uuid:link_id>/away/", linking_views.unlink, name="unlink"),
    path("<uuid:pk>/meeting/", linking_views.take_to_meeting, name="meeting"),
]
