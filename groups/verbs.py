from django.utils.translation import gettext_lazy as _

VERBS = {
    "group.created": _("%(who)s created a group"),
    "group.changed": _("%(who)s changed what is said about the group"),
    "membership.begun": _("%(who)s joined the group"),
    "membership.changed": _("%(who)s changed somebody’s role in the group"),
    "membership.ended": _("%(who)s took somebody out of the group"),
    "membership.left": _("%(who)s left the group"),
}
