"""What a guest's link opens: addresses that are their own key."""

from django.urls import path

from proposals import by_link

app_name = "proposal_link"
urlpatterns = [path("<str:token>/", by_link.proposal, name="proposal")]
