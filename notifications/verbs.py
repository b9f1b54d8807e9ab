from django.utils.translation import gettext_lazy as _

VERBS = {
    "file.ready": _("A file that you ordered is ready"),
    "file.failed": _("A file that you ordered could not be made"),
}
