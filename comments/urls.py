from django.urls import path

from comments import asking, views

app_name = "comments"
urlpatterns = [
    path("feedback/<uuid:pk>/", asking.answer, name="feedback"),
    path("feedback/<uuid:pk>/withdraw/", asking.withdraw, name="withdraw-feedback"),
    path("feedback/<slug:kind>/<uuid:pk>/", asking.ask, name="ask"),
    path("<uuid:pk>/reply/", views.reply, name="reply"),
    path("<uuid:pk>/assign/", views.assign, name="assign"),
    path("<uuid:pk>/resolve/", views.resolve, name="resolve"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("<uuid:pk>/edit/", views.edit, name="edit"),
    path("<uuid:pk>/remove/", views.remove, name="remove"),
]
