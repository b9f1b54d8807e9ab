from django.urls import path

from factsheets import editor, views

app_name = "factsheets"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.start, name="start"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/review/", views.send_for_review, name="send-for-review"),
    path("<uuid:pk>/reopen/", views.reopen, name="reopen"),
    path("<uuid:pk>/publish/", views.publish, name="publish"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:pk>/links/", views.make_link, name="make-link"),
    path(
        "<uuid:pk>/links/<uuid:link_id>/revoke/", views.revoke_link, name="revoke-link"
    ),
    path("<uuid:pk>/edition/", views.edition, name="edition"),
    path("<uuid:pk>/edition/<str:name>.pdf", views.edition_pdf, name="edition-pdf"),
    path("<uuid:pk>/edit/", editor.edit, name="edit"),
    path("<uuid:pk>/edit/save/", editor.save, name="save"),
    path("<uuid:pk>/edit/agree/", editor.agree, name="agree"),
    path("<uuid:pk>/edit/level/", editor.judge, name="judge"),
    path("<uuid:pk>/edit/recommendations/", editor.pick, name="pick"),
    path("<uuid:pk>/edit/asks/", editor.asks, name="asks"),
    path("<uuid:pk>/edit/options/", editor.options, name="options"),
    path("<uuid:pk>/preview/<str:language>/", editor.preview, name="preview"),
    path("<uuid:pk>/proof/<str:language>/", editor.proof, name="proof"),
    path(
        "<uuid:pk>/proof/<str:language>.png", editor.proof_picture, name="proof-picture"
    ),
    path("<uuid:pk>/proof/<str:language>.pdf", editor.proof_pdf, name="proof-pdf"),
]
