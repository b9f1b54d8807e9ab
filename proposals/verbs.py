from django.utils.translation import gettext_lazy as _

VERBS = {
    "proposal.written": _("%(who)s wrote a proposal"),
    "proposal.reworded": _("%(who)s reworded a proposal"),
    "proposal.agreed": _("%(who)s recorded that the group agrees to a proposal"),
    "proposal.adopted": _("%(who)s recorded that the coalition adopts a proposal"),
    "proposal.translated": _("%(who)s translated a proposal"),
}
