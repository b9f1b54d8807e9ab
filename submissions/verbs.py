from django.utils.translation import gettext_lazy as _

VERBS = {
    "submission.started": _("%(who)s started a submission"),
    "suggestion.made": _("%(who)s suggested other words for a section"),
    "suggestion.accepted": _("%(who)s took suggested words into a section"),
    "suggestion.rejected": _("%(who)s did not take what was suggested for a section"),
    "suggestion.taken_back": _("%(who)s took a suggestion back"),
    "suggestion.decided": _("What you suggested for a section was decided"),
    "version.named": _("%(who)s kept a version of a section"),
    "version.restored": _("%(who)s brought a version of a section back"),
    "text.purged": _("%(who)s removed the history of a section"),
}
