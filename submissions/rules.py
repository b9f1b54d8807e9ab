"""Who may do what to a submission. Read top to bottom, this is the policy.

What a person may do with one text (read, comment, suggest, write, decide) is
computed with the text itself: `Text.level` and `Text.decides`.
"""

import rules
from django.db.models import Exists, OuterRef

from groups.models import Group, Membership
from groups.rules import is_rapporteur
from reviews.models import Role
from submissions.models import Submission, Text
from submissions.models.drafting import Level


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
def concludes_submission(user, submission):
    """Who leads it; where no coordinator can, the rapporteurs of those who write."""
    known = vars(submission).setdefault("_is_concluded_by", {})
    if user.pk not in known:
        rows = Submission.objects.concluded_by(user).filter(pk=submission.pk)
        known[user.pk] = rows.exists()
    return known[user.pk]


@rules.predicate
def is_frozen(user, submission):
    return submission.is_closed


def remember_leading(user, submission):
    """`submission` was just read with these: no need to ask again."""
    vars(submission)["_is_led_by"] = {user.pk: submission.is_led}
    vars(submission)["_is_concluded_by"] = {user.pk: submission.is_concluded}


def groups_answered_for(user):
    """Groups for which the person may begin a submission: as their rapporteur, or
    as a coordinator to whom they are open."""
    answers = Membership.objects.of(user, group=OuterRef("pk")).filter(
        role=Membership.Role.RAPPORTEUR
    )
    leads = Role.objects.of(user, review=OuterRef("review")).filter(
        role=Role.Kind.COORDINATOR
    )
    return Group.objects.open_to(user).filter(Exists(answers) | Exists(leads))


@rules.predicate
def answers_for_group(user, group):
    return groups_answered_for(user).filter(pk=group.pk).exists()


@rules.predicate
def leads_its_submission(user, participation):
    return leads_submission(user, participation.submission)


writes = has_seat(Membership.Role.RAPPORTEUR, Membership.Role.DRAFTER)
answers = has_seat(Membership.Role.RAPPORTEUR)
translates = has_seat(Membership.Role.TRANSLATOR)

# Asked of the group that would write it.
rules.add_perm("submissions.start_submission", answers_for_group)
rules.add_perm("submissions.change_submission", writes | leads_submission)
rules.add_perm("submissions.arrange_submission", answers | leads_submission)
# A group ends its own part; a coordinator that of any.
rules.add_perm("submissions.end_participation", is_rapporteur | leads_its_submission)
rules.add_perm("submissions.agree_submission", answers | leads_submission)
rules.add_perm("submissions.open_submission", answers | leads_submission)
rules.add_perm(
    "submissions.purge_submission", concludes_submission | (answers & ~is_frozen)
)
rules.add_perm("submissions.conclude_submission", concludes_submission)
rules.add_perm(
    "submissions.translate_submission", answers | translates | leads_submission
)


def text_of(user, text):
    """The text with what the person may do with it now, or None. Read once for a
    request: the object that the view loaded keeps it."""
    known = vars(text).setdefault("_as_seen_by", {})
    if user.pk not in known:
        rows = Text.objects.visible_to(user).without_blobs()
        known[user.pk] = (
            rows.select_related("section__submission").filter(pk=text.pk).first()
        )
    return known[user.pk]


def remember(user, text):
    """`text` was just read through `visible_to(user)`: no need to ask again."""
    vars(text)["_as_seen_by"] = {user.pk: text}


def reaches(level):
    """Predicate: the person may do this much with the text."""

    @rules.predicate(name=f"reaches:{level.name.lower()}")
    def holds(user, text):
        seen = text_of(user, text)
        return seen is not None and seen.level >= level

    return holds


@rules.predicate
def decides_text(user, text):
    seen = text_of(user, text)
    return seen is not None and seen.decides


@rules.predicate
def works_on_text(user, text):
    seen = text_of(user, text)
    return seen is not None and not seen.is_seen_from_outside


# What the comments on a text ask (comments/rules.py).
rules.add_perm("submissions.comment_text", reaches(Level.COMMENT))
rules.add_perm("submissions.resolve_text", works_on_text)
rules.add_perm("submissions.moderate_text", decides_text)
rules.add_perm("submissions.ask_text", decides_text)
rules.add_perm("submissions.hear_text", works_on_text)
