from django.utils.translation import gettext_lazy as _

VERBS = {
    "review.opened": _("%(who)s opened the review"),
    "review.changed": _("%(who)s changed what the review says about the coalition"),
    "review.public_page_opened": _("%(who)s opened the public page"),
    "review.public_page_closed": _("%(who)s closed the public page"),
    "milestone.kept": _("%(who)s set a date of the review"),
    "milestone.removed": _("%(who)s took a date of the review away"),
    "role.given": _("%(who)s was given a role"),
    "role.withdrawn": _("A role ended with the last membership behind it"),
    "role.ended": _("%(who)s ended a role"),
}
