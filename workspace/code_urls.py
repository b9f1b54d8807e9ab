from django.http import HttpResponse
from django.urls import path

from core.access import access, keeps_nothing


@access("public")
@keeps_nothing
def page(request):
    return HttpResponse("")


app_name = "code"
urlpatterns = [path("", page, name="page")]
