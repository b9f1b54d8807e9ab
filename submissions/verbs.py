from django.utils.translation import gettext_lazy as _

VERBS = {
    "submission.started": _("%(who)s started a submission"),
}
