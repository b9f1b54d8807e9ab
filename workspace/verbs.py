from django.utils.translation import gettext_lazy as _

VERBS = {
    "report.taken": _("%(who)s took the report for donors and partners along"),
    "practice.begun": _("%(who)s began to practise"),
    "practice.ended": _("%(who)s ended a practice review"),
    "review.set_up_put_away": _("%(who)s put the set-up of the review away"),
    "packet.sent": _("%(who)s sent texts for translation"),
    "packet.brought_back": _("%(who)s brought a translation packet back from Word"),
    "packet.closed": _("%(who)s closed a translation packet"),
    "packet.given": _("Texts wait for you to be translated"),
    "packet.done": _("A translation that you asked for is done"),
}
