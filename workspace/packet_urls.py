"""What the link of a translation packet opens: addresses that are their own key."""

from django.urls import path

from workspace import packet_link

app_name = "packet_link"
urlpatterns = [
    path("<str:token>/", packet_link.packet, name="packet"),
    path("<str:token>/file/", packet_link.take_out, name="file"),
]
