from django.utils.translation import gettext_lazy as _

VERBS = {
    "packet.sent": _("%(who)s sent texts for translation"),
    "packet.brought_back": _("%(who)s brought a translation packet back from Word"),
    "packet.closed": _("%(who)s closed a translation packet"),
    "packet.given": _("Texts wait for you to be translated"),
    "packet.done": _("A translation that you asked for is done"),
}
