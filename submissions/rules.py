"""Who may do what to a submission. Read top to bottom, this is the policy.

What a person may do with one text (read, comment, suggest, write, decide) is
computed with the text itself: `Text.level` and `Text.decides`.
"""

import rules

from groups.models import Membership
from submissions.models import Submission


def has_seat(*roles):
    """Predicate: the person has one of these roles in a group that takes part."""

    @rules.predicate(name=f"has_seat:{'|'.join(roles)}")
    def holds(user, submission):
        return (
            user.is_authenticated
            and Membership.objects.filter(
                user=user,
                role__in=roles,
                group__participations__submission=submission.pk,
            ).exists()
        )

    return holds


@rules.predicate
def leads_submission(user, submission):
    """A coordinator to whom a group that takes part is open."""
    return Submission.objects.led_by(user).filter(pk=submission.pk).exists()


writes = has_seat(Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER)
answers = has_seat(Membership.Role.RAPPORTEUR)

rules.add_perm("submissions.change_submission", writes | leads_submission)
rules.add_perm("submissions.arrange_submission", answers | leads_submission)
rules.add_perm("submissions.agree_submission", answers | leads_submission)
rules.add_perm("submissions.open_submission", answers | leads_submission)
rules.add_perm("submissions.purge_submission", answers | leads_submission)
