"""Who may do what to a proposal. Read top to bottom, this is the policy."""

import rules

from groups.models import Group
from groups.rules import (
    has_it_translated,
    is_open_to_person,
    is_rapporteur,
    leads,
    may_write,
)
from reviews.rules import is_coordinator


@rules.predicate
def is_group_open(user, proposal):
    return Group.objects.open_to(user).filter(pk=proposal.group_id).exists()


rules.add_perm("proposals.change_proposal", may_write)
rules.add_perm("proposals.agree_proposal", is_rapporteur)
rules.add_perm("proposals.adopt_proposal", is_coordinator & is_group_open)
# Whom else to ask what they think of it (comments/rules.py).
rules.add_perm("proposals.ask_proposal", leads)
rules.add_perm("proposals.hear_proposal", is_open_to_person)
rules.add_perm("proposals.translate_proposal", has_it_translated)
