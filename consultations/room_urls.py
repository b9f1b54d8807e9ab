from django.urls import path

from consultations import room_views

app_name = "room"
urlpatterns = [
    path("<uuid:pk>/", room_views.table, name="table"),
    path("<uuid:pk>/finding/", room_views.add_finding, name="finding"),
    path("drafts/<uuid:pk>/hands/", room_views.hands, name="hands"),
    path("drafts/<uuid:pk>/off/", room_views.take_off, name="off"),
]
