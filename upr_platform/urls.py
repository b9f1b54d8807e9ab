"""Every address of the platform, and who may reach those of third parties."""

from django.contrib import admin
from django.urls import include, path

from core import health, styleguide
from core.access import Policy

# Views we did not write cannot say who may reach them; they are named here.
THIRD_PARTY_ACCESS = {
    "account_login": Policy.PUBLIC,
    "account_logout": Policy.PUBLIC,
    "account_inactive": Policy.PUBLIC,
    "account_signup": Policy.PUBLIC,  # answers “closed”
    "account_reset_password": Policy.PUBLIC,
    "account_reset_password_done": Policy.PUBLIC,
    "account_reset_password_from_key": Policy.LINK,
    "account_reset_password_from_key_done": Policy.PUBLIC,
    "account_reauthenticate": Policy.SIGNED_IN,
    "account_change_password": Policy.SIGNED_IN,
    "usersessions_list": Policy.SIGNED_IN,
    "admin:*": Policy.STAFF,
}

urlpatterns = [
    path("", include("workspace.urls")),
    path("", include("workspace.set_up_urls")),
    path("accounts/", include("accounts.signin_urls")),
    path("me/", include("accounts.urls")),
    path("me/notices/", include("notifications.urls")),
    path("n/", include("notifications.link_urls")),
    path("join/", include("groups.join_urls")),
    path("r/<uuid:review_id>/people/", include("reviews.urls")),
    path("r/<uuid:review_id>/recommendations/", include("recommendations.urls")),
    path("r/<uuid:review_id>/groups/", include("groups.urls")),
    path("r/<uuid:review_id>/proposals/", include("proposals.urls")),
    path("r/<uuid:review_id>/factsheets/", include("factsheets.urls")),
    path("r/<uuid:review_id>/comments/", include("comments.urls")),
    path("r/<uuid:review_id>/submissions/", include("submissions.urls")),
    path("r/<uuid:review_id>/meetings/", include("consultations.urls")),
    path("r/<uuid:review_id>/room/", include("consultations.room_urls")),
    path("r/<uuid:review_id>/findings/", include("consultations.finding_urls")),
    path("r/<uuid:review_id>/evidence/", include("evidence.urls")),
    path("r/<uuid:review_id>/voices/", include("consultations.link_urls")),
    path("f/", include("factsheets.public_urls")),
    path("s/", include("factsheets.link_urls")),
    path("g/", include("submissions.link_urls")),
    path("sign/", include("submissions.sign_urls")),
    path("v/", include("consultations.contribute_urls")),
    path("k/", include("workspace.code_urls")),
    path("v/", include("consultations.room_link_urls")),
    path("g/p/", include("proposals.link_urls")),
    path("g/m/", include("workspace.link_urls")),
    path("g/w/", include("workspace.packet_urls")),
    path("feed/", include("reviews.feed_urls")),
    path("style/", styleguide.styleguide, name="styleguide"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("keep/", admin.site.urls),
]
handler400 = "core.errors.bad_request"
handler403 = "core.errors.forbidden"
handler404 = "core.errors.not_found"
handler500 = "core.errors.broken"
