"""Who may do what to a group. Read top to bottom, this is the policy.

`open` is the word of `Group.objects.open_to`: members, and coordinators of the
review unless the group is confidential or an institution's.
"""

import rules

from groups.models import Group, Membership
from groups.queries import led_by
from reviews.rules import is_coordinator

WRITERS = [Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER]


def group_of(obj):
    """The group itself, or the one that the object belongs to."""
    return obj if isinstance(obj, Group) else obj.group


def has_membership(*roles):
    """Predicate: the person is in the object's group, in one of these roles if
    any are named."""

    @rules.predicate(name=f"has_membership:{'|'.join(roles) or 'any'}")
    def holds(user, obj):
        if not user.is_authenticated:
            return False
        mine = Membership.objects.of(user, group=group_of(obj))
        return (mine.filter(role__in=roles) if roles else mine).exists()

    return holds


is_member = has_membership()
is_rapporteur = has_membership(Membership.Role.RAPPORTEUR)
may_write = has_membership(*WRITERS)


@rules.predicate
def is_open_to_person(user, obj):
    return Group.objects.open_to(user).filter(pk=group_of(obj).pk).exists()


@rules.predicate
def has_no_rapporteur(user, obj):
    return not Membership.objects.filter(
        group=group_of(obj), role=Membership.Role.RAPPORTEUR
    ).exists()


def has_seat_or_leads(*roles):
    """Predicate: a member in one of these roles, or a coordinator to whom the group
    is open. One query: several pages ask it."""

    @rules.predicate(name=f"has_seat_or_leads:{'|'.join(roles)}")
    def holds(user, obj):
        if not user.is_authenticated:
            return False
        return led_by(user, *roles).filter(pk=group_of(obj).pk).exists()

    return holds


leads = has_seat_or_leads(Membership.Role.RAPPORTEUR)
has_it_translated = has_seat_or_leads(
    Membership.Role.RAPPORTEUR, Membership.Role.TRANSLATOR
)

rules.add_perm("groups.add_group", is_coordinator)
rules.add_perm("groups.change_group", leads)
rules.add_perm("groups.seal_group", is_rapporteur)
rules.add_perm("groups.list_membership", is_open_to_person)
rules.add_perm("groups.invite_membership", leads | (is_coordinator & has_no_rapporteur))
rules.add_perm("groups.change_membership", leads)
rules.add_perm("groups.leave_group", is_member)
rules.add_perm("groups.change_roadmap", may_write)
# Whom else to ask what they think of it (comments/rules.py).
rules.add_perm("groups.ask_roadmap", leads)
rules.add_perm("groups.hear_roadmap", is_open_to_person)
# Asked of the group, and of the decision.
rules.add_perm("groups.add_decision", leads)
rules.add_perm("groups.decide_decision", leads)
# Who said what stays in the group: its rapporteur notes what organisations say.
rules.add_perm("groups.note_decision", is_rapporteur)
rules.add_perm("groups.translate_group", has_it_translated)
rules.add_perm("audit.list_review_entry", is_coordinator)
rules.add_perm("audit.list_group_entry", leads)
