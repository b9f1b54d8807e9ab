from django.utils.translation import gettext_lazy as _

VERBS = {
    "factsheet.started": _("%(who)s started a factsheet"),
    "factsheet.written": _("%(who)s wrote in a factsheet"),
    "factsheet.arranged": _("%(who)s arranged what a factsheet shows"),
    "factsheet.sent_for_review": _("%(who)s asked the group to read a factsheet"),
    "factsheet.reopened": _("%(who)s took a factsheet back to work on it"),
    "factsheet.published": _("%(who)s published a factsheet"),
    "factsheet.withdrawn": _("%(who)s withdrew a factsheet"),
    "sharelink.made": _("%(who)s made a link to a factsheet"),
    "sharelink.revoked": _("%(who)s revoked a link to a factsheet"),
    "factsheet.to_read": _("A factsheet of your group waits to be read"),
    "factsheet.is_out": _("A factsheet of your group is published"),
    "factsheet.translated": _("%(who)s translated a text of a factsheet"),
}
