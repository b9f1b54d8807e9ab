"""What an organisation's link opens: addresses that are their own key."""

from django.urls import path

from submissions.views import signing_links

app_name = "sign"
urlpatterns = [
    path("<str:token>/", signing_links.home, name="home"),
    path("<str:token>/answer/", signing_links.answer, name="answer"),
    path("<str:token>/withdraw/", signing_links.withdraw, name="withdraw"),
    path("<str:token>/wrong/", signing_links.wrong, name="wrong"),
]
