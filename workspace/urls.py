from django.urls import path

from workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.front, name="front"),
    path("start/", views.start, name="start"),
    path("p/<uuid:public_id>/", views.public_review, name="public-review"),
    path("about/access/", views.accessibility, name="accessibility"),
    path("about/data/", views.privacy, name="privacy"),
    path("r/<uuid:review_id>/", views.review, name="review"),
    path("r/<uuid:review_id>/more/", views.more, name="more"),
    path("r/<uuid:review_id>/overlap/", views.overlap, name="overlap"),
    path("r/<uuid:review_id>/group/<uuid:group_id>/", views.group, name="group"),
]
