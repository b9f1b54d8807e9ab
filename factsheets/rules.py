"""Who may do what to a factsheet. Read top to bottom, this is the policy."""

import rules

from groups.models import Group
from groups.rules import is_rapporteur, may_write
from reviews.rules import is_coordinator


@rules.predicate
def is_group_open(user, factsheet):
    """The work of its group is open to the person."""
    return Group.objects.open_to(user).filter(pk=factsheet.group_id).exists()


@rules.predicate
def is_published(user, factsheet):
    return factsheet.is_published


answers_for = is_rapporteur | (is_coordinator & is_group_open)

rules.add_perm("factsheets.change_factsheet", may_write)
rules.add_perm("factsheets.publish_factsheet", answers_for)
rules.add_perm("factsheets.withdraw_factsheet", answers_for)
rules.add_perm("factsheets.share_factsheet", answers_for)
