from django.urls import path

from reviews import views

urlpatterns = [path("review/<str:token>/", views.join, name="join_review")]
