from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("read/", views.mark_all_read, name="mark_all_read"),
    path("letters/", views.letters, name="letters"),
    path("<uuid:pk>/", views.open_notice, name="open"),
]
