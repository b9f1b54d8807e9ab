"""Who may do what with evidence. Read top to bottom, this is the policy."""

import rules

from groups.rules import is_rapporteur, leads, may_write

# Asked of the group whose shelf it is, and of the evidence itself.
rules.add_perm("evidence.add_evidence", may_write)
rules.add_perm("evidence.change_evidence", may_write)
rules.add_perm("evidence.give_evidence", is_rapporteur)
# Whether strangers may see it.
rules.add_perm("evidence.show_evidence", leads)
