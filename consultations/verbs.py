from django.utils.translation import gettext_lazy as _

VERBS = {
    "draft.tabled": _("%(who)s put a draft before a meeting"),
    "draft.taken_off": _("%(who)s took a draft off the list of a meeting"),
    "draft.counted": _("%(who)s wrote down how many hands were raised at a meeting"),
    "draft.answered": _("Somebody at a meeting said whether drafts are true there"),
    "finding.taken": _("%(who)s took a finding up for the group"),
}
