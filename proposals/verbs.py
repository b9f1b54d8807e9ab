from django.utils.translation import gettext_lazy as _

VERBS = {
    "proposal.written": _("%(who)s wrote a proposal"),
    "proposal.reworded": _("%(who)s reworded a proposal"),
    "proposal.agreed": _("%(who)s recorded that the group agrees to a proposal"),
    "proposal.adopted": _("%(who)s recorded that the coalition adopts a proposal"),
    "proposal.finding_linked": _("%(who)s put a finding behind a proposal"),
    "proposal.finding_unlinked": _(
        "%(who)s took a finding away from behind a proposal"
    ),
    "proposal.evidence_linked": _("%(who)s put evidence behind a proposal"),
    "proposal.evidence_unlinked": _(
        "%(who)s took evidence away from behind a proposal"
    ),
    "proposal.translated": _("%(who)s translated a proposal"),
}
