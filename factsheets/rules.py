"""Who may do what to a factsheet. Read top to bottom, this is the policy."""

import rules
from django.db.models import Exists, OuterRef

from groups.models import Group, Membership
from groups.rules import has_it_translated, is_open_to_person, may_write
from reviews.models import Role


@rules.predicate
def answers_for(user, factsheet):
    """Rapporteurs of its group, and coordinators to whom the group is open. One
    query: the page asks it every time."""
    if not user.is_authenticated:
        return False
    leads = Membership.objects.of(user, group=OuterRef("pk")).filter(
        role=Membership.Role.RAPPORTEUR
    )
    coordinates = Role.objects.of(user, review=OuterRef("review")).filter(
        role=Role.Kind.COORDINATOR
    )
    return (
        Group.objects.open_to(user)
        .filter(Exists(leads) | Exists(coordinates), pk=factsheet.group_id)
        .exists()
    )


rules.add_perm("factsheets.change_factsheet", may_write)
rules.add_perm("factsheets.publish_factsheet", answers_for)
rules.add_perm("factsheets.withdraw_factsheet", answers_for)
rules.add_perm("factsheets.share_factsheet", answers_for)
# Whom else to ask what they think of it (comments/rules.py).
rules.add_perm("factsheets.ask_factsheet", answers_for)
rules.add_perm("factsheets.hear_factsheet", is_open_to_person)
rules.add_perm("factsheets.translate_factsheet", has_it_translated)


def permitted(user, factsheet) -> dict[str, bool]:
    """Every verb of a factsheet → whether the person may. Verbs under the same
    rule are asked once."""
    asked: dict = {}
    may = {}
    for verb in ("change", "publish", "withdraw", "share", "ask", "translate"):
        rule = rules.permissions.permissions[f"factsheets.{verb}_factsheet"]
        if rule not in asked:
            asked[rule] = rule.test(user, factsheet)
        may[verb] = asked[rule]
    return may
