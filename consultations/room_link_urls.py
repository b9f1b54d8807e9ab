"""What a meeting's printed address opens on the phones of the room."""

from django.urls import path

from consultations import room_public

app_name = "room_link"
urlpatterns = [path("<str:token>/room/", room_public.phone, name="phone")]
