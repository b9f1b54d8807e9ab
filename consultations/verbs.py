from django.utils.translation import gettext_lazy as _

# Whoever has an address or a code acts without a name: “Somebody”.
VERBS = {
    "contributionlink.made": _("%(who)s made an address for contributions"),
    "contributionlink.revoked": _("%(who)s withdrew an address for contributions"),
    "code.made": _("%(who)s made the code of a meeting"),
    "finding.contributed": _("%(who)s wrote something at an address for contributions"),
    "enquiry.answered": _("%(who)s answered a question back with a code"),
}
