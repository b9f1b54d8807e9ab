"""What the link of a translation packet opens: addresses that are their own key."""

from django.urls import path

from workspace import by_link

app_name = "packet_link"
urlpatterns = [
    path("<str:token>/", by_link.packet, name="packet"),
    path("<str:token>/file/", by_link.take_out, name="file"),
]
