from django.utils.translation import gettext_lazy as _

VERBS = {
    "submission.started": _("%(who)s started a submission"),
    "submission.changed": _("%(who)s changed what is said about a submission"),
    "submission.group_added": _("%(who)s let another group write along"),
    "submission.group_left": _("%(who)s ended the part of a group in a submission"),
    "section.added": _("%(who)s added a section"),
    "section.changed": _("%(who)s changed the heading of a section, or what it asks"),
    "section.moved": _("%(who)s moved a section"),
    "section.removed": _("%(who)s took out an empty section"),
    "section.assigned": _("%(who)s said who answers for a section"),
    "section.ready": _("%(who)s said that a section is ready to be read"),
    "section.taken_back": _("%(who)s took a section back to go on writing"),
    "section.agreed": _("%(who)s said that a section is agreed"),
    "section.reopened": _("%(who)s opened an agreed section again"),
    # Notices
    "submission.with_us": _("Your group takes part in a submission"),
    "section.given": _("A section waits for you: you answer for it now"),
    "section.to_read": _("A section is ready to be read"),
    "section.is_agreed": _("A section is agreed"),
    "section.is_open_again": _("An agreed section is being written again"),
    "version.named": _("%(who)s kept a version of a section"),
    "version.restored": _("%(who)s brought a version of a section back"),
    "text.purged": _("%(who)s removed the history of a section"),
}
