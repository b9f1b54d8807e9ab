from django.utils.translation import gettext_lazy as _

VERBS = {
    "evidence.added": _("%(who)s put evidence on the shelf of the group"),
    "evidence.changed": _("%(who)s changed a piece of evidence"),
    "evidence.withdrawn": _("%(who)s withdrew a piece of evidence"),
    "evidence.put_back": _("%(who)s put withdrawn evidence back"),
    "evidence.cleared": _("%(who)s said whether a piece of evidence may be shown"),
    "evidence.taken_back": _(
        "%(who)s took a piece of evidence back from another group"
    ),
    "evidence.given": _("%(who)s gave a piece of evidence to another group"),
}
