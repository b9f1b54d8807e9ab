"""What a guest's link opens: addresses that are their own key."""

from django.urls import path

from workspace import roadmaps

app_name = "roadmap_link"
urlpatterns = [path("<str:token>/", roadmaps.by_link, name="roadmap")]
