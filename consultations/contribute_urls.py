from django.urls import URLPattern

app_name = "contribute"
urlpatterns: list[URLPattern] = []
