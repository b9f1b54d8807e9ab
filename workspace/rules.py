"""Who may do what to a translation packet. Read top to bottom, this is the policy."""

import rules

from groups.models import Group
from groups.rules import has_membership, is_open_to_person
from reviews.rules import is_coordinator
from submissions.models import Submission
from submissions.rules import has_seat, leads_submission
from workspace.models import SENDING, Packet


@rules.predicate
def is_submission(user, subject):
    return isinstance(subject, Submission)


@rules.predicate
def is_of_a_group(user, subject):
    return isinstance(subject, Group) or hasattr(subject, "group")


@rules.predicate
def sends_packet(user, packet):
    """Of what it holds, she might send it herself."""
    if not user.is_authenticated:
        return False
    rows = Packet.objects.visible_to(user).filter(pk=packet.pk)
    return any(row.is_ours for row in rows)


of_group = has_membership(*SENDING) | (is_coordinator & is_open_to_person)
of_submission = has_seat(*SENDING) | leads_submission

# Asked of a group, a submission, a factsheet or a proposal.
rules.add_perm(
    "workspace.send_packet",
    (is_submission & of_submission) | (~is_submission & is_of_a_group & of_group),
)
rules.add_perm("workspace.close_packet", sends_packet)

