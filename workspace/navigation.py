"""The sections of a review, at the thumb on a phone and in a row on a desk."""

from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from notifications.queries import unread_count

OF_A_GROUP = {
    "workspace:group",
    "workspace:roadmap",
    "workspace:roadmap-copy",
    "workspace:step",
}
OF_MEETINGS = {"consultations", "room", "voices"}


def sections(request):
    """Nothing outside a review or without sign-in; error pages show none."""
    match = getattr(request, "resolver_match", None)
    user = getattr(request, "user", None)
    if match is None or user is None or not user.is_authenticated:
        return {}
    # Asked only by the pages that show it, and once.
    found = {"unread_notices": cache(lambda: unread_count(user))}
    review_id = match.kwargs.get("review_id")
    if review_id:
        found["sections"] = sections_of(review_id, match)
        found["search_url"] = reverse("workspace:search", args=[review_id])
    return found


def sections_of(review_id, match) -> list[dict]:
    here = match.namespaces[0] if match.namespaces else ""
    name = match.view_name
    rows = [
        ("workspace:review", _("Home"), "home", name == "workspace:review"),
        (
            "submissions:list",
            # Translators: one short word; on a phone five of them stand in a row.
            pgettext("section of the site", "Submissions"),
            "submissions",
            here == "submissions",
        ),
        ("factsheets:list", _("Factsheets"), "factsheets", here == "factsheets"),
        (
            "recommendations:list",
            _("Recommendations"),
            "recommendations",
            here == "recommendations",
        ),
        (
            "groups:list",
            _("Groups"),
            "",
            here == "groups" or name in OF_A_GROUP,
        ),
        ("consultations:list", _("Meetings"), "", here in OF_MEETINGS),
        ("proposals:list", _("Proposals"), "", here == "proposals"),
        ("workspace:more", _("More"), "more", name == "workspace:more"),
    ]
    return [
        {
            "url": reverse(target, args=[review_id]),
            "label": label,
            "icon": icon,
            "current": current,
        }
        for target, label, icon, current in rows
    ]
