"""What a guest's link opens: addresses that are their own key."""

from django.urls import path

from submissions.views import guests

app_name = "guest"
urlpatterns = [
    path("<str:token>/", guests.home, name="home"),
    path("<str:token>/answer/", guests.answer, name="answer"),
    path("<str:token>/t/<uuid:pk>/", guests.text, name="text"),
    path("<str:token>/t/<uuid:pk>/comment/", guests.comment, name="comment"),
    path("<str:token>/c/<uuid:pk>/reply/", guests.reply, name="reply"),
]
