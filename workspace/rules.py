"""Who may do what on pages of several apps. Read top to bottom, this is the policy."""

import rules

from reviews.rules import is_coordinator

# Asked of the review; which organisations, `workspace.reaching` says.
rules.add_perm("workspace.reach_organisation", is_coordinator)
