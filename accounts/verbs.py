from django.utils.translation import gettext_lazy as _

VERBS = {
    "account.created": _("%(who)s created an account"),
    "account.changed": _("%(who)s changed their own details"),
    "account.password_changed": _("%(who)s chose a new password"),
    "account.deactivated": _("%(who)s closed an account"),
    "account.reactivated": _("%(who)s opened an account again"),
    "invitation.sent": _("%(who)s invited somebody"),
    "invitation.sent_again": _("%(who)s sent an invitation again"),
    "invitation.revoked": _("%(who)s withdrew an invitation"),
    "invitation.accepted": _("%(who)s accepted an invitation"),
    "organisation.contact_kept": _("%(who)s noted how an organisation is reached"),
    "opening.made": _("%(who)s made a link for a guest"),
    "opening.given": _("%(who)s opened something to a person outside the group"),
    "opening.ended": _("What was opened to a person outside the group was closed"),
    "opening.withdrawn": _("%(who)s withdrew a guest’s link"),
}
