from django.urls import path

from recommendations import views

app_name = "recommendations"
urlpatterns = [
    path("", views.find, name="list"),
    path("<uuid:pk>/", views.detail, name="detail"),
]
