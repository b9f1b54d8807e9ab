"""Who may do what to the record. Read top to bottom, this is the policy.

Reading needs no rule here: whoever may know of the review may read the record.
"""

import rules

from reviews.rules import is_coordinator

rules.add_perm("recommendations.import_recommendation", is_coordinator)
