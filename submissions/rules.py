"""Who may do what to a submission. Read top to bottom, this is the policy.

What a person may do with one text (read, comment, suggest, write, decide) is
computed with the text itself: `Text.level` and `Text.decides`.
"""

import rules

from groups.models import Membership
from groups.rules import is_rapporteur
from groups.rules import leads as leads_group
from submissions.models import Submission


def roles_of(user, submission) -> set[str]:
    """In the groups that take part. Read once for a request: the object that the
    view loaded keeps it."""
    known = vars(submission).setdefault("_roles_of", {})
    if user.pk not in known:
        seats = Membership.objects.filter(
            user=user, group__participations__submission=submission.pk
        )
        known[user.pk] = set(seats.values_list("role", flat=True))
    return known[user.pk]


def has_seat(*roles):
    """Predicate: the person has one of these roles in a group that takes part."""

    @rules.predicate(name=f"has_seat:{'|'.join(roles)}")
    def holds(user, submission):
        return user.is_authenticated and not roles_of(user, submission).isdisjoint(
            roles
        )

    return holds


@rules.predicate
def leads_submission(user, submission):
    """A coordinator to whom a group that takes part is open."""
    known = vars(submission).setdefault("_is_led_by", {})
    if user.pk not in known:
        led = Submission.objects.led_by(user).filter(pk=submission.pk)
        known[user.pk] = led.exists()
    return known[user.pk]


@rules.predicate
def leads_its_submission(user, participation):
    return leads_submission(user, participation.submission)


writes = has_seat(Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER)
answers = has_seat(Membership.Role.RAPPORTEUR)

# Asked of the group that would write it.
rules.add_perm("submissions.start_submission", leads_group)
rules.add_perm("submissions.change_submission", writes | leads_submission)
rules.add_perm("submissions.arrange_submission", answers | leads_submission)
# A group ends its own part; a coordinator that of any.
rules.add_perm("submissions.end_participation", is_rapporteur | leads_its_submission)
rules.add_perm("submissions.agree_submission", answers | leads_submission)
rules.add_perm("submissions.open_submission", answers | leads_submission)
rules.add_perm("submissions.purge_submission", answers | leads_submission)
