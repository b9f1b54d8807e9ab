from django.utils.translation import gettext_lazy as _

VERBS = {
    "submission.started": _("%(who)s started a submission"),
    "version.named": _("%(who)s kept a version of a section"),
    "version.restored": _("%(who)s brought a version of a section back"),
    "text.purged": _("%(who)s removed the history of a section"),
}
