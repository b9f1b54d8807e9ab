"""Who may do what on pages of several apps. Read top to bottom, this is the policy."""

import rules

from reviews.rules import is_coordinator
from workspace.models import Packet


@rules.predicate
def sends_packet(user, packet):
    """Of what it holds, she might send it herself."""
    if not user.is_authenticated:
        return False
    rows = Packet.objects.visible_to(user).filter(pk=packet.pk)
    return any(row.is_ours for row in rows)


# Asked of the review; which organisations, `workspace.reaching` says.
rules.add_perm("workspace.reach_organisation", is_coordinator)
rules.add_perm("workspace.see_report", is_coordinator)
# The figures in which no closed group is, to be handed on.
rules.add_perm("workspace.report_situation", is_coordinator)
# Who may send something for translation is said by its own app, as
# `app.translate_model`. Whoever may see a packet may take it out and work on it.
rules.add_perm("workspace.close_packet", sends_packet)
