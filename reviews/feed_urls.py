"""The address that a calendar asks is its own key."""

from django.urls import path

from reviews import feed_public

app_name = "feed"
urlpatterns = [path("<str:token>.ics", feed_public.dates, name="dates")]
